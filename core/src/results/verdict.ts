import type {Direction} from '../variant.ts';
import type {Result, State} from './result.ts';

/** How many results stand in each state; an accepted one counts as accepted, not as its state. */
export type Counts = Readonly<Record<State | 'accepted', number>>;

/** The one sentence on top of page and report. */
export type Verdict = {
    readonly code: 'ready' | 'not_ready' | 'cannot_tell' | 'already_there';
    readonly counts: Counts;
};

/** Counts the results by state. */
export function countStates(results: readonly Result[]): Counts {
    const counts = {fail: 0, warn: 0, unknown: 0, pass: 0, accepted: 0};
    for (const result of results) {
        counts[result.accepted ? 'accepted' : result.state] += 1;
    }
    return counts;
}

/**
 * Blockers first; then a blocker-class check that cannot tell; warnings do not stop a move.
 * No check gates the way back to standard: `to_standard` is never `not_ready`.
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
    return {code: open ? 'cannot_tell' : 'ready', counts};
}
