import {failed} from '../../../port/step_result.ts';
import type {Performer} from '../../../port/step_result.ts';
import {findHolder, nameLease} from '../run/deployment_lease.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {isAway} from '../api/is_away.ts';

/** Does a step that changes something only while the Lease is still this run's: without it, another run may be at work. */
export function whileLeaseIsHeld(run: KubernetesRun, perform: Performer): Performer {
    const {cluster, target, runId} = run;
    return async (signal, onProgress) => {
        try {
            if ((await findHolder(cluster, target)) !== runId) {
                return failed('lease_lost', {name: nameLease(target), namespace: target.namespace}, 'stop');
            }
        } catch (error) {
            if (!isAway(error)) {
                throw error;
            }
            return failed('cluster_away', {context: cluster.context}, 'stop');
        }
        return perform(signal, onProgress);
    };
}
