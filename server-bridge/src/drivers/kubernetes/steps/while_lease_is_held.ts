import {isFipsError} from '@fips-readiness/core';
import {failed} from '../../../port/step_result.ts';
import type {Performer, Reverter} from '../../../port/step_result.ts';
import {nameLease, noteHead} from '../run/deployment_lease.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {isAway} from '../api/is_away.ts';

/**
 * Does a step that changes something only while the Lease is still this run's: without it, another run may be at work. The Lease notes
 * how far the journal is.
 */
export function whileLeaseIsHeld(run: KubernetesRun, perform: Performer): Performer {
    const {cluster, target} = run;
    return async (signal, onProgress) => {
        try {
            if (!(await noteHeadOf(run))) {
                return failed('lease_lost', {name: nameLease(target), namespace: target.namespace}, 'stop');
            }
        } catch (error) {
            if (isAway(error)) {
                return failed('cluster_away', {context: cluster.context}, 'stop');
            }
            if (isFipsError(error)) {
                return failed(error.code, error.data, 'stop');
            }
            throw error;
        }
        return perform(signal, onProgress);
    };
}

/** Does a step of the rollback, and notes before it how far the journal is. What cannot be noted keeps nobody from going back. */
export function withNotedHead(run: KubernetesRun, revert: Reverter): Reverter {
    return async (signal, onProgress) => {
        await noteHeadOf(run).catch(() => undefined);
        return revert(signal, onProgress);
    };
}

function noteHeadOf({cluster, target, runId, journal}: KubernetesRun): Promise<boolean> {
    return noteHead(cluster, target, {runId, head: journal.head()});
}
