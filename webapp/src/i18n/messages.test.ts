import {readFile} from 'node:fs/promises';
import {parse} from '@formatjs/icu-messageformat-parser';
import {COMMON_WORDS} from '@fips-readiness/core';
import {CATALOGUE} from './catalogue.ts';
import {MESSAGES} from './messages.ts';
import {PAGE_WORDS} from './page_words.ts';

it('holds every sentence of core that the page speaks and its own, under ids of our own', () => {
    expect(Object.keys(MESSAGES)).toHaveLength(Object.keys(COMMON_WORDS).length + Object.keys(PAGE_WORDS).length);
    expect(Object.keys(CATALOGUE).filter((id) => !id.startsWith('fips-readiness.'))).toEqual([]);
});

it('can be read by the host’s formatter, without tags', () => {
    const broken = Object.entries(CATALOGUE).filter(([, text]) => {
        try {
            parse(text, {ignoreTag: false});
            return false;
        } catch {
            return true;
        }
    });
    expect(broken).toEqual([]);
});

it('is what i18n/en.json offers to translators', async () => {
    const file = new URL('../../i18n/en.json', import.meta.url);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(CATALOGUE);
});
