import {mkdir, readdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {makeDigest, parseJson, REPLY_TYPE} from '@fips-readiness/core';
import {writeDurably} from '../state/durable_file.ts';
import {CallError} from '../server/queue_client.ts';
import type {QueueClient} from '../server/queue_client.ts';

/** A value of a run's journal chain that a post makes known. */
const Anchor = z.object({runId: z.string(), head: z.string()});
export type Anchor = z.infer<typeof Anchor>;

const Entry = z.object({
    channelId: z.string(),
    rootId: z.string(),
    message: z.string(),
    anchor: z.optional(Anchor),
});
type Entry = z.infer<typeof Entry>;

/** Replies on their way: on disk before they are sent, sent in order, each one once. */
export type Outbox = {
    readonly add: (entry: Entry) => Promise<void>;
    /**
     * Sends what waits, and says of each reply how that ended. One reply that the server fails at does not hold up the others.
     * Throws CallError when the server cannot take posts now; what waits is kept.
     */
    readonly deliver: (
        client: QueueClient,
        botUserId: string,
        onDelivery: (delivery: Delivery) => Promise<void>,
    ) => Promise<void>;
};

/** How one reply's delivery ended. `dropped`: the server refuses it for good (root deleted, channel archived). */
export type Delivery = {
    readonly outcome: 'sent' | 'already_there' | 'dropped';
    readonly status: number;
    /** The post it stands in; undefined for what was dropped. */
    readonly postId?: string;
    readonly anchor?: Anchor;
};

/** Opens the outbox below the state folder. */
export async function openOutbox(stateDirectory: string): Promise<Outbox> {
    const failures = new Map<string, number>();
    const folder = join(stateDirectory, 'outbox');
    await mkdir(folder, {recursive: true, mode: 0o700});
    let next = 1 + Math.max(0, ...(await listEntries(folder)).map((name) => Number(name.slice(0, -'.json'.length))));
    return {
        add: async (entry) => {
            const name = `${String(next).padStart(12, '0')}.json`;
            next += 1;
            await writeDurably(join(folder, name), JSON.stringify(entry));
        },
        deliver: async (client, botUserId, onDelivery) => {
            /** Replies the server failed at again and again. */
            const stuck: {readonly name: string; readonly entry: Entry; readonly error: unknown}[] = [];
            let taken = 0;
            for (const name of await listEntries(folder)) {
                const entry = Entry.safeParse(parseJson(await readFile(join(folder, name), 'utf8')));
                if (entry.success) {
                    try {
                        await onDelivery(await send(client, botUserId, entry.data));
                        taken += 1;
                    } catch (error) {
                        const failed = (failures.get(name) ?? 0) + 1;
                        failures.set(name, failed);
                        if (!isPassing(error) || failed < MOST_FAILURES) {
                            throw error;
                        }
                        stuck.push({name, entry: entry.data, error});
                        continue;
                    }
                }
                await rm(join(folder, name));
            }
            for (const {name, entry, error} of stuck) {
                if (taken === 0) {
                    throw error;
                }
                // The server takes others: it is this one, unless the server has only just come back.
                const last = await send(client, botUserId, entry).catch((again: unknown): Delivery => {
                    if (!isPassing(again)) {
                        throw again;
                    }
                    return {outcome: 'dropped', status: again.status};
                });
                await rm(join(folder, name));
                await onDelivery(last);
            }
        },
    };
}

/** So often a reply is tried before the next one is. */
const MOST_FAILURES = 4;

function isPassing(error: unknown): error is CallError {
    return error instanceof CallError && error.failure === 'unavailable';
}

async function listEntries(folder: string): Promise<readonly string[]> {
    return (await readdir(folder)).filter((name) => /^\d+\.json$/.test(name)).sort();
}

async function send(client: QueueClient, botUserId: string, entry: Entry): Promise<Delivery> {
    const anchor = entry.anchor === undefined ? {} : {anchor: entry.anchor};
    try {
        // A crash between sending and forgetting must not say the same thing twice.
        const there = entry.rootId === '' ? undefined : await findThere(client, botUserId, entry);
        if (there !== undefined) {
            return {outcome: 'already_there', status: 200, postId: there, ...anchor};
        }
        const digest = makeDigest('delivery', `${entry.rootId}\n${entry.message}`).slice('sha256:'.length, 39);
        const {channelId, rootId, message} = entry;
        const postId = await client.createPost({
            channelId,
            rootId,
            message,
            type: REPLY_TYPE,
            pendingId: `${botUserId}:${digest}`,
        });
        return {outcome: 'sent', status: 201, postId, ...anchor};
    } catch (error) {
        if (error instanceof CallError && error.failure === 'refused') {
            return {outcome: 'dropped', status: error.status};
        }
        throw error;
    }
}

async function findThere(client: QueueClient, botUserId: string, entry: Entry): Promise<string | undefined> {
    const thread = await client.fetchThread(entry.rootId);
    return thread.find((post) => post.user_id === botUserId && post.message === entry.message)?.id;
}
