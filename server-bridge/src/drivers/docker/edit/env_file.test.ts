import fc from 'fast-check';
import {findAssignment, parseEnvFile} from './env_file.ts';

describe('env file', () => {
    const table: readonly (readonly [string, string, string | undefined])[] = [
        ['plain', 'A=1', '1'],
        ['export', 'export A=1', '1'],
        ['colon', 'A: 1', '1'],
        ['blanks round the sign', 'A = 1', '1'],
        ['byte order mark', '\ufeffA=1', '1'],
        ['CRLF', 'B=2\r\nA=1\r\n', '1'],
        ['comment after a blank', 'A=1 # one', '1'],
        ['hash inside the value', 'A=1#2', '1#2'],
        ['commented out', '#A=1', undefined],
        ['double quotes', 'A="1 # 2"', '1 # 2'],
        ['single quotes', "A='1 # 2' # three", '1 # 2'],
        ['last one wins', 'A=1\nA=2', '2'],
        ['several lines in quotes', 'B="x\ny"\nA=1', '1'],
        ['empty', 'A=', ''],
        ['no comment right behind the sign', 'A=#1', '#1'],
        ['no comment behind a tab', 'A=1\t# one', '1\t# one'],
        ['behind a closing quote', 'B="2" A=1', '1'],
        ['behind a closing quote, not behind its comment', 'B="2" # A=1', undefined],
        ['an escaped quote in single quotes', "B='it\\'s' A=1", '1'],
        ['a name with letters of other scripts', 'Größe="\nA=2\n"\nA=1', '1'],
        ['inside the quotes of a name that begins with a digit', '2X="\nA=2\n"', undefined],
        ['behind a name without a value', 'B\nA=1', '1'],
        ['dollar', 'A=postgres://${U}:${P}@h/d?x=1&y=2', 'postgres://${U}:${P}@h/d?x=1&y=2'],
    ];
    test.each(table)('%s', (_name, text, value) => {
        expect(findAssignment(text, 'A')?.value).toBe(value);
    });

    test('line numbers count quoted lines', () => {
        expect(parseEnvFile('# c\nB="x\ny"\n\nA=1').map((one) => [one.name, one.line])).toEqual([
            ['B', 2],
            ['A', 5],
        ]);
    });

    test('the span is exactly the value', () => {
        fc.assert(
            fc.property(
                fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C_D'), fc.stringMatching(/^[A-Za-z0-9./:-]{0,12}$/)), {
                    minLength: 1,
                }),
                fc.constantFrom('\n', '\r\n'),
                fc.constantFrom('', '"', "'"),
                (pairs, newline, quote) => {
                    const text = pairs.map(([name, value]) => `${name}=${quote}${value}${quote}`).join(newline);
                    const read = parseEnvFile(text);
                    expect(read.map((one) => [one.name, one.value])).toEqual(pairs);
                    for (const one of read) {
                        expect(text.slice(one.start, one.end)).toBe(one.value);
                    }
                },
            ),
        );
    });

    test.each([
        ['blanks behind export', `export${' '.repeat(300_000)}!`],
        ['new lines behind export', `export${'\n'.repeat(300_000)}!`],
        ['blanks within a value', `A=${'x '.repeat(150_000)}${' '.repeat(300_000)}x`],
        ['exports without a name', 'export '.repeat(50_000)],
        ['quotes without an end', `A="${'\\"'.repeat(150_000)}`],
    ])('%s take no longer than their number asks for', (_name, text) => {
        // A cubic pattern takes years here, and the test's own limit ends it.
        expect(parseEnvFile(`${text}\nLAST=1`).map(({name}) => name)).toContain('LAST');
    });
});
