/** How limited work ended; `failed` where it threw by itself. */
export type Limited<T> =
    {readonly code: 'done'; readonly value: T} | {readonly code: 'stalled' | 'interrupted' | 'failed'};

/** Runs `use`, and aborts `stop` when nothing has moved for `stallMs`, or with `signal`. What it throws is left behind. */
export async function withStallLimit<T>(
    stallMs: number,
    signal: AbortSignal | undefined,
    use: (limit: {readonly stop: AbortSignal; readonly moved: () => void}) => Promise<T>,
): Promise<Limited<T>> {
    const stall = new AbortController();
    const timer = setTimeout(() => stall.abort(), stallMs);
    const stop = signal === undefined ? stall.signal : AbortSignal.any([stall.signal, signal]);
    try {
        const moved = () => {
            timer.refresh();
        };
        return {code: 'done', value: await use({stop, moved})};
    } catch {
        return {code: stall.signal.aborted ? 'stalled' : stop.aborted ? 'interrupted' : 'failed'};
    } finally {
        clearTimeout(timer);
    }
}
