import {FipsError} from '@fips-readiness/core';

/** How much one scan may read: archives come from outside and may be made to swell (security.md rule 15). */
export type ScanLimits = {
    readonly entries: number;
    /** Bytes after decompression, nested archives counted again. */
    readonly bytes: number;
    readonly timeMs: number;
};

/** Room for an image with a large file store in it; far from what fills memory, since nothing is kept. */
const DEFAULT_SCAN_LIMITS: ScanLimits = {entries: 500_000, bytes: 32 * 1024 ** 3, timeMs: 15 * 60_000};

/** Counts down what is left; each call throws FipsError `scan_limit` once a limit is passed. */
export type ScanBudget = {
    readonly takeEntry: () => void;
    readonly takeBytes: (bytes: number) => void;
    /** Aborts when the time is up, so that a stream that stalls ends too. */
    readonly signal: AbortSignal;
};

/** A budget that begins to run now. */
export function makeScanBudget(limits: ScanLimits = DEFAULT_SCAN_LIMITS): ScanBudget {
    let entries = 0;
    let bytes = 0;
    const signal = AbortSignal.timeout(limits.timeMs);
    const check = (): void => {
        if (signal.aborted) {
            throw new FipsError('scan_limit', {limit: `${limits.timeMs / 1000} s`});
        }
        if (entries > limits.entries) {
            throw new FipsError('scan_limit', {limit: `${limits.entries} entries`});
        }
        if (bytes > limits.bytes) {
            throw new FipsError('scan_limit', {limit: `${limits.bytes} bytes`});
        }
    };
    return {
        signal,
        takeEntry: () => {
            entries += 1;
            check();
        },
        takeBytes: (more) => {
            bytes += more;
            check();
        },
    };
}
