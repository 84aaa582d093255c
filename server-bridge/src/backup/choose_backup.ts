import type {Plan} from '@fips-readiness/core';
import type {Settings} from '../settings/settings.ts';

/** Larger ones take too long to be part of a run: a snapshot is vouched for instead. */
const LARGEST_DUMP_BYTES = 20_000_000_000;

/**
 * How the database is saved before the first change: as the settings say, else a dump where the agent can make one (`sizeBytes` is null
 * where it cannot) and it is not too large.
 */
export function chooseBackup(
    settings: Pick<Settings, 'BACKUP' | 'BACKUP_ATTESTED' | 'BACKUP_NONE_BECAUSE'>,
    sizeBytes: number | null,
): Plan['backup'] {
    const way = settings.BACKUP ?? (sizeBytes !== null && sizeBytes < LARGEST_DUMP_BYTES ? 'dump' : 'attest');
    switch (way) {
        case 'dump':
        case 'command':
            return {way, note: '', sizeBytes};
        case 'attest':
            return {way, note: settings.BACKUP_ATTESTED?.reference ?? '', sizeBytes};
        case 'none':
            return {way, note: settings.BACKUP_NONE_BECAUSE ?? '', sizeBytes};
    }
}
