import {spawn} from 'node:child_process';
import {open} from 'node:fs/promises';

/** How the admin's own backup ended. `exitCode` is -1 where a signal ended it. */
export type BackupCommandResult =
    | {readonly code: 'done'}
    | {readonly code: 'failed'; readonly exitCode: number}
    | {readonly code: 'not_started' | 'timed_out' | 'interrupted'};

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const KILL_AFTER_MS = 5_000;

/**
 * Runs the admin's own backup: an absolute program without a shell, with nothing of the agent's environment, in a process
 * group of its own, so that all of it can be ended. Its output goes to `outputFile` (mode 0600) and no further: it may hold secrets.
 */
export async function runBackupCommand(input: {
    readonly command: readonly string[];
    readonly outputFile: string;
    readonly timeoutMs: number;
    readonly signal?: AbortSignal;
}): Promise<BackupCommandResult> {
    const {command, outputFile, timeoutMs, signal} = input;
    const [program = '', ...args] = command;
    if (!program.startsWith('/')) {
        return {code: 'not_started'};
    }
    const output = await open(outputFile, 'w', 0o600);
    try {
        await output.chmod(0o600);
        return await runInGroup({program, args, output: output.fd, timeoutMs, signal});
    } finally {
        await output.close();
    }
}

function runInGroup(input: {
    readonly program: string;
    readonly args: readonly string[];
    readonly output: number;
    readonly timeoutMs: number;
    readonly signal: AbortSignal | undefined;
}): Promise<BackupCommandResult> {
    const {program, args, output, timeoutMs, signal} = input;
    const limit = AbortSignal.timeout(timeoutMs);
    const stop = signal === undefined ? limit : AbortSignal.any([limit, signal]);
    if (stop.aborted) {
        return Promise.resolve({code: 'interrupted'});
    }
    const child = spawn(program, args, {cwd: '/', env: {PATH}, detached: true, stdio: ['ignore', output, output]});
    return new Promise((resolve) => {
        let killing: NodeJS.Timeout | undefined;
        const end = () => {
            signalGroup(child.pid, 'SIGTERM');
            killing = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), KILL_AFTER_MS);
        };
        const settle = (result: BackupCommandResult) => {
            clearTimeout(killing);
            stop.removeEventListener('abort', end);
            resolve(result);
        };
        stop.addEventListener('abort', end, {once: true});
        child.once('error', () => settle({code: 'not_started'}));
        child.once('exit', (exitCode) => {
            if (stop.aborted) {
                // Whatever of the group has not followed.
                signalGroup(child.pid, 'SIGKILL');
                settle({code: limit.aborted ? 'timed_out' : 'interrupted'});
            } else {
                settle(exitCode === 0 ? {code: 'done'} : {code: 'failed', exitCode: exitCode ?? -1});
            }
        });
    });
}

function signalGroup(leader: number | undefined, signal: 'SIGTERM' | 'SIGKILL'): void {
    try {
        if (leader !== undefined) {
            process.kill(-leader, signal);
        }
    } catch {
        // The group is gone.
    }
}
