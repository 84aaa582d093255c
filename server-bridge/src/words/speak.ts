import {IntlMessageFormat} from 'intl-messageformat';
import {WORDS} from '@fips-readiness/core';
import type {Speak} from '@fips-readiness/core';

/** English sentences for the terminal. An id without words is a bug and throws. */
export const speakEnglish: Speak = (id, values = {}) => {
    const words = WORDS[id];
    if (words === undefined) {
        throw new Error(`no words for ${id}`);
    }
    return String(new IntlMessageFormat(words, 'en', undefined, {ignoreTag: true}).format(values));
};
