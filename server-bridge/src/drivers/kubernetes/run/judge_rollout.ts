import {CONTAINER} from '../resources.ts';
import type {Deployment, Pod} from '../schema.ts';
import {findStatus, isLiving} from '../instance.ts';
import type {Rollout} from './rollout.ts';

/**
 * What keeps pods of the new image from running. Permanent codes; words under `step.reason.<code>`. `pod` names one of them, empty
 * where none was made.
 */
export type Trouble = {
    readonly reason:
        | 'image_not_pulled'
        | 'update_check_failed'
        | 'update_check_shared'
        | 'pod_crash_loop'
        | 'pod_unschedulable'
        | 'pods_refused'
        | 'pinned_elsewhere';
    readonly pod: string;
    /** The installation whose update check it is, where it is not this one's. */
    readonly owner?: string;
};

/** How a rollout stands. `phase`: what is waited for; `ready` of `wanted` pods run the image; a trouble may pass by itself. */
export type RolloutState =
    | {readonly code: 'done'; readonly imageId: string; readonly pods: number}
    | {
          readonly code: 'moving';
          readonly phase: 'operator' | 'update_check' | 'pods';
          readonly ready: number;
          readonly wanted: number;
          readonly trouble: Trouble | undefined;
      };

/** The operator's Job is tried again by itself; one attempt that failed says little. */
const FAILED_TRIES = 2;
const RESTARTS = 2;
const PULL_REASONS: readonly string[] = ['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull'];

/**
 * Whether every pod runs the image of `reference`. Decided by pods and Deployments alone: the resource's own status says `stable`
 * with the old image right after a patch, and `ready` with half of the pods.
 */
export function judgeRollout(rollout: Rollout, reference: string): RolloutState {
    const {resource, deployments, pods, tries} = rollout;
    const living = pods.filter(isLiving);
    const [first, ...others] = new Set(living.map(readImageId));
    const replicas = resource.spec.replicas ?? 1;
    const isUp = (pod: Pod): boolean => runsImage(pod, reference) && findStatus(pod)?.ready === true;
    const settled =
        living.length >= replicas &&
        living.every(isUp) &&
        (deployments ?? []).every((one) => isRolledOut(one, reference));
    if (settled && first !== undefined && first !== '' && others.length === 0) {
        return {code: 'done', imageId: first, pods: living.length};
    }
    const made = living.some((pod) => runsImage(pod, reference));
    const tried = tries.some((pod) => runsImage(pod, reference));
    return {
        code: 'moving',
        phase: made ? 'pods' : tried ? 'update_check' : 'operator',
        ready: living.filter(isUp).length,
        wanted: replicas,
        trouble: findTrouble(rollout, reference),
    };
}

function readImageId(pod: Pod): string {
    return /sha256:[0-9a-f]{64}/.exec(findStatus(pod)?.imageID ?? '')?.[0] ?? '';
}

function runsImage({spec}: Pod, reference: string): boolean {
    return spec.containers.some(({name, image}) => name === CONTAINER && image === reference);
}

function isRolledOut({metadata, spec, status}: Deployment, reference: string): boolean {
    return (
        spec.template.spec.containers.some(({image}) => image === reference) &&
        status.observedGeneration >= metadata.generation &&
        status.replicas === spec.replicas &&
        status.updatedReplicas === spec.replicas &&
        status.readyReplicas === spec.replicas
    );
}

function findTrouble({resource, deployments, pods, tries, triedFor}: Rollout, reference: string): Trouble | undefined {
    const ofTry = (trouble: Trouble): Trouble =>
        triedFor === undefined ? trouble : {...trouble, reason: 'update_check_shared', owner: triedFor};
    const news = [...tries, ...pods].filter(
        (pod) => runsImage(pod, reference) && pod.metadata.deletionTimestamp === undefined,
    );
    for (const pod of news) {
        const reason = judgePod(pod);
        if (reason) {
            const trouble = {reason, pod: pod.metadata.name};
            return tries.includes(pod) ? ofTry(trouble) : trouble;
        }
    }
    const failed = tries.filter((pod) => runsImage(pod, reference) && pod.status.phase === 'Failed');
    const last = failed.at(-1);
    if (last && failed.length >= FAILED_TRIES) {
        return ofTry({reason: 'update_check_failed', pod: last.metadata.name});
    }
    if (deployments?.some(({status}) => status.conditions.some(isRefusal))) {
        return {reason: 'pods_refused', pod: ''};
    }
    // The operator is through with it, and asks for another image all the same. A try it made before stays.
    const settled =
        resource.status.state === 'stable' && resource.status.observedGeneration >= resource.metadata.generation;
    const another = deployments?.some(({spec}) =>
        spec.template.spec.containers.every(({image}) => image !== reference),
    );
    const made = news.some((pod) => pods.includes(pod));
    return settled && another === true && !made ? {reason: 'pinned_elsewhere', pod: ''} : undefined;
}

/** Quota and admission refuse a pod before it is there. */
function isRefusal({type, status}: {readonly type: string; readonly status: string}): boolean {
    return type === 'ReplicaFailure' && status === 'True';
}

function judgePod(pod: Pod): Trouble['reason'] | undefined {
    const status = findStatus(pod);
    const waiting = status?.state.waiting?.reason ?? '';
    if (PULL_REASONS.includes(waiting)) {
        return 'image_not_pulled';
    }
    if (waiting === 'CrashLoopBackOff' || (status?.restartCount ?? 0) >= RESTARTS) {
        return 'pod_crash_loop';
    }
    return pod.status.conditions.some(({type, reason}) => type === 'PodScheduled' && reason === 'Unschedulable')
        ? 'pod_unschedulable'
        : undefined;
}
