import type {Plan} from '@fips-readiness/core';
import {measureDatabase} from '../dump/measure_database.ts';
import {findDataSource} from '../facts/find_data_source.ts';
import type {DockerPlanInput} from './docker_plan_input.ts';

/** Larger ones take too long to be part of a run: a snapshot is vouched for instead. */
const LARGEST_DUMP_BYTES = 20_000_000_000;

/** How the database will be saved before the first change: as the settings say, else a dump where it is near and not too large. */
export async function planBackup({engine, found, settings}: DockerPlanInput): Promise<Plan['backup']> {
    const source = await findDataSource(engine, found.container);
    // A pooler has no tools of the cluster's own.
    const place =
        source?.database && !source.database.isPooler
            ? {engine, containerId: source.database.id, dsn: source.dsn}
            : undefined;
    const sizeBytes = (place && (await measureDatabase(place))) ?? null;
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
