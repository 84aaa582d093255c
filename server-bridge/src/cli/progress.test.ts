import {PassThrough} from 'node:stream';
import {makeProgress} from './progress.ts';

function showTwice(isTTY: boolean): string {
    const err = Object.assign(new PassThrough(), {isTTY});
    const progress = makeProgress({err});
    progress.show(12, 300);
    progress.show(13, 300);
    progress.clear();
    return String(err.read() ?? '');
}

test('on a terminal one line is written over, and taken away at the end', () => {
    expect(showTwice(true)).toBe('\r\u001b[K12 of 300\r\u001b[K13 of 300\r\u001b[K');
});

test('without a terminal nothing is written', () => {
    expect(showTwice(false)).toBe('');
});
