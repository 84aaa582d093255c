import {printByteSize} from './byte_size.ts';
import {paint, wrap} from './terminal.ts';

test.each([
    ['aaa bbb ccc', 7, '', 'aaa bbb\nccc'],
    ['aaa bbb ccc', 7, '  ', '  aaa\n  bbb\n  ccc'],
    ['see /a/path/that/is/longer', 10, '', 'see\n/a/path/that/is/longer'],
    ['one\ntwo', 80, '> ', '> one\n> two'],
    ['nothing fits here', 1, '   ', '   nothing\n   fits\n   here'],
])('%j in %i columns after %j', (text, columns, indent, expected) => {
    expect(wrap(text, columns, indent)).toBe(expected);
});

test('a colour only where the terminal shows colours', () => {
    expect(paint({colours: false}, 'red', 'no')).toBe('no');
    expect(paint({colours: true}, 'red', 'no')).toMatch(/^\u001b\[31mno\u001b\[\d+m$/);
});

test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [52_941_000, '52.9 MB'],
    [3_000_000_000, '3.0 GB'],
])('%i bytes are %s', (bytes, expected) => {
    expect(printByteSize(bytes)).toBe(expected);
});
