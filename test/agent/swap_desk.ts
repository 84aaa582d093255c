import {spawn} from 'node:child_process';
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import type {Engine} from '../engine/engine.ts';
import {AGENT_BIN, runAgent} from './run_agent.ts';
import type {AgentRun} from './run_agent.ts';
import {collectReadings, makeStateDirectory} from './shared_readings.ts';

type Variables = Readonly<Record<string, string>>;

/** An agent with folders of its own that plans and swaps on a real engine. */
export type SwapDesk = {
    readonly folder: string;
    readonly stateDirectory: string;
    readonly env: (more?: Variables) => Variables;
    readonly agent: (args: readonly string[], more?: Variables) => Promise<AgentRun>;
    /** Makes a plan and answers its file; throws with what the agent said where it made none. */
    readonly plan: (more?: Variables) => Promise<string>;
    readonly apply: (file: string, more?: Variables) => Promise<AgentRun>;
    /** The journal's text of the newest run; empty where there is none. */
    readonly readJournal: () => Promise<string>;
    /** Has a run of this desk begun this step, forwards or on the way back? */
    readonly hasBegun: (step: string) => Promise<boolean>;
    /** Resolves once the step has begun; throws after a minute. */
    readonly begun: (step: string) => Promise<void>;
    /** Starts `apply` and answers its end, and its process for whoever ends it early. */
    readonly start: (
        args: readonly string[],
        more?: Variables,
    ) => {
        readonly ended: Promise<AgentRun>;
        readonly kill: (signal: NodeJS.Signals) => void;
    };
    readonly remove: () => Promise<void>;
};

const ROUNDS = 12_000;
const EVERY_MS = 5;

/** Opens a desk whose limits are those of a test: nothing is waited for longer than a broken thing takes to show. `bin` is the agent's executable. */
export async function openSwapDesk(
    engine: Pick<Engine, 'dockerHost' | 'composeBinary'>,
    bin = AGENT_BIN,
): Promise<SwapDesk> {
    const folder = await mkdtemp(join(tmpdir(), 'swap-'));
    const stateDirectory = join(folder, 'state');
    await makeStateDirectory(stateDirectory);
    const env = (more: Variables = {}): Variables => ({
        DOCKER_HOST: engine.dockerHost,
        COMPOSE_BINARY: engine.composeBinary,
        STATE_DIR: stateDirectory,
        RESCUE_DIR: join(folder, 'rescue'),
        MODE: 'swap',
        BACKUP: 'none',
        BACKUP_NONE_BECAUSE: 'a rig',
        CHANGES_PER_HOUR: '60',
        CHANGES_PER_DAY: '240',
        READY_SECONDS: '20',
        PULL_STALL_SECONDS: '5',
        REHEARSAL_SECONDS: '10',
        ...more,
    });
    const agent = (args: readonly string[], more?: Variables) => runAgent(args, env(more), {bin});
    const readJournals = async (): Promise<readonly string[]> => {
        const runs = await readdir(join(stateDirectory, 'runs')).catch(() => []);
        const texts = await Promise.allSettled(
            runs.map((run) => readFile(join(stateDirectory, 'runs', run, 'journal.jsonl'), 'utf8')),
        );
        return texts.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    };
    const hasBegun = async (step: string): Promise<boolean> => {
        const line = new RegExp(`"kind":"(?:step|back)_begun"[^\\n]*"step":"${step}"`);
        return (await readJournals()).some((text) => line.test(text));
    };
    return {
        folder,
        stateDirectory,
        env,
        agent,
        plan: async (more) => {
            const file = join(folder, 'move.plan');
            const made = await agent(['plan', '--out', file], more);
            if (made.exitCode !== 0) {
                throw new Error(`no plan (exit ${made.exitCode}):\n${made.stdout}\n${made.stderr}`);
            }
            return file;
        },
        apply: (file, more) => agent(['apply', file, '--yes'], more),
        readJournal: async () => (await readJournals()).toSorted(byFirstLine).at(-1) ?? '',
        hasBegun,
        begun: async (step) => {
            for (let round = 0; round < ROUNDS; round += 1) {
                if (await hasBegun(step)) {
                    return;
                }
                await delay(EVERY_MS);
            }
            throw new Error(`no run has begun ${step}`);
        },
        start: (args, more) => {
            const child = spawn(process.execPath, [bin, ...args], {
                env: {PATH: process.env['PATH'] ?? '', HOME: folder, ...env(more)},
                stdio: ['ignore', 'pipe', 'pipe'],
            });
            let stdout = '';
            let stderr = '';
            child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
            child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
            const ended = new Promise<AgentRun>((resolve, reject) => {
                child.once('error', reject);
                child.once('close', (code) => resolve({exitCode: code ?? -1, stdout, stderr}));
            });
            return {ended, kill: (signal) => child.kill(signal)};
        },
        remove: async () => {
            await collectReadings(stateDirectory);
            await rm(folder, {recursive: true, force: true});
        },
    };
}

/** A journal begins with the moment it was opened. */
function byFirstLine(one: string, other: string): number {
    const at = (text: string) => /"at":"([^"]+)"/.exec(text)?.[1] ?? '';
    return at(one).localeCompare(at(other));
}
