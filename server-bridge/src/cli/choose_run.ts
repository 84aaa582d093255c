import {canBeTakenBack, FipsError} from '@fips-readiness/core';
import {fetchRuns, findRun} from '../journal/run_store.ts';
import type {StoredRun} from '../journal/run_store.ts';

/** The run of this name, or the newest that can be taken back. Throws FipsError `no_run` or `no_run_to_choose`. */
export async function chooseRun(stateDirectory: string, name: string | undefined): Promise<StoredRun> {
    const run =
        name === undefined
            ? (await fetchRuns(stateDirectory)).findLast(({state}) => canBeTakenBack(state))
            : await findRun(stateDirectory, name);
    if (!run) {
        throw name === undefined ? new FipsError('no_run_to_choose') : new FipsError('no_run', {run: name});
    }
    return run;
}
