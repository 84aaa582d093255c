import fc from 'fast-check';
import {printCanonicalJson} from '../values/canonical_json.ts';
import type {Json} from '../values/canonical_json.ts';
import {assembleMessage, parseMessage, printMessages} from './message.ts';
import type {MessagePart} from './message.ts';

const partsOf = (messages: readonly string[]): readonly MessagePart[] =>
    messages.map((message) => {
        const part = parseMessage(message);
        if (!part) {
            throw new Error('not a part');
        }
        return part;
    });

describe('canonical JSON', () => {
    test('prints keys in one order, integer-like ones too, and nothing a post formatter could act on', () => {
        expect(printCanonicalJson({b: 1, '10': 2, '9': 3, a: '`<b>&é\u202e'})).toBe(
            '{"10":2,"9":3,"a":"\\u0060\\u003cb\\u003e\\u0026\\u00e9\\u202e","b":1}',
        );
    });

    test('any value comes back and prints as printable ASCII', () => {
        fc.assert(
            fc.property(fc.jsonValue(), (value) => {
                const text = printCanonicalJson(value as Json);
                expect(text).toMatch(/^[\x20-\x7e]*$/);
                expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
            }),
        );
    });
});

describe('message', () => {
    test('a text survives the way through posts, in any order of parts', () => {
        fc.assert(
            fc.property(fc.integer({min: 1, max: 40_000}), fc.boolean(), (length, reversed) => {
                const text = 'x'.repeat(length - 1) + '!';
                const parts = partsOf(printMessages('Hello.', text));
                expect(assembleMessage(reversed ? [...parts].reverse() : parts)?.text).toBe(text);
            }),
            {numRuns: 30},
        );
    });

    test('each post stays below 12,000 characters', () => {
        for (const message of printMessages(
            'FIPS Readiness: the agent has checked this deployment.',
            'y'.repeat(50_000),
        )) {
            expect(message.length).toBeLessThanOrEqual(12_000);
        }
    });

    test('a missing, doubled or altered part is no text', () => {
        const [first, second, third] = partsOf(printMessages('Hello.', 'z'.repeat(30_000)));
        if (!first || !second || !third) {
            throw new Error('three parts were expected');
        }
        expect(assembleMessage([first, third])).toBeUndefined();
        expect(assembleMessage([first, second, {...third, chunk: 'q'}])).toBeUndefined();
        expect(assembleMessage([first, first, second, third])?.text).toBe('z'.repeat(30_000));
        expect(assembleMessage([])).toBeUndefined();
    });

    test('decoys of a digest, before and after its own parts, do not suppress the text; too many of them do not cost time', () => {
        const parts = partsOf(printMessages('Hello.', 'z'.repeat(30_000)));
        const decoys = parts.map((part) => ({...part, chunk: 'q'}));
        expect(assembleMessage([...decoys, ...parts])?.parts).toEqual(parts);
        expect(assembleMessage([...parts, ...decoys])?.parts).toEqual(parts);
        const flood = parts.flatMap((part) => Array.from({length: 200}, (_, index) => ({...part, chunk: `q${index}`})));
        expect(assembleMessage([...flood, ...parts])).toBeUndefined();
    });

    test.each([
        ['no fence', 'hello'],
        ['another fence', '```\n{}\n{}\n```'],
        ['a header that is none', '```json\n{"part":1}\n{}\n```'],
        ['text behind the fence', `${printMessages('a', 'b')[0] ?? ''}\nmore`],
        ['another protocol', (printMessages('a', 'b')[0] ?? '').replace('"protocol":1', '"protocol":2')],
        ['part 2 of 1', (printMessages('a', 'b')[0] ?? '').replace('"part":1', '"part":2')],
    ])('%s is no part', (_name, message) => {
        expect(parseMessage(message)).toBeUndefined();
    });

    test('text that a post could not carry is refused', () => {
        expect(() => printMessages('a', 'tick ` tick')).toThrow();
        expect(() => printMessages('a', 'line\nbreak')).toThrow();
        expect(() => printMessages('a', '')).toThrow();
    });
});
