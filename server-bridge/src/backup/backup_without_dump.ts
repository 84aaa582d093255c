import {join} from 'node:path';
import type {RunContext} from '../port/run_context.ts';
import {done, failed} from '../port/step_result.ts';
import type {StepResult} from '../port/step_result.ts';
import {runBackupCommand} from './backup_command.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** An admin's own backup may take the night, and no longer. */
const COMMAND_LIMIT_MS = 12 * 60 * 60 * 1000;

/** Somebody attests a backup of the last day. */
export function attestBackup({settings, clock}: Pick<RunContext, 'settings' | 'clock'>): StepResult {
    const attested = settings.BACKUP_ATTESTED;
    if (!attested || clock.now().getTime() - Date.parse(attested.takenAt) > DAY_MS) {
        return failed('backup_not_attested');
    }
    const {reference, takenAt, by} = attested;
    return done('attested', {reference, takenAt, by});
}

/** The admin's own backup command. */
export async function runOwnBackup(
    {settings, folder}: Pick<RunContext, 'settings' | 'folder'>,
    signal: AbortSignal,
): Promise<StepResult> {
    const result = await runBackupCommand({
        command: settings.BACKUP_COMMAND ?? [],
        outputFile: join(folder, 'backup-command.txt'),
        timeoutMs: COMMAND_LIMIT_MS,
        signal,
    });
    switch (result.code) {
        case 'done':
            return done('command_done');
        case 'failed':
            return failed('backup_command_failed', {exitCode: result.exitCode});
        case 'not_started':
        case 'timed_out':
        case 'interrupted':
            return failed('backup_failed', {problem: result.code});
    }
}
