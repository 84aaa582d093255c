import {remedy} from '../remedies/remedy.ts';
import {SOURCES} from '../values/thresholds.ts';
import {defineCheck, found} from './check.ts';
import {IN_A_CLUSTER} from './deployment_kind.ts';
import {isWorkload} from './operator.ts';

/** The operator's try of a new image is the rehearsal of a move: switched off, or with an old one in its place, there is none. */
export const update_check = defineCheck({
    code: 'update_check',
    group: 'deployment_and_image',
    needs: ['update_check'],
    helps: ['deployment'],
    reasons: {
        tried_first: 'pass',
        job_not_seen: 'pass',
        without_operator: 'pass',
        not_kubernetes: 'pass',
        switched_off: 'warn',
        sidecars_stay: 'warn',
        failed_job_left: 'warn',
        unfinished_job_left: 'warn',
    },
    sources: [SOURCES.operator],
    appliesTo: {kinds: IN_A_CLUSTER, otherwise: 'not_kubernetes'},
    exempt: (facts) => (isWorkload(facts) ? found('without_operator') : undefined),
    judge: ({update_check: {enabled, left, sidecars = []}}) => {
        if (left === 'failed' || left === 'unfinished') {
            return found(left === 'failed' ? 'failed_job_left' : 'unfinished_job_left', {}, [
                remedy('remove_update_check'),
            ]);
        }
        if (!enabled) {
            const ways = [remedy('try_in_a_pod'), ...(sidecars.length > 0 ? [] : [remedy('switch_on_update_check')])];
            return found('switched_off', {}, ways);
        }
        if (sidecars.length > 0) {
            return found('sidecars_stay', {sidecars}, [remedy('keep_sidecars_out'), remedy('try_in_a_pod')]);
        }
        return found(left === null ? 'job_not_seen' : 'tried_first');
    },
});
