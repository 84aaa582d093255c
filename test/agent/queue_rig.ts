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
import {STAND_IN_PASSWORD} from '../mattermost/world.ts';

/** A call to the stand-in's API as one of its accounts. */
export type Api = (method: string, path: string, body?: unknown) => Promise<{status: number; body: unknown}>;

/** A connected queue over the stand-in: admin, bot, team, channel, and an agent that can be started and stopped. */
export type QueueRig = {
    readonly mattermost: Mattermost;
    readonly admin: Api;
    readonly bot: Api;
    readonly botToken: string;
    readonly pin: {readonly teamId: string; readonly channelId: string; readonly botUserId: string};
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
    const login = async (username: string): Promise<Api> => {
        const response = await fetch(`${mattermost.url}/api/v4/users/login`, {
            method: 'POST',
            body: JSON.stringify({login_id: username, password: STAND_IN_PASSWORD}),
        });
        return makeApi(mattermost.url, response.headers.get('Token') ?? '');
    };
    const admin = await login('admin');
    const patched = await admin('PUT', '/config/patch', {ServiceSettings: {EnableBotAccountCreation: true}});
    expectOk(patched);
    const botUserId = idOf(await admin('POST', '/bots', {username: 'fips-agent'}), 'user_id');
    const token = (await admin('POST', `/users/${botUserId}/tokens`, {description: 'fips-agent'})).body;
    const botToken = (token as {token: string}).token;
    const team = {name: 'fips-readiness', display_name: 'FIPS Readiness', type: 'I'};
    const teamId = idOf(await admin('POST', '/teams', team), 'id');
    expectOk(await admin('POST', `/teams/${teamId}/members`, {team_id: teamId, user_id: botUserId}));
    const channel = {team_id: teamId, name: 'fips-queue', display_name: 'queue', type: 'P'};
    const channelId = idOf(await admin('POST', '/channels', channel), 'id');
    expectOk(await admin('POST', `/channels/${channelId}/members`, {user_id: botUserId}));

    const stateDirectory = await mkdtemp(join(tmpdir(), 'fips-queue-'));
    const identity = await openIdentity(stateDirectory);
    const logged: Record<string, unknown>[] = [];
    const pin = {teamId, channelId, botUserId};
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
                    openStart: (nowMs) => openQueueStart(stateDirectory, channelId, nowMs),
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
            const {body} = await admin('GET', `/channels/${channelId}/posts?per_page=200`);
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

function makeApi(url: string, token: string): Api {
    return async (method, path, body) => {
        const response = await fetch(`${url}/api/v4${path}`, {
            method,
            headers: {Authorization: `Bearer ${token}`},
            ...(body === undefined ? {} : {body: JSON.stringify(body)}),
        });
        const text = await response.text();
        return {status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown)};
    };
}

function idOf(answer: {readonly status: number; readonly body: unknown}, key: string): string {
    expectOk(answer);
    return (answer.body as Record<string, string>)[key] ?? '';
}

function expectOk(answer: {readonly status: number; readonly body: unknown}): void {
    if (answer.status >= 300) {
        throw new Error(`stand-in refused: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
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
