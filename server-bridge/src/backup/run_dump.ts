import {mkdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {RunContext} from '../port/run_context.ts';
import {done, failed} from '../port/step_result.ts';
import type {StepProgressReport, StepResult} from '../port/step_result.ts';
import {checkSpace} from './check_space.ts';
import {dumpDatabase} from './dump/dump_database.ts';
import type {DumpTools} from './dump/dump_tools.ts';

/** Dumps the database into the agent's own folder, and reads the dump back. */
export async function runDump(
    {plan, settings, runId, keepOutput}: Pick<RunContext, 'plan' | 'settings' | 'runId' | 'keepOutput'>,
    tools: DumpTools,
    signal: AbortSignal,
    onProgress: (progress: StepProgressReport) => void,
): Promise<StepResult> {
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
        tools,
        file,
        stallMs: settings.BACKUP_STALL_SECONDS * 1000,
        onProgress: (bytes) => onProgress({done: bytes, total: null, unit: 'bytes'}),
        signal,
        keepErrors: (text) => keepOutput('pg-dump-errors.txt', text),
    });
    return result.code === 'dumped'
        ? done('dumped', {file, bytes: result.bytes, entries: result.entries, sha256: result.sha256})
        : failed('backup_failed', {problem: result.reason});
}
