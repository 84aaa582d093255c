import type {RunEvent} from '@fips-readiness/core';
import {fetchRuns} from './run_store.ts';

/** How long Mattermost took to get ready in this agent's earlier runs, oldest first, in milliseconds. */
export async function fetchStartTimes(stateDirectory: string): Promise<readonly number[]> {
    return (await fetchRuns(stateDirectory)).flatMap(({events}) => events.flatMap(readStartTime));
}

function readStartTime(event: RunEvent): readonly number[] {
    if (event.kind === 'step_done' && event.step === 'wait') {
        const seconds = event.data['seconds'];
        return typeof seconds === 'number' ? [seconds * 1000] : [];
    }
    return [];
}
