import {createIntl} from 'react-intl';
import {
    COMMON_WORDS,
    ERROR_TITLES,
    EVIDENCE_WORDS,
    FUNCTION_WORDS,
    PLAN_AND_RUN_WORDS,
    SCAN_WORDS,
} from '@fips-readiness/core';
import type {Voice} from '@fips-readiness/core';
import {printValues} from './spoken_values.ts';

const WORDS: Readonly<Record<string, string>> = {
    ...COMMON_WORDS,
    ...ERROR_TITLES,
    ...EVIDENCE_WORDS,
    ...FUNCTION_WORDS,
    ...PLAN_AND_RUN_WORDS,
    ...SCAN_WORDS,
};
const intl = createIntl({locale: 'en', messages: WORDS});

/** English for what every reader gets alike, whatever the console's language: the report, as the agent prints it (decisions/0033). */
export const ENGLISH: Voice = {
    speak: (id, values) => intl.formatMessage({id}, printValues(values), {ignoreTag: true}),
    knows: (id) => Object.hasOwn(WORDS, id),
};
