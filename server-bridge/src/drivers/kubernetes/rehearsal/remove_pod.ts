import type {Clock} from '../../../clock/clock.ts';
import {findMaker} from '../../../rehearsal/one_off_name.ts';
import type {Cluster} from '../api/cluster.ts';
import {isRefused} from '../api/is_refused.ts';
import {isLiving} from '../instance.ts';
import {PODS} from '../resources.ts';
import type {ResourcePlace} from '../resources.ts';
import type {Pod} from '../schema.ts';
import {isAway} from '../api/is_away.ts';
import {findPod} from './find_pod.ts';
import {MAKER_ANNOTATION} from './make_pod.ts';

const PAUSE_MS = 500;
/** A kubelet ends a pod within its second of grace; a busy node takes longer. */
const LONGEST_END_MS = 60_000;

type Way = {readonly cluster: Pick<Cluster, 'call'>; readonly place: ResourcePlace; readonly clock: Clock};

/** Removes the pod that this maker made, and waits until it is gone; an API that is away meanwhile is waited for. Throws FipsError. */
export async function removeOwn(way: Way, maker: string): Promise<void> {
    await removeWhere(way, (pod) => makerOf(pod) === maker);
}

/**
 * Removes what an earlier rehearsal left behind; says whether there was one. One that goes on is let go on, no longer than it lets
 * itself. Throws FipsError.
 */
export async function removeLeftover(way: Way, signal: AbortSignal, limitMs: number): Promise<boolean> {
    const {cluster, place, clock} = way;
    const begunAt = clock.monotonicMs();
    for (;;) {
        const pod = await findPod(cluster, place);
        if (!pod) {
            return false;
        }
        const maker = await findMaker(makerOf(pod));
        const isOver = !isLiving(pod) || maker?.code === 'dead' || clock.monotonicMs() - begunAt >= limitMs;
        if (isOver || signal.aborted) {
            await (isOver && removeWhere(way, ({metadata}) => metadata.uid === pod.metadata.uid));
            return isOver;
        }
        await clock.sleep(PAUSE_MS);
    }
}

async function removeWhere({cluster, place, clock}: Way, isMeant: (pod: Pod) => boolean): Promise<void> {
    const begunAt = clock.monotonicMs();
    for (;;) {
        try {
            const pod = await findPod(cluster, place);
            if (!pod || !isMeant(pod) || clock.monotonicMs() - begunAt >= LONGEST_END_MS) {
                return;
            }
            if (pod.metadata.deletionTimestamp === undefined) {
                const {uid} = pod.metadata;
                await cluster.call({...PODS, verb: 'delete', ...place}, {preconditions: {uid}});
            }
        } catch (error) {
            // 409: it is another pod by now.
            const isOther = isRefused(error, 409);
            if (!isOther && (!isAway(error) || clock.monotonicMs() - begunAt >= LONGEST_END_MS)) {
                throw error;
            }
        }
        await clock.sleep(PAUSE_MS);
    }
}

function makerOf({metadata}: Pod): string {
    return metadata.annotations[MAKER_ANNOTATION] ?? '';
}
