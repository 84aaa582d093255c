import type {Plan, ReadinessReport} from '@fips-readiness/core';
import type {Settings} from '../settings/settings.ts';
import {findBlockers} from './find_blockers.ts';

/** Why `fips-agent apply` would refuse a plan as things are now. Permanent codes; words under `plan.obstacle.<code>`. */
export type PlanObstacle =
    {readonly code: 'checks'; readonly checks: readonly string[]} | {readonly code: 'goal_not_allowed' | 'read_only'};

/** The first thing that keeps this agent from carrying the plan out, by the same rules as `apply`; undefined where nothing does. */
export function findPlanObstacle(
    plan: Plan,
    report: ReadinessReport,
    {ALLOW: allow, MODE: mode}: Pick<Settings, 'ALLOW' | 'MODE'>,
): PlanObstacle | undefined {
    const {failing, unknown} = findBlockers(plan, report);
    const checks = [...failing, ...unknown];
    if (checks.length > 0) {
        return {code: 'checks', checks};
    }
    if (!allow.includes(plan.goal)) {
        return {code: 'goal_not_allowed'};
    }
    return mode === 'swap' ? undefined : {code: 'read_only'};
}
