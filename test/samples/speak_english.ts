import {IntlMessageFormat} from 'intl-messageformat';
import {WORDS} from '@fips-readiness/core';
import type {Speak} from '@fips-readiness/core';

/** English sentences. Throws for an id without words, and where a sentence asks for a value that is not given. */
export const speakEnglish: Speak = (id, values) => {
    const words = WORDS[id];
    if (words === undefined) {
        throw new Error(`no words for ${id}`);
    }
    return String(new IntlMessageFormat(words, 'en', undefined, {ignoreTag: true}).format(values));
};
