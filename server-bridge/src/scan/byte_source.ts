/** Bytes that are asked for in order. One question at a time. */
export type ByteSource = {
    /** What comes next, at most `limitBytes` of it, without a copy; undefined at the end. */
    readonly next: (limitBytes: number) => Promise<Uint8Array | undefined>;
    /** The next bytes in one piece; fewer where the source ends. */
    readonly read: (lengthBytes: number) => Promise<Uint8Array>;
    /** The same bytes once more, before all others. */
    readonly putBack: (bytes: Uint8Array) => void;
    readonly close: () => Promise<void>;
};

const NOTHING = new Uint8Array();

/** Asks `source`; each of its chunks is told to `take` by its length before it is handed over. */
export function makeByteSource(source: AsyncIterable<Uint8Array>, take: (bytes: number) => void): ByteSource {
    const iterator = source[Symbol.asyncIterator]();
    let kept: Uint8Array = NOTHING;
    const next = async (limitBytes: number): Promise<Uint8Array | undefined> => {
        while (kept.length === 0) {
            const step = await iterator.next();
            if (step.done === true) {
                return undefined;
            }
            take(step.value.length);
            kept = step.value;
        }
        const chunk = kept;
        kept = chunk.length > limitBytes ? chunk.subarray(limitBytes) : NOTHING;
        return chunk.length > limitBytes ? chunk.subarray(0, limitBytes) : chunk;
    };
    return {
        next,
        read: async (lengthBytes) => {
            const parts: Uint8Array[] = [];
            for (let left = lengthBytes; left > 0;) {
                const part = await next(left);
                if (!part) {
                    break;
                }
                parts.push(part);
                left -= part.length;
            }
            return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
        },
        putBack: (bytes) => {
            kept = kept.length === 0 ? bytes : Buffer.concat([bytes, kept]);
        },
        close: async () => {
            await iterator.return?.();
        },
    };
}
