import fc from 'fast-check';
import {makeVisible, printVisibleJson} from './printable.ts';

test.each([
    ['bidirectional override', 'a\u202eb', 'a\\u{202e}b'],
    ['zero-width space', 'pass\u200bword', 'pass\\u{200b}word'],
    ['ANSI escape', '\u001b[31mred', '\\u{001b}[31mred'],
    ['new line', 'one\r\ntwo', 'one\\u{000d}\\u{000a}two'],
    ['tag character', 'x\u{e0041}', 'x\\u{e0041}'],
    ['blank letter', 'a\u3164b', 'a\\u{3164}b'],
    ['lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
    ['nothing to show', 'Größe 日本 🙂 é', 'Größe 日本 🙂 é'],
])('%s', (_name, text, visible) => {
    expect(makeVisible(text)).toBe(visible);
});

test('the result holds nothing invisible, and a second time changes nothing', () => {
    fc.assert(
        fc.property(fc.string({unit: 'binary'}), (text) => {
            const visible = makeVisible(text);
            expect(visible).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]/u);
            expect(makeVisible(visible)).toBe(visible);
        }),
    );
});

test('JSON holds no raw control, C1 or bidirectional character, and reads back as the same value', () => {
    const value = {name: 'a\u009b31m\u202egnp.exe\u2028\u{e0041}', list: ['\u0000', 'ü']};
    const text = printVisibleJson(value);
    expect(text).toContain('a\\u009b31m\\u202egnp.exe\\u2028\\udb40\\udc41');
    expect(makeVisible(text.replaceAll('\n', ''))).toBe(text.replaceAll('\n', ''));
    expect(JSON.parse(text)).toEqual(value);
});
