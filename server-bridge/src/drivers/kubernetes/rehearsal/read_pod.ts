import type {ContainerStatus, Pod} from '../schema.ts';

/** How a rehearsal's pod stands. `isRunning`: which container runs, by its name. */
export type PodProgress =
    | {readonly code: 'ended'}
    | {readonly code: 'running'; readonly container: string}
    | {readonly code: 'waiting'; readonly stuck: string | undefined};

const STARTING: readonly string[] = ['', 'PodInitializing', 'ContainerCreating'];

/** Pure. `stuck` names what keeps a container from starting, in the cluster's own word; it may pass by itself. */
export function readProgress(pod: Pod): PodProgress {
    const {phase, conditions} = pod.status;
    if (phase === 'Succeeded' || phase === 'Failed') {
        return {code: 'ended'};
    }
    const statuses = listStatuses(pod);
    const running = statuses.find(({state}) => state.running);
    if (running) {
        return {code: 'running', container: running.name};
    }
    const reasons = statuses.map(({state}) => state.waiting?.reason ?? '');
    const scheduling = conditions.find(({type, status}) => type === 'PodScheduled' && status === 'False')?.reason;
    const stuck = reasons.find((reason) => !STARTING.includes(reason)) ?? scheduling;
    return {code: 'waiting', stuck: stuck === undefined || stuck === '' ? undefined : nameReason(stuck)};
}

/** In the order the containers run. */
export function listStatuses({status}: Pod): readonly ContainerStatus[] {
    return [...status.initContainerStatuses, ...status.containerStatuses];
}

/** A word of the cluster's, or that it is none. */
export function nameReason(reason: string): string {
    return /^[A-Za-z]{1,60}$/.test(reason) ? reason : 'Unknown';
}
