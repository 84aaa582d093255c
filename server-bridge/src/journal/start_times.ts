import {hasMoved, readRehearsalMs, STEPS} from '@fips-readiness/core';
import type {RunEvent} from '@fips-readiness/core';
import {fetchRuns} from './run_store.ts';

/** What this agent's earlier runs have measured, oldest first, in milliseconds. */
export type RunTimes = {
    /** How long Mattermost took to get ready once its container was there. */
    readonly waitsMs: readonly number[];
    /** How long the site was down, of runs that stayed. */
    readonly downsMs: readonly number[];
    readonly rehearsalsMs: readonly number[];
};

export async function fetchRunTimes(stateDirectory: string): Promise<RunTimes> {
    const runs = await fetchRuns(stateDirectory);
    return {
        waitsMs: runs.flatMap(({events}) => events.flatMap(readWait)),
        downsMs: runs.flatMap(({state, events}) => (hasMoved(state) ? events.flatMap(readDown) : [])),
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
