import {CHECK_WORDS} from './checks.ts';
import {HANDOVER_WORDS} from './handover.ts';
import {REHEARSAL_TITLES} from './rehearsal.ts';
import {REMEDY_WORDS} from './remedies.ts';
import {RUN_WORDS} from './run.ts';
import {RUNBOOK_WORDS} from './runbook.ts';
import {SHARED_WORDS} from './shared.ts';
import {VERIFY_WORDS} from './verify.ts';

function flatten(): Record<string, string> {
    const words: Record<string, string> = {
        ...SHARED_WORDS,
        ...RUN_WORDS,
        ...REHEARSAL_TITLES,
        ...HANDOVER_WORDS,
        ...VERIFY_WORDS,
    };
    for (const [check, sentences] of Object.entries(CHECK_WORDS)) {
        for (const [part, sentence] of Object.entries(sentences)) {
            words[`check.${check}.${part}`] = sentence;
        }
    }
    for (const [code, sentence] of Object.entries(REMEDY_WORDS)) {
        words[`remedy.${code}`] = sentence;
    }
    for (const [code, sentences] of Object.entries(RUNBOOK_WORDS)) {
        words[`runbook.${code}.title`] = sentences.title;
        words[`runbook.${code}.text`] = sentences.text;
    }
    return words;
}

/** The sentences that the page speaks as well as terminal and exports: its bundle holds these and no others of core. */
export const COMMON_WORDS: Readonly<Record<string, string>> = flatten();
