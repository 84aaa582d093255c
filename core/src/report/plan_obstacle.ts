import type {ReadinessReport} from './readiness_report.ts';
import type {AgentMode} from '../protocol/reply.ts';
import type {Goal, Plan} from '../plan/plan.ts';
import {findBlockers} from './find_blockers.ts';

/** Why `fips-agent apply` would refuse a plan as things are now. Permanent codes; words under `plan.obstacle.<code>`. */
export type PlanObstacle =
    {readonly code: 'checks'; readonly checks: readonly string[]} | {readonly code: 'goal_not_allowed' | 'read_only'};

/** The first thing that keeps this agent from carrying the plan out, by the same rules as `apply`; undefined where nothing does. */
export function findPlanObstacle(
    plan: Plan,
    report: ReadinessReport,
    {allow, mode}: {readonly allow: readonly Goal[]; readonly mode: AgentMode},
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
