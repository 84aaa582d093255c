import {FipsError} from '@fips-readiness/core';
import type {Capability, Deployment, Exec} from '../../port/driver.ts';
import type {Settings} from '../../settings/settings.ts';
import {mayDo} from './access.ts';
import {describeTarget} from './describe_target.ts';
import {diagnoseRights} from './diagnose.ts';
import {makeExec} from './api/exec.ts';
import type {Found} from './found.ts';
import {toInstance} from './instance.ts';
import {planChange} from './plan_change.ts';
import {readFacts} from './read_facts.ts';
import {makeReadLogs} from './read_logs.ts';
import {PODS} from './resources.ts';

const no = (reason: string) => ({can: false, reason}) as const;

/** An installation of the operator, as it was found. */
export async function makeDeployment(found: Found, settings: Settings): Promise<Deployment> {
    const [first, ...others] = found.pods;
    return {
        kind: 'kubernetes',
        name: found.resource.metadata.name,
        service: '',
        target: describeTarget(found),
        instances: [toInstance(first, settings), ...others.map((pod) => toInstance(pod, settings))],
        exec: await openExec(found, settings),
        files: no('Kubernetes shows no file of a pod without a program in it'),
        images: no('nodes keep their images to themselves'),
        lendFile: no('Kubernetes puts no file into a pod without a program in it'),
        rehearse: no('a rehearsal next to the live pods is not written yet'),
        openInstaller: () =>
            Promise.reject(new FipsError('not_offered', {reason: 'The agent cannot be installed into a cluster yet.'})),
        diagnose: () => diagnoseRights(found),
        locateDatabase: (address) => Promise.resolve({address, near: undefined}),
        readLogs: makeReadLogs(found),
        readFacts: (observedAt) => readFacts(found, settings, observedAt),
        planChange: (request) => Promise.resolve().then(() => planChange(found, settings, request)),
        findNeighbours: () => Promise.resolve([]),
        findAgentImage: () => Promise.resolve(null),
    };
}

async function openExec(
    {cluster, namespace, pods: [{pod}]}: Found,
    {ENGINE_SECONDS}: Pick<Settings, 'ENGINE_SECONDS'>,
): Promise<Capability<Exec>> {
    const {name} = pod.metadata;
    return (await mayDo(cluster, {...PODS, verb: 'create', namespace, name, subresource: 'exec'}))
        ? {can: true, use: makeExec(cluster.login, {namespace, name}, ENGINE_SECONDS * 1000)}
        : no(`this user may not create pods/exec in the namespace ${namespace}`);
}
