import {readOutage, withOwnRehearsal} from '@fips-readiness/core';
import type {RunView} from '../state/run_view.ts';

/**
 * How long the site is down so far (undefined while it is up; in a rollback the swap's downtime is counted too), whether it is still
 * ahead, the range that is expected, and whether that is exceeded. Milliseconds.
 */
export type DownTime = {
    readonly downMs: number | undefined;
    readonly isAhead: boolean;
    readonly fromMs: number;
    readonly toMs: number;
    readonly isLonger: boolean;
};

/** Undefined where no downtime is planned. `nowMs` by the server's clock. Pure. */
export function readDownTime({plan, events}: RunView, nowMs: number): DownTime | undefined {
    if (!plan || plan.downtime.toMs === 0) {
        return undefined;
    }
    const {fromMs, toMs} = withOwnRehearsal(plan, events).downtime;
    const {hasBegun, since, earlierMs} = readOutage(events);
    const downMs = since === undefined ? undefined : earlierMs + Math.max(0, nowMs - Date.parse(since));
    return {
        downMs,
        isAhead: !hasBegun,
        fromMs,
        toMs,
        isLonger: downMs !== undefined && downMs > Math.max(toMs, 1_000),
    };
}
