import {FUNCTION_WORDS} from '@fips-readiness/core';
import {makeMessages} from './messages.ts';

/** Core's words for what the agent's bot proves: only a receipt says them. */
export const FUNCTION_MESSAGES = makeMessages(FUNCTION_WORDS, {});
