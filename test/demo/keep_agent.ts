import {readFile} from 'node:fs/promises';
import {setTimeout as wait} from 'node:timers/promises';
import type {AgentProcess} from './agent_process.ts';

const LOOK_MS = 1_000;

/**
 * An agent that is restarted when its settings or its token have changed, as `fips-agent init` asks for after a reconnect.
 * It ends when the agent ends by itself, or is stopped.
 */
export function keepAgent(start: () => AgentProcess, files: readonly string[]): AgentProcess {
    const stop = new AbortController();
    let agent = start();
    const read = async () =>
        (await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))).join('\n');
    const keep = async (): Promise<Awaited<AgentProcess['ended']>> => {
        let before = await read();
        let isStale = false;
        for (;;) {
            const end = await Promise.race([
                agent.ended,
                wait(LOOK_MS, undefined, {signal: stop.signal}).catch(() => undefined),
            ]);
            if (end || stop.signal.aborted) {
                await agent.stop();
                return agent.ended;
            }
            const now = await read();
            // One file is written after the other: they are complete when nothing changes any more.
            if (isStale && now === before) {
                await agent.stop();
                agent = start();
            }
            isStale = now !== before;
            before = now;
        }
    };
    const ended = keep();
    return {
        get pid() {
            return agent.pid;
        },
        ended,
        waitForEvent: (event) => agent.waitForEvent(event),
        stop: async () => {
            stop.abort();
            await ended;
        },
    };
}
