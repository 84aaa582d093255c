import type {Direction} from '../values/variant.ts';
import type {Result, State} from './result.ts';

/** How many results are in each state; one that is accepted, or cured by the plan, counts as that and not as its state. */
export type Counts = Readonly<Record<State | 'accepted', number>> & {readonly cured?: number};

/** The one sentence on top of page and report. */
export type Verdict = {
    readonly code: 'ready' | 'not_ready' | 'cannot_tell' | 'already_there';
    readonly counts: Counts;
    /** Blockers that the plan cures while it is applied, by check; absent where there are none. */
    readonly cured?: readonly string[];
};

/** Counts the results by state. */
export function countStates(results: readonly Result[]): Counts {
    const counts = {fail: 0, warn: 0, unknown: 0, pass: 0, accepted: 0};
    for (const result of results.filter(({cured}) => !cured)) {
        counts[result.accepted ? 'accepted' : result.state] += 1;
    }
    const cured = results.filter((result) => result.cured).length;
    return cured === 0 ? counts : {...counts, cured};
}

/**
 * Blockers first, but for those that the plan cures; then a blocker-class check that cannot tell; warnings do not stop a move.
 * No check blocks a move back to standard: `to_standard` is never `not_ready`.
 */
export function makeVerdict(results: readonly Result[], direction: Direction): Verdict {
    const counts = countStates(results);
    const variant = results.find((result) => result.check === 'current_variant');
    const there = direction === 'to_fips' ? 'runs_fips' : 'runs_standard';
    if (variant?.reason === there) {
        return {code: 'already_there', counts};
    }
    if (direction === 'to_standard') {
        return {code: 'ready', counts};
    }
    if (counts.fail > 0) {
        return {code: 'not_ready', counts};
    }
    const open = results.some((result) => result.state === 'unknown' && result.blocker && !result.accepted);
    const cured = results.filter((result) => result.cured).map(({check}) => check);
    return {code: open ? 'cannot_tell' : 'ready', counts, ...(cured.length > 0 && {cured})};
}
