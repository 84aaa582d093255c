import {readdir, readFile} from 'node:fs/promises';
import {createIntl} from 'react-intl';
import {readMessageShape} from '../testing/message_shape.ts';
import type {MessageShape} from '../testing/message_shape.ts';
import {CATALOGUE} from './catalogue.ts';

const FOLDER = new URL('../../i18n/', import.meta.url);

const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json') && name !== 'en.json').sort();

const translations = await Promise.all(
    files.map(async (name) => {
        const messages = JSON.parse(await readFile(new URL(name, FOLDER), 'utf8')) as Record<string, string>;
        return [name.slice(0, -'.json'.length), messages] as const;
    }),
);

const SHAPES = new Map(Object.entries(CATALOGUE).map(([id, text]) => [id, readMessageShape(text)]));

function* valuesFor({values}: MessageShape, count: number): Iterable<Record<string, string | number>> {
    const selects = Object.values(values).map((kind) => (kind.startsWith('select ') ? kind.split(' ').length - 1 : 1));
    for (let turn = 0; turn < Math.max(1, ...selects); turn += 1) {
        yield Object.fromEntries(
            Object.entries(values).map(([name, kind]) => {
                const [, ...keys] = kind.split(' ');
                return [name, kind.startsWith('select ') ? (keys[turn % keys.length] ?? '') : count];
            }),
        );
    }
}

it('there are languages besides English', () => {
    expect(translations.map(([locale]) => locale)).toContain('de');
});

describe.each(translations)('%s', (locale, messages) => {
    const english = [...SHAPES].filter(([id]) => Object.hasOwn(messages, id));
    const shapeOf = (id: string) => readMessageShape(messages[id] ?? '');

    it('has the ids of English, in their order', () => {
        expect(Intl.DateTimeFormat.supportedLocalesOf(locale)).toEqual([locale]);
        expect(Object.keys(messages)).toEqual(Object.keys(CATALOGUE).sort());
        expect(Object.values(messages).filter((text) => text.trim() === '')).toEqual([]);
    });

    it('has the values, select keys, exact numbers and tags of English', () => {
        const shared = ({values, tags}: MessageShape) => ({values, tags});
        expect(english.map(([id]) => [id, shared(shapeOf(id))])).toEqual(
            english.map(([id, shape]) => [id, shared(shape)]),
        );
    });

    it('has the plural keys of its own language', () => {
        const {pluralCategories} = new Intl.PluralRules(locale).resolvedOptions();
        const wanted = ['other', ...(pluralCategories.includes('one') ? ['one'] : [])];
        const wrong = english.flatMap(([id]) =>
            shapeOf(id)
                .pluralKeys.filter(
                    (keys) =>
                        keys.some((key) => !pluralCategories.some((category) => category === key)) ||
                        wanted.some((key) => !keys.includes(key)),
                )
                .map((keys) => `${id}: ${keys.join(' ')}`),
        );
        // A plural of one key in English (`=0` and `other`) needs no `one` here either.
        const lax = new Set(
            english.flatMap(([id, {pluralKeys}]) => (pluralKeys.some((keys) => !keys.includes('one')) ? [id] : [])),
        );
        expect(wrong.filter((line) => !lax.has(line.split(': ')[0] ?? ''))).toEqual([]);
    });

    it('names the commands, settings, files and fields of English', () => {
        const missing = english.flatMap(([id, {codeWords}]) => {
            const here = shapeOf(id).codeWords;
            return [...codeWords].filter((word) => !here.has(word)).map((word) => `${id}: ${word}`);
        });
        expect(missing).toEqual([]);
    });

    it.each([0, 1, 2, 1_000])('says everything for %i', (count) => {
        const problems: unknown[] = [];
        const intl = createIntl({locale, messages, onError: (problem) => void problems.push(problem)});
        for (const [id, shape] of english) {
            for (const values of valuesFor(shape, count)) {
                expect(intl.formatMessage({id}, values)).not.toBe(id);
            }
        }
        expect(problems).toEqual([]);
    });
});
