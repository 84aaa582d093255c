import {BACK_STEPS, STEPS} from '../plan/steps.ts';
import type {BackStepCode} from '../plan/steps.ts';
import type {RunEvent} from './run_event.ts';

/** What the events of a run with downtime tell of it so far. */
export type Outage = {
    /** What runs is being replaced, or was: no downtime is ahead any more. */
    readonly hasBegun: boolean;
    /** Since when the site is down (ISO 8601, the host's clock); undefined while it is up. */
    readonly since: string | undefined;
    /** Milliseconds of what is over: a swap's downtime, while its rollback goes on. A run that was closed begins again at 0. */
    readonly earlierMs: number;
};

const NONE: Outage = {hasBegun: false, since: undefined, earlierMs: 0};

export function readOutage(events: readonly RunEvent[]): Outage {
    return events.reduce(foldOutage, NONE);
}

function foldOutage(outage: Outage, event: RunEvent): Outage {
    switch (event.kind) {
        case 'step_begun':
            return STEPS[event.step].runsTarget ? begin(outage, event.at) : outage;
        case 'back_begun':
            return replacesAgain(event.step) ? begin(outage, event.at) : outage;
        case 'step_done':
            return STEPS[event.step].proves === 'ready' ? end(outage, event.at) : outage;
        case 'back_done':
            return BACK_STEPS[event.step].proves === 'ready' ? end(outage, event.at) : outage;
        case 'closed':
            return {...NONE, hasBegun: outage.hasBegun};
        default:
            return outage;
    }
}

function begin({since, earlierMs}: Outage, at: string): Outage {
    return {hasBegun: true, since: since ?? at, earlierMs};
}

function end({hasBegun, since, earlierMs}: Outage, at: string): Outage {
    const tookMs = since === undefined ? 0 : Date.parse(at) - Date.parse(since);
    return {hasBegun, since: undefined, earlierMs: earlierMs + Math.max(0, tookMs)};
}

/** What is waited for after it is there again: so it was not before. */
function replacesAgain(step: BackStepCode): boolean {
    return BACK_STEPS.wait_back.follows.includes(step);
}

/** Milliseconds, as measured at the server and at the site URL; null where it was never down, or not measured. */
export type MeasuredDowntime = {readonly downMs: number | null; readonly frontDownMs: number | null};

/** How long a run had the site down in all: until it ended, and in a rollback that somebody wanted later. */
export function sumDowntime(events: readonly RunEvent[]): MeasuredDowntime {
    const ends = events.filter((event) => event.kind === 'closed');
    return {downMs: sum(ends.map(({downMs}) => downMs)), frontDownMs: sum(ends.map(({frontDownMs}) => frontDownMs))};
}

function sum(parts: readonly (number | null)[]): number | null {
    const measured = parts.filter((ms) => ms !== null);
    return measured.length === 0 ? null : measured.reduce((total, ms) => total + ms, 0);
}
