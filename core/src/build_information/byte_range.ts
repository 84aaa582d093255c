/** A stretch of the executable, in bytes from its beginning. */
export type ByteRange = {readonly offset: number; readonly length: number};

/**
 * What a reader answers for a range: its bytes (fewer where the file ends), or `passed` where a forward-only stream
 * is already beyond it.
 */
export type ByteAnswer = Uint8Array | 'passed';

/**
 * A computation that asks for bytes: it yields ranges and is resumed with one answer for each. The answers may be
 * fetched in any order. A forward-only reader keeps the last FORWARD_WINDOW_BYTES it has handed out.
 */
export type Reading<T> = Generator<readonly ByteRange[], T, readonly ByteAnswer[]>;

/** How far behind the furthest byte handed out a forward-only reader must still be able to answer. */
export const FORWARD_WINDOW_BYTES = 2 * 1024 * 1024;

/** Asks for one range; `truncated` where the file ends before it does. */
export function* readBytes(range: ByteRange): Reading<Uint8Array | 'passed' | 'truncated'> {
    const [answer] = yield [range];
    if (answer === 'passed') {
        return 'passed';
    }
    return answer === undefined || answer.length < range.length ? 'truncated' : answer.subarray(0, range.length);
}
