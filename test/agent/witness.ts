import {setTimeout as delay} from 'node:timers/promises';
import type Docker from 'dockerode';
import {readCommandLines} from './command_lines.ts';

/** All that others on the host can see of a run: engine events and command lines, as one text. */
export type Witness = {
    /** Resolves at the first event with this action of a container whose name begins so. */
    readonly waitFor: (action: string, namePrefix: string) => Promise<void>;
    /** Safe to call twice. */
    readonly stop: () => Promise<string>;
};

const SAMPLE_EVERY_MS = 20;

/** Watches an engine's events and the host's process list until stopped. */
export async function startWitness(client: Docker): Promise<Witness> {
    const stream = await client.getEvents();
    const seen = new Set<string>();
    const waiting = new Set<(text: string) => void>();
    let events = '';
    stream.on('data', (chunk: Buffer) => {
        events += chunk.toString();
        waiting.forEach((notify) => notify(events));
    });
    const ending = new AbortController();
    const sampling = (async () => {
        while (!ending.signal.aborted) {
            for (const line of readCommandLines()) {
                seen.add(line);
            }
            await delay(SAMPLE_EVERY_MS);
        }
    })();
    return {
        waitFor: (action, namePrefix) =>
            new Promise((resolve) => {
                const pattern = new RegExp(`"Action":"${action}"[^\\n]*"name":"${namePrefix}`);
                const notify = (text: string): void => {
                    if (pattern.test(text)) {
                        waiting.delete(notify);
                        resolve();
                    }
                };
                waiting.add(notify);
                notify(events);
            }),
        stop: async () => {
            ending.abort();
            await sampling;
            stream.removeAllListeners();
            (stream as unknown as {readonly destroy: () => void}).destroy();
            return [events, ...seen].join('\n');
        },
    };
}
