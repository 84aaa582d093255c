import {RUNBOOK_SENTENCES} from '@fips-readiness/core';
import {makeMessages} from './messages.ts';

/** Core's words for the move by hand: only an opened runbook says them. */
export const RUNBOOK_MESSAGES = makeMessages(RUNBOOK_SENTENCES, {});
