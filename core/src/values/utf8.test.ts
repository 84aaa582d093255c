import fc from 'fast-check';
import {utf8ByteLength, utf8Bytes} from './utf8.ts';

test.each([
    ['', 0],
    ['mmuser_password', 15],
    ['Straße', 7],
    ['日本語', 9],
    ['🙂', 4],
    ['\ud83d', 3],
    ['a\ude42b', 5],
])('%j has %i bytes', (text, bytes) => {
    expect(utf8ByteLength(text)).toBe(bytes);
});

test('bytes and length are those of the platform, lone surrogates included', () => {
    fc.assert(
        fc.property(fc.string({unit: 'binary'}), (text) => {
            expect([...utf8Bytes(text)]).toEqual([...new TextEncoder().encode(text)]);
            expect(utf8ByteLength(text)).toBe(new TextEncoder().encode(text).length);
        }),
    );
});
