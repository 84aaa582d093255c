import {IntlMessageFormat} from 'intl-messageformat';
import {WORDS} from '@fips-readiness/core';
import type {Speak, Voice} from '@fips-readiness/core';

/** English sentences for the terminal. An id without words is a bug and throws. */
export const speakEnglish: Speak = (id, values = {}) => {
    const words = WORDS[id];
    if (words === undefined) {
        throw new Error(`no words for ${id}`);
    }
    return String(new IntlMessageFormat(words, 'en', undefined, {ignoreTag: true}).format(values));
};

/** The terminal's voice for codes that may be of another version. */
export const ENGLISH: Voice = {speak: speakEnglish, knows: (id) => Object.hasOwn(WORDS, id)};
