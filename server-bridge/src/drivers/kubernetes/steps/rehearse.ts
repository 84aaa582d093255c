import {isFipsError} from '@fips-readiness/core';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer} from '../../../port/step_result.ts';
import {rehearse} from '../rehearsal/rehearse.ts';
import {ownerOf} from '../rehearsal/rehearse_next_to.ts';
import {CONTAINER} from '../resources.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {isAway} from '../api/is_away.ts';
import {whileClusterIsAway} from './where_cluster_answers.ts';

/** The target image in a pod next to the live ones, before the patch: configuration and database login proved, nothing written. */
export function makeRehearse(run: KubernetesRun): Performer {
    const {cluster, target, plan, settings, clock, findInstances} = run;
    return async (signal, onProgress) => {
        try {
            const [instance] = await whileClusterIsAway(run, findInstances);
            if (!instance) {
                return failed('container_not_running', {container: target.name});
            }
            const {outcome} = await rehearse({
                cluster,
                namespace: target.namespace,
                owner: ownerOf('mattermost', target),
                model: {
                    pod: instance.name,
                    container: CONTAINER,
                    image: instance.imageReference,
                    version: undefined,
                    config: instance.environment.get('MM_CONFIG'),
                },
                image: plan.to.reference,
                pull: false,
                settings,
                clock,
                signal,
                keep: ({stdout, stderr}) => run.keepOutput('rehearsal.txt', `${stdout}${stderr}`),
                onLeftover: () => undefined,
                onWait: (waitedMs) => onProgress({done: waitedMs, total: null, unit: 'ms'}),
            });
            if (outcome.code === 'ok') {
                return done('rehearsed', {schemaVersion: outcome.schemaVersion});
            }
            return failed('rehearsal_failed', {
                outcome: outcome.code,
                ...(outcome.code === 'invalid_configuration' && {errorId: outcome.errorId}),
                ...(outcome.code === 'did_not_start' && {problem: outcome.problem}),
            });
        } catch (error) {
            if (isAway(error)) {
                return failed('cluster_away', {context: cluster.context});
            }
            if (isFipsError(error)) {
                return failed(error.code, error.data);
            }
            throw error;
        }
    };
}
