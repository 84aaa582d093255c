import {ERRORS} from '../errors/catalogue.ts';
import {AGENT_WORDS} from './agent.ts';
import {CHECK_WORDS} from './checks.ts';
import {REHEARSAL_WORDS} from './rehearsal.ts';
import {REMEDY_WORDS} from './remedies.ts';
import {RUN_WORDS} from './run.ts';
import {RUNBOOK_WORDS} from './runbook.ts';
import {SCAN_WORDS} from './scan.ts';
import {SHARED_WORDS} from './shared.ts';
import {VERIFY_WORDS} from './verify.ts';

function flatten(): Record<string, string> {
    const words: Record<string, string> = {
        ...SHARED_WORDS,
        ...AGENT_WORDS,
        ...REHEARSAL_WORDS,
        ...SCAN_WORDS,
        ...RUN_WORDS,
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
    for (const [code, entry] of Object.entries(ERRORS)) {
        words[`error.${code}.title`] = entry.title;
        words[`error.${code}.explanation`] = entry.explanation;
        words[`error.${code}.help`] = entry.help;
    }
    return words;
}

/** Every user-facing sentence, by id: `check.<code>.<reason>`, `remedy.<code>`, `error.<code>.title`, … (ICU, English). */
export const WORDS: Readonly<Record<string, string>> = flatten();

/** Fills the sentence `id` with values. The room that shows it brings the ICU formatter and the reader's locale. */
export type Speak = (id: string, values?: Readonly<Record<string, string | number | boolean>>) => string;
