import {COMMON_WORDS} from '@fips-readiness/core';
import {PLUGIN} from '../plugin_manifest.ts';
import {PAGE_WORDS} from './page_words.ts';

/** The host merges all plugins' messages into one map: every id of ours starts with this. */
const PREFIX = `${PLUGIN.id}.`;

/** Sentences under the ids they have in the host: core's as they are, the page's own below `page.`. */
export function makeMessages(
    core: Readonly<Record<string, string>>,
    own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
    return {...prefixed(PREFIX, core), ...prefixed(`${PREFIX}page.`, own)};
}

/** What every page can say. Parts that are loaded later bring the rest with them. */
export const MESSAGES = makeMessages(COMMON_WORDS, PAGE_WORDS);

/** A message for the host's react-intl; the English text stands in where the host has not taken ours. */
export function messageOf(id: string): {readonly id: string; readonly defaultMessage?: string} {
    const full = `${PREFIX}${id}`;
    const english = MESSAGES[full];
    return english === undefined ? {id: full} : {id: full, defaultMessage: english};
}

function prefixed(prefix: string, words: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(words).map(([id, text]) => [`${prefix}${id}`, text]));
}
