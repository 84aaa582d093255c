import {done, failed} from '../../../port/step_result.ts';
import type {Performer, StepResult} from '../../../port/step_result.ts';
import {patchSecret} from '../password/patch_secret.ts';
import {readStagedPassword} from '../password/staged_password.ts';
import {judgeRollout} from '../run/judge_rollout.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {holdsPatch, operationsOf} from '../run/patch_resource.ts';
import {readRollout} from '../run/rollout.ts';
import {isAway} from '../api/is_away.ts';
import {whileClusterIsAway} from './where_cluster_answers.ts';

/** Whoever keeps the resource or its Secret elsewhere may have written the old image, or another password, over the run's by now. */
export function makeFinish(run: KubernetesRun): Performer {
    return () =>
        whileClusterIsAway(run, () => look(run)).catch((error: unknown) => {
            if (isAway(error)) {
                // Everything was proved before: an API that stays away is no reason to revert it.
                return failed('cluster_away', {context: run.cluster.context}, 'attention');
            }
            throw error;
        });
}

async function look(run: KubernetesRun): Promise<StepResult> {
    const {cluster, target, plan, folder} = run;
    const rollout = await readRollout(cluster, target);
    const isThere =
        rollout !== undefined &&
        holdsPatch(rollout.resource, operationsOf(run, 'to')) &&
        judgeRollout(rollout, plan.to.reference).code === 'done';
    if (!isThere) {
        return failed('resource_changed_back', {name: target.name}, 'attention');
    }
    const staged = await readStagedPassword(folder);
    const secret = staged && (await patchSecret(cluster, target.namespace, staged, {side: 'next', tries: true}));
    if (staged && secret !== 'already') {
        const reason = secret === 'gone' ? 'secret_gone' : 'secret_changed';
        return failed(reason, {name: staged.secret}, 'attention');
    }
    return done('resource_stays', {name: target.name});
}
