import {hasMoved, readRehearsalMs, STEPS, withOwnRehearsal} from '@fips-readiness/core';
import type {RunEvent} from '@fips-readiness/core';
import {fetchRuns} from './run_store.ts';
import type {StoredRun} from './run_store.ts';

/** What this agent's earlier runs have measured, oldest first, in milliseconds. */
export type RunTimes = {
    /** How long Mattermost took to get ready once its container was there. */
    readonly waitsMs: readonly number[];
    /** How long the site was down, of runs that stayed. */
    readonly downsMs: readonly number[];
    /** The same of every run that took longer than its plan had expected. */
    readonly exceededMs: readonly number[];
    readonly rehearsalsMs: readonly number[];
};

export async function fetchRunTimes(stateDirectory: string): Promise<RunTimes> {
    const runs = await fetchRuns(stateDirectory);
    return {
        waitsMs: runs.flatMap(({events}) => events.flatMap(readWait)),
        downsMs: runs.flatMap(({state, events}) => (hasMoved(state) ? events.flatMap(readDown) : [])),
        exceededMs: runs.flatMap(readExceeded),
        rehearsalsMs: runs.flatMap(({events}) => readRehearsalMs(events) ?? []),
    };
}

function readWait(event: RunEvent): readonly number[] {
    if (event.kind === 'step_done' && STEPS[event.step].proves === 'ready') {
        const seconds = event.data['seconds'];
        return typeof seconds === 'number' ? [seconds * 1000] : [];
    }
    return [];
}

function readDown(event: RunEvent): readonly number[] {
    return event.kind === 'closed' && event.downMs !== null ? [Math.max(event.downMs, event.frontDownMs ?? 0)] : [];
}

/** A later rollback that somebody wanted is none of what the plan expected. */
function readExceeded({plan, events}: Pick<StoredRun, 'plan' | 'events'>): readonly number[] {
    const {toMs} = withOwnRehearsal(plan, events).downtime;
    return events
        .flatMap(readDown)
        .slice(0, 1)
        .filter((ms) => ms > toMs);
}
