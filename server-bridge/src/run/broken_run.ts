import {hasChanged} from '@fips-readiness/core';
import {findRun} from '../journal/run_store.ts';

/** An error that left a run open which had changed something: what the error itself says of the deployment does not hold. */
export class BrokenRun extends Error {
    readonly runId: string;

    constructor(runId: string, cause: unknown) {
        super('a run was left open', {cause});
        this.runId = runId;
    }
}

/** The error as it is where the run has ended or has changed nothing, by its journal; else with the run's name. */
export async function markBrokenRun(error: unknown, stateDirectory: string, runId: string): Promise<unknown> {
    const run = await findRun(stateDirectory, runId).catch(() => undefined);
    return run && hasChanged(run.state) && run.state.end === undefined ? new BrokenRun(runId, error) : error;
}
