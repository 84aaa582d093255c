import {FORWARD_WINDOW_BYTES, readBuildInformation} from '@fips-readiness/core';
import type {BuildInformationAnswer, ByteAnswer, ByteRange, Reading} from '@fips-readiness/core';

/** Reads build information while the bytes of an executable go by, in order. */
export type ForwardScan = {
    readonly push: (chunk: Uint8Array) => void;
    /** The answer, once every byte was pushed. */
    readonly end: () => BuildInformationAnswer;
};

type Chunk = {readonly start: number; readonly bytes: Uint8Array};

/** A scan of a file of `sizeBytes`; keeps at most 2 MiB of what went by, whatever the size. `reading` goes on with an earlier pass. */
export function makeForwardScan(
    sizeBytes: number,
    reading: Reading<BuildInformationAnswer> = readBuildInformation({sizeBytes, access: 'forward'}),
): ForwardScan {
    const chunks: Chunk[] = [];
    let position = 0;
    let ended = false;
    let step = reading.next();

    const tryAnswers = (): readonly ByteAnswer[] | undefined => {
        if (step.done) {
            return undefined;
        }
        const windowStart = chunks[0]?.start ?? position;
        const ready = step.value.every((range) => range.offset + range.length <= position || ended);
        return ready ? step.value.map((range) => answer(range, windowStart)) : undefined;
    };
    const answer = (range: ByteRange, windowStart: number): ByteAnswer => {
        if (range.length === 0) {
            return new Uint8Array();
        }
        return range.offset < windowStart ? 'passed' : copyRange(chunks, range);
    };
    const advance = (): void => {
        for (let answers = tryAnswers(); answers !== undefined; answers = tryAnswers()) {
            step = reading.next(answers);
        }
    };
    /** What is asked for next may lie far ahead; then nothing of the way there is kept. */
    const forget = (): void => {
        const ranges = step.done ? [] : step.value;
        const keepFrom = Math.min(
            Math.max(position, ...ranges.map(({offset, length}) => offset + length)) - FORWARD_WINDOW_BYTES,
            ...ranges.map(({offset}) => offset).filter((one) => one >= (chunks[0]?.start ?? 0)),
        );
        while (chunks[0] !== undefined && chunks[0].start + chunks[0].bytes.length <= keepFrom) {
            chunks.shift();
        }
    };
    return {
        push: (bytes) => {
            if (step.done || bytes.length === 0) {
                return;
            }
            chunks.push({start: position, bytes});
            position += bytes.length;
            advance();
            forget();
        },
        end: () => {
            ended = true;
            advance();
            return step.done ? step.value : {code: 'unreadable', reason: 'truncated'};
        },
    };
}

/** The bytes of the range that are there; fewer where the stream ended inside it. */
function copyRange(chunks: readonly Chunk[], {offset, length}: ByteRange): Uint8Array {
    const end = offset + length;
    const parts = chunks
        .filter(({start, bytes}) => start < end && start + bytes.length > offset)
        .map(({start, bytes}) => bytes.subarray(Math.max(0, offset - start), end - start));
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
}
