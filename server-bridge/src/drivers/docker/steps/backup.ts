import {mkdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {attestBackup, runOwnBackup} from '../../../backup/backup_without_dump.ts';
import {checkSpace} from '../../../backup/check_space.ts';
import {dumpDatabase} from '../dump/dump_database.ts';
import {findDataSource} from '../facts/find_data_source.ts';
import type {DockerRun} from '../run/docker_run.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer, StepProgressReport, StepResult} from '../../../port/step_result.ts';

/** The database is saved, or somebody vouches that it was; before the first change. */
export function makeBackup(context: DockerRun): Performer {
    return (signal, onProgress) => {
        switch (context.plan.backup.way) {
            case 'dump':
                return dump(context, signal, onProgress);
            case 'attest':
                return Promise.resolve(attestBackup(context));
            case 'command':
                return runOwnBackup(context, signal);
            case 'none':
                return Promise.resolve(done('already'));
        }
    };
}

async function dump(
    {engine, changer, plan, settings, runId}: DockerRun,
    signal: AbortSignal,
    onProgress: (progress: StepProgressReport) => void,
): Promise<StepResult> {
    const container = await changer.find({plan});
    const source = container && (await findDataSource(engine, container));
    if (!source?.database) {
        return failed('no_database_container');
    }
    const folder = join(settings.STATE_DIR, 'backups');
    await mkdir(folder, {recursive: true, mode: 0o700});
    const {sizeBytes} = plan.backup;
    // A dump is compressed: what the database itself takes is enough for the worst case.
    if (sizeBytes !== null && !(await checkSpace(folder, sizeBytes)).enough) {
        return failed('backup_no_space');
    }
    const file = join(folder, `${runId}.dump`);
    // What an earlier start of this very run has left half-written.
    await rm(file, {force: true});
    const result = await dumpDatabase({
        engine,
        containerId: source.database.id,
        dsn: source.dsn,
        file,
        stallMs: settings.BACKUP_STALL_SECONDS * 1000,
        onProgress: (bytes) => onProgress({done: bytes, total: null, unit: 'bytes'}),
        signal,
    });
    return result.code === 'dumped'
        ? done('dumped', {file, bytes: result.bytes, entries: result.entries, sha256: result.sha256})
        : failed('backup_failed', {problem: result.reason});
}
