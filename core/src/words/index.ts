import {ERRORS} from '../errors/catalogue.ts';
import {AFTER_WORDS} from './after.ts';
import {AGENT_WORDS} from './agent.ts';
import {CLUSTER_WORDS} from './cluster.ts';
import {COMMON_WORDS} from './common.ts';
import {DRIFT_WORDS} from './drift.ts';
import {ERROR_TITLES} from './error_titles.ts';
import {EVIDENCE_WORDS} from './evidence.ts';
import {FUNCTION_WORDS} from './functions.ts';
import {PLAN_AND_RUN_WORDS} from './plan_and_run.ts';
import {REHEARSAL_WORDS} from './rehearsal.ts';
import {RUNBOOK_SENTENCES} from './runbook.ts';
import {SCAN_WORDS} from './scan.ts';
import {START_LOG_WORDS} from './start_log.ts';
import {TERMINAL_WORDS} from './terminal.ts';

function flatten(): Record<string, string> {
    const words: Record<string, string> = {
        ...COMMON_WORDS,
        ...PLAN_AND_RUN_WORDS,
        ...RUNBOOK_SENTENCES,
        ...AGENT_WORDS,
        ...CLUSTER_WORDS,
        ...TERMINAL_WORDS,
        ...REHEARSAL_WORDS,
        ...SCAN_WORDS,
        ...EVIDENCE_WORDS,
        ...FUNCTION_WORDS,
        ...START_LOG_WORDS,
        ...AFTER_WORDS,
        ...DRIFT_WORDS,
        ...ERROR_TITLES,
    };
    for (const [code, entry] of Object.entries(ERRORS)) {
        words[`error.${code}.explanation`] = entry.explanation;
        words[`error.${code}.help`] = entry.help;
    }
    return words;
}

/** Every user-facing sentence, by id: `check.<code>.<reason>`, `remedy.<code>`, `error.<code>.title`, … (ICU, English). */
export const WORDS: Readonly<Record<string, string>> = flatten();
