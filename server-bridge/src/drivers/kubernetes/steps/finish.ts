import {done, failed} from '../../../port/step_result.ts';
import type {Performer} from '../../../port/step_result.ts';
import {judgeRollout} from '../run/judge_rollout.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {readRollout} from '../run/rollout.ts';

/** Whoever keeps the resource elsewhere may have written the old image over the patch by now. */
export function makeFinish({cluster, target, plan}: KubernetesRun): Performer {
    return async () => {
        const rollout = await readRollout(cluster, target);
        return rollout && judgeRollout(rollout, plan.to.reference).code === 'done'
            ? done('resource_stays', {name: target.name})
            : failed('resource_changed_back', {name: target.name}, 'attention');
    };
}
