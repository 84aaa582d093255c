import {makeRedactor, makeVisible} from '@fips-readiness/core';

/** As much as a line can hold. */
const LONGEST = 300;

const redact = makeRedactor([], btoa);

/** What the server says, as one line that can be shown: without what looks like a secret, without invisible characters. */
export function redactSentence(sentence: string): string {
    const shown = makeVisible(redact(sentence).replace(/\s+/g, ' ').trim());
    return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}
