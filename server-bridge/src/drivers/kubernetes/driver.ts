import {FipsError, isFipsError} from '@fips-readiness/core';
import type {Detection, Driver, Finding} from '../../port/driver.ts';
import {findNamedPlatform} from '../../settings/named_platform.ts';
import type {Settings} from '../../settings/settings.ts';
import {callIfAllowed} from './api/call_if_allowed.ts';
import {makeCluster} from './api/cluster.ts';
import type {Cluster} from './api/cluster.ts';
import {readLogin} from './api/kubeconfig.ts';
import {detectInstallation} from './detect.ts';
import {makeDeployment} from './make_deployment.ts';
import {NAMESPACES} from './resources.ts';

/** Manages an installation of the Mattermost operator. It looks and plans; what it plans, a person carries out. */
export function makeKubernetesDriver(settings: Settings, env: NodeJS.ProcessEnv): Driver {
    const isNamed = findNamedPlatform(settings) === 'kubernetes';
    const open = async (): Promise<Cluster | undefined> => {
        const login = await readLogin(settings, env);
        return login && makeCluster(login, settings.ENGINE_SECONDS * 1000);
    };
    return {
        kind: 'kubernetes',
        isNamed,
        detect: () =>
            detect(open, settings).catch((error: unknown) => {
                // Whoever names no cluster may have a kubeconfig for other things.
                if (isNamed || !isFipsError(error)) {
                    throw error;
                }
                return {code: 'not_mine', reason: 'cluster_not_asked'};
            }),
        diagnose: () => diagnose(open),
        findFiles: () => Promise.resolve(undefined),
        images: {findImage: () => Promise.resolve(undefined), readImage: () => Promise.resolve(undefined)},
        describeRescue: () => Promise.resolve([]),
        openChanger: () =>
            Promise.reject(
                new FipsError('not_offered', {
                    reason: 'The agent does not change anything in a cluster. Follow the steps of the plan yourself.',
                }),
            ),
    };
}

type Open = () => Promise<Cluster | undefined>;

async function detect(open: Open, settings: Settings): Promise<Detection> {
    const cluster = await open();
    if (!cluster) {
        return {code: 'not_mine', reason: 'no_kubeconfig'};
    }
    const detected = await detectInstallation(cluster, settings);
    return detected.code === 'found'
        ? {code: 'found', deployment: await makeDeployment(detected.found, settings)}
        : detected;
}

/** Throws FipsError where the cluster does not answer. */
async function* diagnose(open: Open): AsyncGenerator<Finding> {
    const cluster = await open();
    if (!cluster) {
        yield {ok: false, id: 'cluster.no_kubeconfig'};
        return;
    }
    // Refused is answered.
    await callIfAllowed(cluster, {...NAMESPACES, verb: 'get', name: 'kube-system'});
    yield {ok: true, id: 'cluster.ok', values: {context: cluster.context}};
}
