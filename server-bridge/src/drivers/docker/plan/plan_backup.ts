import type {Plan} from '@fips-readiness/core';
import {chooseBackup} from '../../../backup/choose_backup.ts';
import {measureDatabase} from '../database/measure_database.ts';
import {findDataSource} from '../facts/find_data_source.ts';
import type {DockerPlanInput} from './docker_plan_input.ts';

/** How the database will be saved before the first change: a dump is made where it is near. */
export async function planBackup({engine, found, settings}: DockerPlanInput): Promise<Plan['backup']> {
    const source = await findDataSource(engine, found.container);
    // A pooler has no tools of the cluster's own.
    const place =
        source?.database && !source.database.isPooler
            ? {engine, containerId: source.database.id, dsn: source.dsn}
            : undefined;
    return chooseBackup(settings, (place && (await measureDatabase(place))) ?? null);
}
