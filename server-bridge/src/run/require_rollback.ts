import {canBeTakenBack, FipsError} from '@fips-readiness/core';
import type {Settings} from '../settings/settings.ts';
import type {StoredRun} from '../journal/run_store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Throws FipsError where there is nothing to take back, or where too much may have moved since. */
export function requireRollback(run: StoredRun, {HOLD_OFF_DAYS: days}: Settings, now: Date): void {
    const shown = run.runId.slice(0, 8);
    if (!canBeTakenBack(run.state)) {
        throw new FipsError('nothing_to_roll_back', {run: shown});
    }
    const last = run.events.at(-1);
    if (run.state.end !== undefined && last && now.getTime() - Date.parse(last.at) > days * DAY_MS) {
        throw new FipsError('hold_off_over', {run: shown, days});
    }
}
