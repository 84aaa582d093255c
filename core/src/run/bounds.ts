import type {Goal} from '../plan/plan.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Bounds of the agent's own file, which hold whatever anybody approves (security.md rule 7). */
export type Bounds = {
    readonly allow: readonly Goal[];
    readonly changesPerHour: number;
    readonly changesPerDay: number;
};

/** Why the bounds refuse. Permanent codes; words under `refusal.<code>`. */
export type BoundsRefusal = 'goal_not_allowed' | 'too_many_this_hour' | 'too_many_today';

/** First bound a new run would cross, or undefined. `changedAtMs`: when earlier runs began to change something. */
export function findBoundsRefusal(
    bounds: Bounds,
    goal: Goal,
    changedAtMs: readonly number[],
    nowMs: number,
): BoundsRefusal | undefined {
    if (!bounds.allow.includes(goal)) {
        return 'goal_not_allowed';
    }
    const within = (ms: number) => changedAtMs.filter((at) => nowMs - at < ms).length;
    if (within(HOUR_MS) >= bounds.changesPerHour) {
        return 'too_many_this_hour';
    }
    return within(DAY_MS) >= bounds.changesPerDay ? 'too_many_today' : undefined;
}
