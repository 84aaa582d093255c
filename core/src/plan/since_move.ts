import type {Plan} from './plan.ts';

/** How a plugin is, compared with the plan that moved the site: it `stopped` while installed, is `missing`, or gone as `foretold`. */
export type SinceMove = 'as_before' | 'stopped' | 'missing' | 'foretold' | 'new';

/**
 * Compares a plugin as it is now (undefined: not installed) with the plan. Another version is an update of the time since,
 * which is nobody's fault. Null for one that neither knows.
 */
export function compareWithPlan(
    before: Plan['plugins'][number] | undefined,
    now: {readonly active: boolean} | undefined,
): SinceMove | null {
    if (!before) {
        return now ? 'new' : null;
    }
    if (!before.active || now?.active === true) {
        return 'as_before';
    }
    return before.outcome === 'vanishes' ? 'foretold' : now ? 'stopped' : 'missing';
}

/** It ran before the move and does not now, and no plan has said so. */
export function hasGone(since: SinceMove | null): boolean {
    return since === 'stopped' || since === 'missing';
}
