import {IntlMessageFormat} from 'intl-messageformat';
import {readSpokenSentences} from './spoken_sentences.ts';

type Node = {
    readonly type: number;
    readonly value: string;
    readonly options?: Readonly<Record<string, {value: Node[]}>>;
};

/** What `getAst` calls the parts of a message. */
const [ARGUMENT, NUMBER, SELECT, PLURAL] = [1, 2, 5, 6];
const COUNTED =
    'bytes|changes|checks|containers|copies|days|entries|events|files|hours|images|layers|lines|messages|minutes|nodes|plugins|risks|seconds|tables|users';
/** Limits that are one and the same number wherever they are spoken of. */
const FIXED = {limitBytes: 14, limit: 14, hours: 24, lengthHours: 24, aheadHours: 72};
const WRONG = new RegExp(
    `\\S {2,}|,\\s*,| [,.;:!?)](?=\\s|$)|\\( |\\(\\)|:\\.|\\b1 (?:${COUNTED})\\b|\\b[02] (?:layer|check|node|plugin|user|run)\\b`,
);

/** Every part of a message that is filled in, at any depth. */
function findParts(nodes: readonly Node[]): readonly Node[] {
    return nodes.flatMap((node) => [node, ...Object.values(node.options ?? {}).flatMap(({value}) => findParts(value))]);
}

/** The sentence for `count` of everything it counts, once for each choice it knows. */
function speakWith(sentence: string, count: number): readonly string[] {
    const format = new IntlMessageFormat(sentence, 'en', undefined, {ignoreTag: true});
    const parts = findParts(format.getAst() as unknown as Node[]);
    const named = (type: number | undefined) => parts.filter((part) => part.type === type);
    const counts = new Set([...named(PLURAL), ...named(NUMBER)].map(({value}) => value));
    const values: Record<string, string | number> = {
        ...Object.fromEntries(
            named(ARGUMENT).map(({value}) => [value, count === 0 && counts.has(`${value}Count`) ? '' : String(count)]),
        ),
        ...Object.fromEntries(named(SELECT).map(({value}) => [value, 'other'])),
        ...Object.fromEntries([...counts].map((value) => [value, count])),
        ...FIXED,
    };
    const choices = named(SELECT).flatMap(({value, options = {}}) =>
        Object.keys(options).map((key) => ({[value]: key})),
    );
    return [{}, ...choices].map((choice) => String(format.format({...values, ...choice})));
}

const sentences = Object.entries(await readSpokenSentences()).filter(([id]) => !id.startsWith('fips-agent'));

test.each([
    ['{passed} of {layers} layers passed, {skipped} could not be looked at', 1],
    ['{passed} passed, {skipped}{skippedCount, plural, =0 {} other {}} could not be looked at', 0],
    ['{count, plural, other {# plugins}}', 1],
])('what is wrong is found: %s', (sentence, count) => {
    expect(speakWith(sentence, count)).toContainEqual(expect.stringMatching(WRONG));
});

test.each([0, 1, 2])('every sentence is right for %i', (count) => {
    const wrong = sentences.flatMap(([id, sentence]) =>
        speakWith(sentence, count)
            // Columns are apart on purpose: their spaces are in the sentence itself.
            .filter((said) => WRONG.test(/\S {2}/.test(sentence) ? said.replaceAll(/ +/g, ' ') : said))
            .map((said) => `${id}: ${said}`),
    );
    expect([...new Set(wrong)]).toEqual([]);
});
