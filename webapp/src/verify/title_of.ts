import type {RunEnd} from '@fips-readiness/core';
import type {MoveWord} from '../i18n/move_words.ts';
import type {RunView} from '../state/run_view.ts';

/** The words for how a run ended: a rollback that somebody asked for is no failure. */
export function titleOf(end: RunEnd, {state}: Pick<RunView, 'state'>): MoveWord {
    return end === 'rolled_back' && state.rollBackWanted ? 'verify.title.rolled_back_asked' : `verify.title.${end}`;
}
