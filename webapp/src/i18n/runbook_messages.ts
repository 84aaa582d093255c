import {RUNBOOK_SENTENCES} from '@fips-readiness/core';
import {makeMessages} from './messages.ts';

/** What the page says of the move by hand besides core's own words. ICU message syntax, English. */
const RUNBOOK_WORDS = {
    'runbook.edit': 'In {file}{line, select, none {} other {, line {line}}}:',
} as const;

export type RunbookWord = keyof typeof RUNBOOK_WORDS;

/** Words for the move by hand: only an opened runbook says them. */
export const RUNBOOK_MESSAGES = makeMessages(RUNBOOK_SENTENCES, RUNBOOK_WORDS);
