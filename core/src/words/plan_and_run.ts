import {HANDOVER_WORDS} from './handover.ts';
import {REHEARSAL_TITLES} from './rehearsal.ts';
import {RUN_WORDS} from './run.ts';
import {VERIFY_WORDS} from './verify.ts';

/** What plans and runs say, in terminal and page: the sentences of core that a page with an agent speaks. */
export const PLAN_AND_RUN_WORDS: Readonly<Record<string, string>> = {
    ...RUN_WORDS,
    ...REHEARSAL_TITLES,
    ...HANDOVER_WORDS,
    ...VERIFY_WORDS,
};
