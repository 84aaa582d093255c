import {readSource} from './production_text.ts';
import {readSpokenSentences} from './spoken_sentences.ts';

/** The words of the last column of the dictionary's tables of three columns, with the term to use instead. */
function readBanned(page: string): readonly {readonly word: string; readonly term: string}[] {
    return [...page.matchAll(/^\| ([^|]+) \| [^|]+ \| ([^|]+) \|$/gm)].flatMap(([, term = '', words = '']) =>
        words === 'Not' ? [] : words.split(', ').map((word) => ({word: word.trim(), term})),
    );
}

/** A sentence as it is heard: without the names of its values. */
const heard = (sentence: string) => sentence.replaceAll(/\{\w+/g, '');

const says = (sentence: string, word: string) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`, 'i').test(heard(sentence));

const banned = readBanned(await readSource('docs/dictionary.md'));
const sentences = Object.entries(await readSpokenSentences());

test('the dictionary is read', () => {
    expect(banned.length).toBeGreaterThan(60);
    expect(banned).toContainEqual({word: 'front door', term: 'site URL'});
    expect(sentences.length).toBeGreaterThan(1000);
});

test.each([
    ['The front door does not answer.', 'front door', true],
    ['Mended.', 'mended', true],
    ['I recommend it.', 'mend', false],
    ['{told, select, other {reported}}', 'told', false],
])('%s says %s: %s', (sentence, word, expected) => {
    expect(says(sentence, word)).toBe(expected);
});

test('every sentence keeps to the dictionary', () => {
    const found = sentences.flatMap(([id, sentence]) =>
        banned
            .filter(({word}) => says(sentence, word))
            .map(({word, term}) => `${id} says "${word}", not "${term}": ${sentence}`),
    );
    expect(found).toEqual([]);
});
