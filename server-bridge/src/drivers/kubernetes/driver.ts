import {FipsError, isFipsError, makeResourceCommands} from '@fips-readiness/core';
import type {Detection, Driver, Finding} from '../../port/driver.ts';
import {findNamedPlatform} from '../../settings/named_platform.ts';
import type {KubernetesSettings} from '../../settings/settings.ts';
import {callIfAllowed} from './api/call_if_allowed.ts';
import {makeCluster} from './api/cluster.ts';
import type {Cluster} from './api/cluster.ts';
import {readLogin} from './api/kubeconfig.ts';
import {detectDeployment} from './detect.ts';
import {findAllDeployments} from './find_all.ts';
import {makeChanger} from './make_changer.ts';
import {makeDeployment} from './make_deployment.ts';
import {readStagedPassword} from './password/staged_password.ts';
import {describeKit, hasKit} from './rescue/write_kit.ts';
import {NAMESPACES} from './resources.ts';

/** Manages an installation of the Mattermost operator, by the image its resource names; what runs without one it finds and plans. */
export function makeKubernetesDriver(settings: KubernetesSettings, env: NodeJS.ProcessEnv): Driver {
    const isNamed = findNamedPlatform(settings) === 'kubernetes';
    const open = async (): Promise<Cluster | undefined> => {
        const login = await readLogin(settings, env);
        return login && makeCluster(login, settings.ENGINE_SECONDS * 1000);
    };
    return {
        kind: 'kubernetes',
        isNamed,
        detect: (until) =>
            detect(open, settings, until).catch((error: unknown) => {
                // Whoever names no cluster may have a kubeconfig for other things.
                if (isNamed || !isFipsError(error)) {
                    throw error;
                }
                return {code: 'not_mine', reason: 'cluster_not_asked'};
            }),
        findAll: async function* () {
            yield* findAllDeployments(requireCluster(await open()), settings);
        },
        diagnose: () => diagnose(open),
        findFiles: () => Promise.resolve(undefined),
        images: {findImage: () => Promise.resolve(undefined), readImage: () => Promise.resolve(undefined)},
        describeRescue: async ({plan, runId, folder, state}) => {
            const directory = settings.RESCUE_DIR;
            const staged = (await readStagedPassword(folder)) ?? null;
            return (await hasKit(directory, runId))
                ? makeResourceCommands(describeKit({directory, runId, plan, state, staged}))
                : [];
        },
        openChanger: async (plan) => makeChanger(requireCluster(await open()), settings, plan),
    };
}

/** Throws FipsError `kubeconfig_unusable` where no cluster is known. */
function requireCluster(cluster: Cluster | undefined): Cluster {
    if (!cluster) {
        throw new FipsError('kubeconfig_unusable', {file: '~/.kube/config', problem: 'There is no such file.'});
    }
    return cluster;
}

type Open = () => Promise<Cluster | undefined>;

async function detect(open: Open, settings: KubernetesSettings, until: AbortSignal | undefined): Promise<Detection> {
    const cluster = await open();
    if (!cluster) {
        return {code: 'not_mine', reason: 'no_kubeconfig'};
    }
    const detected = await detectDeployment({...cluster, ...(until && {until})}, settings);
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
