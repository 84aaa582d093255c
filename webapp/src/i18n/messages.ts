import {COMMON_WORDS} from '@fips-readiness/core';
import {PLUGIN} from '../plugin_manifest.ts';
import {PAGE_WORDS} from './page_words.ts';

/** The host merges all plugins' messages into one map: every id of ours starts with this. */
const PREFIX = `${PLUGIN.id}.`;

const OWN: Readonly<Record<string, string>> = {...COMMON_WORDS, ...prefixed('page.', PAGE_WORDS)};

/** Everything the page can say, by the id it has in the host: core's words and the page's own. */
export const MESSAGES: Readonly<Record<string, string>> = prefixed(PREFIX, OWN);

/** A message for the host's react-intl; the English text stands in where the host has not taken ours. */
export function messageOf(id: string): {readonly id: string; readonly defaultMessage: string} {
    return {id: `${PREFIX}${id}`, defaultMessage: OWN[id] ?? id};
}

/** Is there a sentence under this id? */
export function hasMessage(id: string): boolean {
    return Object.hasOwn(OWN, id);
}

function prefixed(prefix: string, words: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(words).map(([id, text]) => [`${prefix}${id}`, text]));
}
