import {PassThrough} from 'node:stream';
import {makeProgress} from './progress.ts';

function showTwice(isTTY: boolean): string {
    const err = Object.assign(new PassThrough(), {isTTY});
    const progress = makeProgress({err, columns: 20});
    progress.show('12 of 300');
    progress.show('a line that is longer than the terminal is wide');
    progress.clear();
    return String(err.read() ?? '');
}

test('on a terminal one line is written over, and taken away at the end', () => {
    expect(showTwice(true)).toBe('\r\u001b[K12 of 300\r\u001b[Ka line that is long\r\u001b[K');
});

test('without a terminal nothing is written', () => {
    expect(showTwice(false)).toBe('');
});
