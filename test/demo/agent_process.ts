import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {SOURCE_BIN} from '../agent/run_agent.ts';
import {COMPILE_CACHE} from '../compose_stand_in/compile_cache.ts';

/** `fips-agent serve` as a process of its own. */
export type AgentProcess = {
    readonly pid: number;
    /** Settles when it has ended, for whatever reason. */
    readonly ended: Promise<{readonly exitCode: number; readonly lastLines: readonly string[]}>;
    /** Resolves at the log line with that event; rejects when the agent ends before. */
    waitForEvent(event: string): Promise<void>;
    stop(): Promise<void>;
};

const KEPT_LINES = 20;
const STOP_GRACE_MS = 5_000;

/** Starts the agent from source with these variables and nothing else of this environment. */
export function startAgentProcess(args: readonly string[], env: Readonly<Record<string, string>>): AgentProcess {
    const child = spawn(process.execPath, [SOURCE_BIN, ...args], {
        env: {...COMPILE_CACHE, ...env},
        stdio: ['ignore', 'ignore', 'pipe'],
    });
    const lines: string[] = [];
    const waiting = new Map<string, () => void>();
    createInterface({input: child.stderr}).on('line', (line) => {
        lines.push(line);
        for (const [event, resolve] of waiting) {
            if (line.includes(`"event":"${event}"`)) {
                waiting.delete(event);
                resolve();
            }
        }
    });
    const ended = once(child, 'close').then(([code]: unknown[]) => ({
        exitCode: typeof code === 'number' ? code : -1,
        lastLines: lines.slice(-KEPT_LINES),
    }));
    return {
        pid: child.pid ?? 0,
        ended,
        waitForEvent: async (event) => {
            if (lines.some((line) => line.includes(`"event":"${event}"`))) {
                return;
            }
            const seen = new Promise<void>((resolve) => waiting.set(event, resolve));
            const failed = ended.then(({exitCode, lastLines}) => {
                throw new Error(`fips-agent ended with ${exitCode} before ${event}:\n${lastLines.join('\n')}`);
            });
            await Promise.race([seen, failed]);
        },
        stop: async () => {
            child.kill('SIGTERM');
            const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
            await ended;
            clearTimeout(timer);
        },
    };
}
