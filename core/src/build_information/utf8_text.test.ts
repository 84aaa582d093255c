import * as fc from 'fast-check';
import {utf8Bytes} from '../values/utf8.ts';
import {utf8Text} from './utf8_text.ts';

describe('utf8Text', () => {
    test('gives back what utf8Bytes has written', () => {
        fc.assert(fc.property(fc.string({unit: 'binary'}), (text) => expect(utf8Text(utf8Bytes(text))).toBe(text)));
    });

    test('agrees with the platform on any bytes', () => {
        const decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});
        const decode = (bytes: Uint8Array): string | undefined => {
            try {
                return decoder.decode(bytes);
            } catch {
                return undefined;
            }
        };
        const byte = fc.oneof(fc.nat(255), fc.constantFrom(0x80, 0xbf, 0xc0, 0xe0, 0xed, 0xa0, 0xf0, 0xf4, 0x90));
        fc.assert(
            fc.property(fc.array(byte, {maxLength: 8}), (list) => {
                const bytes = Uint8Array.from(list);
                expect(utf8Text(bytes)).toBe(decode(bytes));
            }),
            {numRuns: 2000},
        );
    });
});
