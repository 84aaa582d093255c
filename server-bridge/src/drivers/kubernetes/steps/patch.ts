import {isFipsError} from '@fips-readiness/core';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer, Reverter, StepResult} from '../../../port/step_result.ts';
import {removeUpdateCheck} from '../run/update_check.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {operationsOf, patchResource} from '../run/patch_resource.ts';
import {isAway} from '../api/is_away.ts';
import {whereClusterAnswers} from './where_cluster_answers.ts';

/** The resource asks for the target image. Nothing was changed where somebody else changed it first, or where a right is missing. */
export function makePatch(run: KubernetesRun): Performer {
    return async () => {
        try {
            const {code} = await patchResource(run, operationsOf(run, 'to'));
            switch (code) {
                case 'patched':
                    return done('patched', {name: run.target.name});
                case 'already':
                    return done('already');
                default:
                    return failed(`resource_${code}`, {name: run.target.name}, 'stop');
            }
        } catch (error) {
            if (isAway(error)) {
                // It may have arrived all the same.
                return failed('cluster_away', {context: run.cluster.context});
            }
            if (isFipsError(error) && error.code === 'cluster_forbidden') {
                return failed('patch_forbidden', {name: run.target.name, namespace: run.target.namespace}, 'stop');
            }
            throw error;
        }
    };
}

/** The resource asks for the old image again. Somebody else's change stays, and is named. */
export function makeRestoreResource(run: KubernetesRun): Reverter {
    const revert = async (): Promise<StepResult> => {
        const {code} = await patchResource(run, operationsOf(run, 'from'));
        if (code !== 'patched' && code !== 'already') {
            return failed(`resource_${code}`, {name: run.target.name});
        }
        return (await removeUpdateCheck(run, run.plan.to.reference))
            ? done('restored')
            : done('restored_job_stays', {namespace: run.target.namespace});
    };
    return () => whereClusterAnswers(run, revert);
}
