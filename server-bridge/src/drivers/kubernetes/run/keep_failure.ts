import {readStartLog} from '../../../start_log/read_start_log.ts';
import {findStatus} from '../instance.ts';
import {makeReadLogs} from '../read_logs.ts';
import type {Pod} from '../schema.ts';
import type {KubernetesRun} from './kubernetes_run.ts';
import {readRollout} from './rollout.ts';

const LOG_LIMITS = {bytes: 4 * 1024 * 1024, timeMs: 5_000};

/** What is gone once the old image is back: how each pod and each try of the image stood, and what the newest one's log means. Mode 0600. */
export async function keepFailure(run: KubernetesRun): Promise<void> {
    const {cluster, target, keepOutput, findInstances} = run;
    const rollout = await readRollout(cluster, target);
    const pods = [...(rollout?.tries ?? []), ...(rollout?.pods ?? [])].map(describePod);
    await keepOutput('failed-pods.json', `${JSON.stringify(pods, null, 2)}\n`);
    const failed = (await findInstances()).at(-1);
    if (failed && failed.startedAt !== '') {
        const read = await readStartLog(makeReadLogs(cluster, target.namespace), failed, LOG_LIMITS);
        await keepOutput('failed-start-log.json', `${JSON.stringify(read, null, 2)}\n`);
    }
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
