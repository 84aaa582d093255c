import type {Goal} from '../plan/plan.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** How many runs may be started for each change the bounds allow: pulls, dumps and rehearsals take the host's time too. */
export const ATTEMPTS_PER_CHANGE = 5;

/** Bounds of the agent's own file, which hold whatever anybody approves (security.md rule 7). */
export type Bounds = {
    readonly allow: readonly Goal[];
    readonly changesPerHour: number;
    readonly changesPerDay: number;
};

/** An earlier run: when it was started, and whether it changed anything. */
export type RunAttempt = {readonly atMs: number; readonly changed: boolean};

/** Why the bounds refuse. Permanent codes; words under `refusal.<code>`. */
export type BoundsRefusal = 'goal_not_allowed' | 'too_many_this_hour' | 'too_many_today' | 'too_many_attempts';

/** First bound a new run would cross, or undefined. Runs that ended without a change count as attempts. */
export function findBoundsRefusal(
    bounds: Bounds,
    goal: Goal,
    attempts: readonly RunAttempt[],
    nowMs: number,
): BoundsRefusal | undefined {
    if (!bounds.allow.includes(goal)) {
        return 'goal_not_allowed';
    }
    const within = (ms: number, only: (attempt: RunAttempt) => boolean) =>
        attempts.filter((attempt) => nowMs - attempt.atMs < ms && only(attempt)).length;
    if (within(HOUR_MS, ({changed}) => changed) >= bounds.changesPerHour) {
        return 'too_many_this_hour';
    }
    if (within(DAY_MS, ({changed}) => changed) >= bounds.changesPerDay) {
        return 'too_many_today';
    }
    return within(HOUR_MS, () => true) >= ATTEMPTS_PER_CHANGE * bounds.changesPerHour ? 'too_many_attempts' : undefined;
}
