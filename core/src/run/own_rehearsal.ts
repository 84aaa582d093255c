import {spanOf} from '../plan/expect_downtime.ts';
import type {Plan} from '../plan/plan.ts';
import {STEPS} from '../plan/steps.ts';
import type {RunEvent} from './run_event.ts';

/** How long a run's rehearsal took, in milliseconds; undefined where it has none. */
export function readRehearsalMs(events: readonly RunEvent[]): number | undefined {
    const begun = events.findLast((event) => event.kind === 'step_begun' && STEPS[event.step].proves === 'start');
    const done = events.findLast((event) => event.kind === 'step_done' && STEPS[event.step].proves === 'start');
    const tookMs = begun && done ? Date.parse(done.at) - Date.parse(begun.at) : 0;
    return tookMs > 0 ? tookMs : undefined;
}

/**
 * The plan with the downtime a run expects once it has rehearsed: what was just measured on this host takes the place of the usual
 * values, and widens those measured before.
 */
export function withOwnRehearsal(plan: Plan, events: readonly RunEvent[]): Plan {
    const tookMs = readRehearsalMs(events);
    const {downtime} = plan;
    if (tookMs === undefined || downtime.toMs === 0) {
        return plan;
    }
    const own = spanOf(tookMs, tookMs, downtime.proxyWaitMs);
    const range =
        downtime.source === 'usual'
            ? own
            : {fromMs: Math.min(own.fromMs, downtime.fromMs), toMs: Math.max(own.toMs, downtime.toMs)};
    return {...plan, downtime: {...downtime, ...range, source: 'last_start'}};
}
