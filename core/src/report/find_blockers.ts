import type {ReadinessReport} from './readiness_report.ts';
import {findCured} from '../plan/find_cured.ts';
import type {Plan} from '../plan/plan.ts';

/** Checks that block a plan: what fails, and what is unknown and nobody has accepted. By code. */
export type Blockers = {readonly failing: readonly string[]; readonly unknown: readonly string[]};

/**
 * What must be fixed before this plan is applied. A check that the plan itself cures does not gate it, and nothing gates
 * a move back or a new password.
 */
export function findBlockers(plan: Plan, {results}: ReadinessReport): Blockers {
    if (plan.goal !== 'to_fips') {
        return {failing: [], unknown: []};
    }
    const cured = findCured(plan);
    const open = results.filter(({check}) => !cured.includes(check));
    return {
        failing: open.filter(({state}) => state === 'fail').map(({check}) => check),
        unknown: open
            .filter(({state, blocker, accepted}) => state === 'unknown' && blocker && !accepted)
            .map(({check}) => check),
    };
}
