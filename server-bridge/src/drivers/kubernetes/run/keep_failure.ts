import {readStartLog} from '../../../start_log/read_start_log.ts';
import type {StartLogRead} from '../../../start_log/read_start_log.ts';
import {findContainer, findStatus, toInstance} from '../instance.ts';
import {makeSource, readEnvironment} from '../read_environment.ts';
import {makeReadLogs} from '../read_logs.ts';
import type {ContainerStatus, Pod} from '../schema.ts';
import type {KubernetesRun} from './kubernetes_run.ts';
import {readRollout} from './rollout.ts';
import type {Rollout} from './rollout.ts';

const LOG_LIMITS = {bytes: 4 * 1024 * 1024, timeMs: 5_000};

/** What is gone once the old image is back: how each pod and each try of the image stood, and what the newest one's log means. Mode 0600. */
export async function keepFailure(run: KubernetesRun): Promise<void> {
    const {cluster, target, keepOutput} = run;
    const rollout = await readRollout(cluster, target);
    const pods = [...(rollout?.tries ?? []), ...(rollout?.pods ?? [])].map(describePod);
    await keepOutput('failed-pods.json', `${JSON.stringify(pods, null, 2)}\n`);
    const failing = rollout && findFailing(rollout, run.plan.to.reference);
    const read = failing ? await readWhole(run, failing) : await readNewest(run);
    if (read) {
        await keepOutput('failed-start-log.json', `${JSON.stringify(read, null, 2)}\n`);
    }
}

/** The newest pod of the image that ran and does not come up: a server's, else one of the operator's tries. */
function findFailing({tries, pods}: Rollout, reference: string): Pod | undefined {
    return [...tries, ...pods].findLast(
        (pod) =>
            findContainer(pod)?.image === reference &&
            pod.status.phase !== 'Succeeded' &&
            hasRunInVain(findStatus(pod)),
    );
}

function hasRunInVain(status: ContainerStatus | undefined): boolean {
    const {running, terminated = status?.lastState.terminated} = status?.state ?? {};
    return status?.ready !== true && (running !== undefined || terminated !== undefined);
}

/** All that its server wrote; where it is about to be started again, what it wrote before. */
async function readWhole({cluster, target}: KubernetesRun, pod: Pod): Promise<StartLogRead | undefined> {
    const {namespace} = target;
    const container = findContainer(pod);
    const status = findStatus(pod);
    if (!container || !status) {
        return undefined;
    }
    const previous = status.state.waiting !== undefined && status.lastState.terminated !== undefined;
    const environment = await readEnvironment(container, makeSource(cluster, namespace));
    const instance = {...toInstance({pod, container, environment}), startedAt: new Date(0).toISOString()};
    return readStartLog([{instance, readLogs: makeReadLogs(cluster, namespace, {previous})}], LOG_LIMITS);
}

/** Where all of them came up: the one that is ready last. */
async function readNewest({cluster, target, findInstances}: KubernetesRun): Promise<StartLogRead | undefined> {
    const instance = (await findInstances()).at(-1);
    return instance && instance.startedAt !== ''
        ? readStartLog([{instance, readLogs: makeReadLogs(cluster, target.namespace)}], LOG_LIMITS)
        : undefined;
}

function describePod(pod: Pod): object {
    const status = findStatus(pod);
    return {
        pod: pod.metadata.name,
        phase: pod.status.phase,
        images: pod.spec.containers.map(({image}) => image),
        restarts: status?.restartCount ?? 0,
        state: status?.state ?? {},
        lastState: status?.lastState ?? {},
    };
}
