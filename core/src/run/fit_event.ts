import {LONGEST_EVENT_TEXT} from './run_event.ts';
import type {RunEventBody} from './run_event.ts';

/** An event whose texts fit the journal: one that is too long is cut, for it must not end the run that says it. */
export function fitEvent(body: RunEventBody): RunEventBody {
    return fit(body) as RunEventBody;
}

function fit(value: unknown): unknown {
    if (typeof value === 'string') {
        return value.length > LONGEST_EVENT_TEXT ? `${value.slice(0, LONGEST_EVENT_TEXT - 1)}…` : value;
    }
    if (Array.isArray(value)) {
        return value.map(fit);
    }
    return typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fit(one)]))
        : value;
}
