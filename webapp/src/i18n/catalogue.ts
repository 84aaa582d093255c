import {CHANGE_MESSAGES} from './change_words.ts';
import {CONNECT_MESSAGES} from './connect_words.ts';
import {FUNCTION_MESSAGES} from './function_messages.ts';
import {HEALTH_MESSAGES} from './health_words.ts';
import {MESSAGES} from './messages.ts';
import {MOVE_MESSAGES} from './move_words.ts';
import {REPORT_MESSAGES} from './report_words.ts';
import {RUNBOOK_MESSAGES} from './runbook_messages.ts';

/** Everything the page and its parts can say, by the id it has in the host: what translators get. */
export const CATALOGUE: Readonly<Record<string, string>> = {
    ...MESSAGES,
    ...MOVE_MESSAGES,
    ...CONNECT_MESSAGES,
    ...CHANGE_MESSAGES,
    ...HEALTH_MESSAGES,
    ...FUNCTION_MESSAGES,
    ...REPORT_MESSAGES,
    ...RUNBOOK_MESSAGES,
};
