import type {Plan} from './plan.ts';

/** Without anything measured here: a quick machine, and a slow one. */
const USUAL_MS = {from: 1_500, to: 60_000};
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
    const slowest = measured.length === 0 ? USUAL_MS.to : Math.max(...measured) * 2;
    const toMs = Math.max(slowest + proxyWaitMs, ...exceededMs.slice(-COUNTED_RUNS));
    return measured.length === 0
        ? {fromMs: USUAL_MS.from, toMs, source: 'usual', proxyWaitMs}
        : {fromMs: Math.round(Math.min(...measured) / 2), toMs, source: 'last_start', proxyWaitMs};
}
