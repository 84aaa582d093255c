import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Writable} from 'node:stream';
import {setTimeout as wait} from 'node:timers/promises';
import {QueuePost} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';
import {
    makeLogger,
    makeQueueClient,
    openClaims,
    openIdentity,
    openOutbox,
    openQueueStart,
    serve,
} from '@fips-readiness/server-bridge';
import type {Identity, ServePorts} from '@fips-readiness/server-bridge';
import {startMattermost} from '../mattermost/server.ts';
import type {Mattermost, ServerOptions} from '../mattermost/server.ts';
import {connectQueue, logIn, makeApi} from './connect_queue.ts';
import type {Api, QueuePin} from './connect_queue.ts';

/** A connected queue over the stand-in: admin, bot, team, channel, and an agent that can be started and stopped. */
export type QueueRig = {
    readonly mattermost: Mattermost;
    readonly admin: Api;
    readonly bot: Api;
    readonly botToken: string;
    readonly pin: QueuePin;
    readonly stateDirectory: string;
    readonly identity: Identity;
    readonly logged: readonly Record<string, unknown>[];
    readonly startAgent: (
        gather?: () => Promise<Facts>,
        more?: Partial<ServePorts>,
    ) => {
        readonly stop: () => Promise<void>;
        readonly ended: Promise<void>;
    };
    readonly fetchPosts: () => Promise<readonly QueuePost[]>;
    readonly login: (username: string) => Promise<Api>;
    readonly close: () => Promise<void>;
};

/** Starts it. The agent's rhythm is quick; nothing else differs from `fips-agent serve`. */
export async function startQueueRig(options: ServerOptions = {}): Promise<QueueRig> {
    const mattermost = await startMattermost(options);
    const login = (username: string) => logIn(mattermost.url, username);
    const admin = await login('admin');
    const {botToken, pin} = await connectQueue(admin);

    const stateDirectory = await mkdtemp(join(tmpdir(), 'fips-queue-'));
    const identity = await openIdentity(stateDirectory);
    const logged: Record<string, unknown>[] = [];
    const running = new Set<() => Promise<void>>();
    return {
        mattermost,
        admin,
        bot: makeApi(mattermost.url, botToken),
        botToken,
        pin,
        stateDirectory,
        identity,
        logged,
        login,
        startAgent: (gather = () => Promise.resolve({}), more = {}) => {
            const stop = new AbortController();
            const ended = (async () =>
                serve({
                    client: makeQueueClient(mattermost.url, botToken),
                    pin,
                    identity,
                    agentVersion: '0.1.0',
                    mode: 'read_only',
                    deployment: {kind: 'compose', name: 'chat', service: 'mattermost'},
                    gather,
                    openStart: (nowMs) => openQueueStart(stateDirectory, pin.channelId, nowMs),
                    claims: await openClaims(stateDirectory, new Date()),
                    outbox: await openOutbox(stateDirectory),
                    log: makeLogger('info', collect(logged)),
                    now: () => new Date(),
                    ring: (signal) => wait(60_000, undefined, {signal}),
                    stop: stop.signal,
                    rhythm: {pollMs: 20, mergeMs: 1, maxBackOffMs: 30},
                    ...more,
                }))();
            const end = async () => {
                stop.abort();
                running.delete(end);
                await ended.catch(() => undefined);
            };
            running.add(end);
            return {stop: end, ended};
        },
        fetchPosts: async () => {
            const {body} = await admin('GET', `/channels/${pin.channelId}/posts?per_page=200`);
            return Object.values((body as {posts: Record<string, unknown>}).posts).map((post) => QueuePost.parse(post));
        },
        close: async () => {
            await Promise.all([...running].map((end) => end()));
            await mattermost.close();
            await rm(stateDirectory, {recursive: true, force: true});
        },
    };
}

/** Waits until `look` answers something, or throws after ten seconds with `what`. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined>, rounds = 6_000): Promise<T> {
    for (let round = 0; round < rounds; round += 1) {
        const seen = await look();
        if (seen !== undefined) {
            return seen;
        }
        await wait(10);
    }
    throw new Error(`never seen: ${what}`);
}

function collect(lines: Record<string, unknown>[]): Writable {
    return new Writable({
        write: (chunk: Buffer, _encoding, done) => {
            for (const line of chunk.toString().split('\n').filter(Boolean)) {
                lines.push(JSON.parse(line) as Record<string, unknown>);
            }
            done();
        },
    });
}
