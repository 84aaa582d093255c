import {spawn} from 'node:child_process';
import {closeSync, openSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {setTimeout as delay} from 'node:timers/promises';

export type Daemon = {
    readonly pid: number;
    readonly logPath: string;
    /** Ends the process by its id: SIGTERM first, SIGKILL after the grace period. Safe to call twice. */
    stop(): Promise<void>;
};

export type DaemonOptions = {
    readonly name: string;
    readonly program: string;
    readonly args: readonly string[];
    readonly logPath: string;
    readonly isReady: () => Promise<boolean>;
    readonly readyTimeoutMs: number;
    readonly stopGraceMs: number;
};

/** The last lines of a log, for an error a person reads; empty when there is no log. */
async function readLogTail(logPath: string, lines = 20): Promise<string> {
    const text = await readFile(logPath, 'utf8').catch(() => '');
    return text.trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * Starts a long-running program, output to a file, and waits until it is ready.
 * The kernel sends it SIGTERM when this process dies (`setpriv --pdeathsig`), so that a killed test run leaves no engine behind.
 */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
    const {name, program, args, logPath, isReady, readyTimeoutMs, stopGraceMs} = options;
    const log = openSync(logPath, 'a', 0o600);
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', program, ...args], {stdio: ['ignore', log, log]});
    closeSync(log);
    const ended = new Promise<string>((resolve) => {
        child.once('error', (error) => resolve(`could not be started (${error.message})`));
        child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `exit ${code ?? 'unknown'}`}`));
    });
    let outcome: string | undefined;
    void ended.then((text) => {
        outcome = text;
    });

    const stop = async (): Promise<void> => {
        if (outcome !== undefined) {
            return;
        }
        child.kill('SIGTERM');
        const graceful = await Promise.race([ended, delay(stopGraceMs, undefined, {ref: false})]);
        if (graceful === undefined) {
            child.kill('SIGKILL');
            await ended;
        }
    };

    const deadline = performance.now() + readyTimeoutMs;
    while (!(await isReady())) {
        if (outcome !== undefined || performance.now() > deadline) {
            const what = outcome ?? `did not answer within ${readyTimeoutMs / 1000} s`;
            await stop();
            throw new Error(
                `${name} ${what}. Nothing of it is left running. The end of its log:\n${await readLogTail(logPath)}`,
            );
        }
        await delay(50);
    }
    return {pid: child.pid ?? 0, logPath, stop};
}
