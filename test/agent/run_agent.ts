import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {COMPILE_CACHE} from '../compose_stand_in/compile_cache.ts';

/** What a command of the real agent printed, and how it ended. */
export type AgentRun = {readonly exitCode: number; readonly stdout: string; readonly stderr: string};

/** The agent's own executable, run from source: nothing has to be built, but each start takes three times as long. */
export const SOURCE_BIN = fileURLToPath(new URL('../../server-bridge/bin/fips-agent.mjs', import.meta.url));

/** The executable `make dist` builds and admins run: what figures are measured on. */
export const SHIPPED_BIN = fileURLToPath(new URL('../../server-bridge/dist/agent/fips-agent.mjs', import.meta.url));

/** The executable under test: `make e2e-docker` builds the shipped one first and names it, a single file runs from source. */
export const AGENT_BIN = process.env['TESTED_AGENT'] === 'shipped' ? SHIPPED_BIN : SOURCE_BIN;

/** root without root's rights: it reads what is its own, wherever the checkout is, and nothing that is somebody else's. */
const WITHOUT_RIGHTS = ['setpriv', '--bounding-set=-all', '--inh-caps=-all'];

/** Runs `fips-agent` as a process of its own, from source or `bin`, with the given variables and nothing else of this environment. */
export function runAgent(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    options: {readonly input?: string; readonly withoutRights?: boolean; readonly bin?: string} = {},
): Promise<AgentRun> {
    return new Promise((resolve, reject) => {
        const command = [process.execPath, options.bin ?? AGENT_BIN, ...args];
        const [program = '', ...rest] = options.withoutRights ? [...WITHOUT_RIGHTS, ...command] : command;
        const child = spawn(program, rest, {
            env: {PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...COMPILE_CACHE, ...env},
            stdio: 'pipe',
        });
        let stdout = '';
        let stderr = '';
        child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
        child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
        child.on('error', reject);
        child.on('close', (code) => resolve({exitCode: code ?? -1, stdout, stderr}));
        child.stdin.end(options.input ?? '');
    });
}
