import type {Result} from '@fips-readiness/core';
import type {Filter} from '../verdict/filter.ts';

/** Worst first; what the plan cures and what was accepted is behind what is still open, and before what passed. */
const ORDER: readonly Filter[] = ['fail', 'warn', 'unknown', 'cured', 'accepted', 'pass'];

/** The state a result is shown and counted in. */
export function shownState(result: Result): Filter {
    return result.cured ? 'cured' : result.accepted ? 'accepted' : result.state;
}

/** How bad a result is: 0 is worst. */
function rankOf(result: Result): number {
    return ORDER.indexOf(shownState(result));
}

/** The rank of a group's worst result; behind everything for an empty one. */
export function worstRank(results: readonly Result[]): number {
    return Math.min(ORDER.length, ...results.map(rankOf));
}

/** Worst first, else in the order given. */
export function worstFirst(results: readonly Result[]): readonly Result[] {
    return [...results].sort((first, second) => rankOf(first) - rankOf(second));
}
