/** Time as a run needs it: the host's calendar for people, its monotonic clock for durations. */
export type Clock = {
    readonly now: () => Date;
    /** Milliseconds since the host started; goes on over a restart of the agent. */
    readonly monotonicMs: () => number;
    readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};
