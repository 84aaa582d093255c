import {join} from 'node:path';
import * as z from 'zod/mini';
import {writeDurably} from './durable_file.ts';
import {readStateFile} from './read_state_file.ts';

const FILE = 'queue-start.json';

const QueueStart = z.object({channelId: z.string(), sinceMs: z.number()});

/**
 * Since when this agent serves a channel, in milliseconds by the server's clock: kept over restarts, because whoever speaks in it
 * as another agent after that is a second one. `nowMs` where it serves the channel for the first time. Throws FipsError
 * `state_damaged`.
 */
export async function openQueueStart(stateDirectory: string, channelId: string, nowMs: number): Promise<number> {
    const path = join(stateDirectory, FILE);
    const known = await readStateFile(path, QueueStart);
    if (known?.channelId === channelId) {
        return known.sinceMs;
    }
    await writeDurably(path, JSON.stringify({channelId, sinceMs: nowMs}));
    return nowMs;
}
