import {execFileSync} from 'node:child_process';
import fc from 'fast-check';
import {isInvisible} from '../redaction/printable.ts';
import {printShellWord} from './shell_word.ts';

/** What a shell makes of the word. Of a line's end the shell itself takes away what comes last. */
const read = (word: string) => execFileSync('/bin/sh', ['-c', `printf '%s.' ${word}`]).toString('utf8');

test.each([
    ['docker-compose.yml', 'docker-compose.yml'],
    ["it's", "'it'\\''s'"],
    ['<x;touch owned;#', "'<x;touch owned;#'"],
    ['a\nb', `"$(printf '%b' 'a\\0012b')"`],
    ['\u202egnp.exe', `"$(printf '%b' '\\0342\\0200\\0256gnp.exe')"`],
    ["\t'\\", `"$(printf '%b' '\\0011\\0047\\0134')"`],
])('%j is the word %s', (value, word) => {
    expect(printShellWord(value)).toBe(word);
    expect(read(word)).toBe(`${value}.`);
});

test('whatever the value, a shell reads it back as it is, and all of the word is seen', () => {
    const value = fc.string({unit: 'binary', minLength: 1, maxLength: 12}).filter((text) => !/[\0]|\n$/.test(text));
    fc.assert(
        fc.property(value, (text) => {
            const word = printShellWord(text);
            expect(isInvisible(word)).toBe(false);
            expect(read(word)).toBe(`${text}.`);
        }),
        {numRuns: 60},
    );
});
