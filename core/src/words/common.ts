import {CHECK_WORDS} from './checks.ts';
import {REMEDY_WORDS} from './remedies.ts';
import {SHARED_WORDS} from './shared.ts';

function flatten(): Record<string, string> {
    const words: Record<string, string> = {...SHARED_WORDS};
    for (const [check, sentences] of Object.entries(CHECK_WORDS)) {
        for (const [part, sentence] of Object.entries(sentences)) {
            words[`check.${check}.${part}`] = sentence;
        }
    }
    for (const [code, sentence] of Object.entries(REMEDY_WORDS)) {
        words[`remedy.${code}`] = sentence;
    }
    return words;
}

/** What checks say, in terminal, page and exports: the sentences of core that every page speaks. */
export const COMMON_WORDS: Readonly<Record<string, string>> = flatten();
