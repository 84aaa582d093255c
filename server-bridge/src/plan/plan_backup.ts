import type {Plan} from '@fips-readiness/core';
import type {PlanInput} from './plan_input.ts';

/** How the database will be saved before the first change; sizes in bytes. */
export async function planBackup({settings}: PlanInput): Promise<Plan['backup']> {
    const way = settings.BACKUP ?? 'attest';
    const attested = settings.BACKUP_ATTESTED;
    const note =
        way === 'none' ? (settings.BACKUP_NONE_BECAUSE ?? '') : way === 'attest' ? (attested?.reference ?? '') : '';
    return {way, note, sizeBytes: null};
}
