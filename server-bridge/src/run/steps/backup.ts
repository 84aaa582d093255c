import type {RunContext} from '../run_context.ts';
import {done, failed} from '../step_result.ts';
import type {Performer} from '../step_result.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The database is saved, or somebody vouches that it was. */
export function makeBackup({settings, clock, plan}: RunContext): Performer {
    return async () => {
        const attested = settings.BACKUP_ATTESTED;
        if (plan.backup.way !== 'attest') {
            return failed('backup_failed', {problem: plan.backup.way});
        }
        if (!attested || clock.now().getTime() - Date.parse(attested.takenAt) > DAY_MS) {
            return failed('backup_not_attested');
        }
        const {reference, takenAt, by} = attested;
        return done('attested', {reference, takenAt, by});
    };
}
