import {withOwnRehearsal} from '@fips-readiness/core';
import type {RunView} from '../state/run_view.ts';
import {findDown} from './find_down.ts';

/** How long the site is down so far (undefined while it is up), the range that is expected, and whether that is exceeded. Milliseconds. */
export type DownTime = {
    readonly downMs: number | undefined;
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
    const downAt = findDown(events);
    const downMs = downAt === undefined ? undefined : Math.max(0, nowMs - Date.parse(downAt));
    return {downMs, fromMs, toMs, isLonger: downMs !== undefined && downMs > Math.max(toMs, 1_000)};
}
