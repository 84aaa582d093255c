import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openOutbox} from './outbox.ts';
import type {Delivery, Outbox} from './outbox.ts';
import {CallError} from '../server/queue_client.ts';
import type {QueueClient} from '../server/queue_client.ts';

let folder = '';
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'outbox-'));
});
afterEach(() => rm(folder, {recursive: true, force: true}));

/** A server that answers each message with a status; 201 takes it. */
function makeClient(statusOf: (message: string) => number): QueueClient & {readonly taken: string[]} {
    const taken: string[] = [];
    return {
        taken,
        fetchThread: () => Promise.resolve([]),
        createPost: ({message}: {message: string}) => {
            const status = statusOf(message);
            if (status !== 201) {
                return Promise.reject(new CallError(status < 500 && status > 0 ? 'refused' : 'unavailable', status));
            }
            taken.push(message);
            return Promise.resolve(`post of ${message}`);
        },
    } as unknown as QueueClient & {readonly taken: string[]};
}

async function fill(...messages: readonly string[]): Promise<Outbox> {
    const outbox = await openOutbox(folder);
    for (const message of messages) {
        await outbox.add({channelId: 'c', rootId: '', message});
    }
    return outbox;
}

/** Delivers so often; what cannot be delivered now is left for the next time. */
async function deliver(outbox: Outbox, client: QueueClient, times: number): Promise<readonly Delivery['outcome'][]> {
    const outcomes: Delivery['outcome'][] = [];
    for (let time = 0; time < times; time += 1) {
        await outbox
            .deliver(client, 'bot', ({outcome}) => Promise.resolve(void outcomes.push(outcome)))
            .catch(() => undefined);
    }
    return outcomes;
}

test('a reply the server fails at every time is given up once a later one is taken', async () => {
    const outbox = await fill('poison', 'next', 'last');
    const client = makeClient((message) => (message === 'poison' ? 500 : 201));
    expect(await deliver(outbox, client, 3)).toEqual([]);
    expect(await deliver(outbox, client, 1)).toEqual(['sent', 'sent', 'dropped']);
    expect(client.taken).toEqual(['next', 'last']);
    expect(await readdir(join(folder, 'outbox'))).toEqual([]);
});

test('a server that comes back in the middle of a delivery has every reply', async () => {
    const outbox = await fill('first', 'second');
    let calls = 0;
    const client = makeClient(() => (++calls < 5 ? 503 : 201));
    expect(await deliver(outbox, client, 4)).toEqual(['sent', 'sent']);
    expect(client.taken).toEqual(['second', 'first']);
});

test.each([0, 502, 503, 504])('a server that is away (%d) loses nothing, however long', async (status) => {
    const outbox = await fill('first', 'second');
    expect(
        await deliver(
            outbox,
            makeClient(() => status),
            20,
        ),
    ).toEqual([]);
    const back = makeClient(() => 201);
    expect(await deliver(outbox, back, 1)).toEqual(['sent', 'sent']);
    expect(back.taken).toEqual(['first', 'second']);
});

test('a server that fails at everything loses nothing either', async () => {
    const outbox = await fill('first', 'second');
    expect(
        await deliver(
            outbox,
            makeClient(() => 500),
            20,
        ),
    ).toEqual([]);
    const back = makeClient(() => 201);
    expect(await deliver(outbox, back, 1)).toEqual(['sent', 'sent']);
});

test('a refused reply is dropped at once, and the next one is sent', async () => {
    const outbox = await fill('deleted root', 'next');
    const client = makeClient((message) => (message === 'next' ? 201 : 400));
    expect(await deliver(outbox, client, 1)).toEqual(['dropped', 'sent']);
});
