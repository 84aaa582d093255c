import type {Plan} from './plan.ts';

/** Without anything measured here: a quick machine, and a slow one. */
const USUAL_MS = {from: 1_500, to: 60_000};
/** Stopping one container and starting the next takes seconds, whatever runs in it: no range is below this. */
const LEAST_MS = {from: 1_000, to: 5_000};
/** How many of the newest runs count: a host that was busy once is not busy for ever. */
const COUNTED_RUNS = 3;

/** What was measured on this host, in milliseconds, newest last. */
export type MeasuredStarts = {
    /** How long the site was down in earlier runs. */
    readonly downsMs: readonly number[];
    /** The same of runs, however they ended, that took longer than their plan had expected. */
    readonly exceededMs: readonly number[];
    /** How long rehearsals took: they start the same program, with the same configuration and database. */
    readonly rehearsalsMs: readonly number[];
    /** How long the running container took to its first answer; undefined where its log does not tell. */
    readonly containerStartMs: number | undefined;
};

/**
 * How long users will notice it: from half of the quickest start that was measured here to twice the slowest, and never less than
 * what took longer than was expected. `proxyWaitMs` comes on top, where a proxy leaves out a container until its health check has run.
 */
export function expectDowntime(
    {downsMs, exceededMs, rehearsalsMs, containerStartMs}: MeasuredStarts,
    proxyWaitMs: number,
): Plan['downtime'] {
    const measured = [
        ...downsMs.slice(-COUNTED_RUNS),
        ...rehearsalsMs.slice(-COUNTED_RUNS),
        ...(containerStartMs === undefined ? [] : [containerStartMs]),
    ].filter((ms) => ms > 0);
    const range =
        measured.length === 0
            ? {fromMs: USUAL_MS.from, toMs: USUAL_MS.to + proxyWaitMs}
            : spanOf(Math.min(...measured), Math.max(...measured), proxyWaitMs);
    return {
        fromMs: range.fromMs,
        toMs: Math.max(range.toMs, ...exceededMs.slice(-COUNTED_RUNS)),
        source: measured.length === 0 ? 'usual' : 'last_start',
        proxyWaitMs,
    };
}

/** The range that starts between `quickestMs` and `slowestMs` make one expect. */
export function spanOf(
    quickestMs: number,
    slowestMs: number,
    proxyWaitMs: number,
): Pick<Plan['downtime'], 'fromMs' | 'toMs'> {
    return {
        fromMs: Math.max(LEAST_MS.from, Math.round(quickestMs / 2)),
        toMs: Math.max(LEAST_MS.to, slowestMs * 2) + proxyWaitMs,
    };
}
