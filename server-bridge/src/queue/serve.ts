import {setTimeout as wait} from 'node:timers/promises';
import {
    acceptRequest,
    believeReplies,
    FACT_KEYS,
    FipsError,
    findQueueDanger,
    isFipsError,
    isObserved,
    isSystemAdmin,
    parseUnconfirmedAgent,
    printReply,
    REPLY_TYPE,
} from '@fips-readiness/core';
import type {AgentMode, Facts, Hello, QueueDanger, QueuePost, QueueUser, Refusal, Reply} from '@fips-readiness/core';
import type {Logger} from '../log/logger.ts';
import type {Claims} from '../state/claims.ts';
import type {Identity} from '../state/identity.ts';
import {CallError} from './queue_client.ts';
import type {QueueClient} from './queue_client.ts';
import type {Asked} from './answer_ports.ts';
import type {Outbox} from './outbox.ts';
import {makeRefusalBudget} from './refusal_budget.ts';
import {refuse} from './refusing.ts';
import type {Refusing} from './refusing.ts';
import type {ReplyBody} from './reply_body.ts';

/** Times of the loop, in milliseconds. Polling tells the truth; the doorbell only makes it sooner. */
export type Rhythm = {readonly pollMs: number; readonly mergeMs: number; readonly maxBackOffMs: number};

/** Idle: one poll and one heartbeat a minute. */
const RHYTHM: Rhythm = {pollMs: 60_000, mergeMs: 1_000, maxBackOffMs: 60_000};

/** Posts younger than this by the server's clock are asked for again (security.md rule 4). */
const CURSOR_LAG_MS = 5_000;
/** On the first poll the agent looks back this far: older requests are not fresh any more. */
const LOOK_BACK_MS = 6 * 60_000;

/** The queue's coordinates, pinned in the agent's own file. */
export type QueuePin = {readonly teamId: string; readonly channelId: string; readonly botUserId: string};

/** What the loop is made of. `ring` resolves when the doorbell rings. */
export type ServePorts = {
    readonly client: QueueClient;
    readonly pin: QueuePin;
    readonly identity: Identity;
    readonly agentVersion: string;
    readonly mode: AgentMode;
    readonly deployment: Hello['deployment'];
    readonly gather: () => Promise<Facts>;
    /** Makes what plans and runs are asked of; `say` speaks in a thread (or on its own, for ''), and is heard at once. */
    readonly openRuns?: (voice: Voice) => RunRoom;
    readonly claims: Claims;
    readonly outbox: Outbox;
    readonly log: Logger;
    readonly now: () => Date;
    readonly ring: (signal: AbortSignal) => Promise<void>;
    /** Is this very post also found at the container's own address? Undefined where that cannot be asked. */
    readonly confirmServer?: (post: QueuePost) => Promise<boolean | undefined>;
    /** Keeps in which post a value of a run's journal chain was made known. */
    readonly keepAnchor?: (runId: string, anchor: {readonly postId: string; readonly head: string}) => Promise<void>;
    /** Called when the server cannot be reached: a recreated container may have another address. */
    readonly relocate?: () => Promise<void>;
    readonly stop: AbortSignal;
    readonly rhythm?: Rhythm;
};

/** How a run speaks in the queue while it goes on: kept on disk, delivered as soon as the server takes it. */
export type Voice = {
    readonly say: (rootId: string, body: ReplyBody) => Promise<void>;
    /** Is the queue as it was pinned, right now? Throws CallError. */
    readonly isSafe: () => Promise<boolean>;
    /** Who this account is now; undefined unless it is a live system admin. Throws CallError. */
    readonly fetchAdmin: (id: string) => Promise<QueueUser | undefined>;
};

/** What answers every request but `check`. */
export type RunRoom = {
    /** Undefined where it was answered. */
    readonly answer: (asked: Asked, rootId: string) => Promise<Refusing | undefined>;
    /** Goes on with what an earlier start left open. */
    readonly resume: () => Promise<void>;
    /** Resolves when no run goes on: a run is not left because the token was. */
    readonly idle: () => Promise<void>;
};

/**
 * Serves the queue until `stop` is aborted. Survives every failure of the server with a growing pause; ends with
 * FipsError `token_refused` on 401 and `wrong_bot` where the token is another account's.
 */
export async function serve(ports: ServePorts): Promise<void> {
    const rhythm = ports.rhythm ?? RHYTHM;
    const bell = makeBell();
    const session = makeSession(ports, bell.ring);
    let failures = 0;
    await session.resume();
    while (!ports.stop.aborted) {
        const turnedAt = performance.now();
        try {
            await session.turn();
            if (failures > 0) {
                ports.log.info('server_back', {failures});
            }
            failures = 0;
        } catch (error) {
            if (!(error instanceof CallError)) {
                throw error;
            }
            if (error.failure === 'unauthorized') {
                await session.idle();
                throw new FipsError('token_refused');
            }
            failures += 1;
            ports.log.warn('server_unavailable', {status: error.status, failures});
            await ports.relocate?.();
        }
        const backOffMs = Math.min(1_000 * 2 ** (failures - 1), rhythm.maxBackOffMs);
        await pause(ports, bell, failures === 0 ? rhythm.pollMs : backOffMs, turnedAt + rhythm.mergeMs);
    }
    await session.idle();
}

/** Rung from inside, when a run has something to say. */
type Bell = {readonly ring: () => void; readonly wait: (signal: AbortSignal) => Promise<void>};

function makeBell(): Bell {
    const nobody = (): void => undefined;
    let rung = false;
    let wake = nobody;
    return {
        ring: () => {
            rung = true;
            wake();
        },
        wait: (signal) =>
            new Promise((resolve) => {
                const leave = () => {
                    // A ring while nobody waits is kept for whoever waits next.
                    wake = nobody;
                    resolve();
                };
                wake = () => {
                    rung = false;
                    leave();
                };
                signal.addEventListener('abort', leave, {once: true});
                if (rung) {
                    wake();
                }
            }),
    };
}

/** Waits for the next turn: the pause, or a ring. The first ring is answered at once, later ones once a second. */
async function pause(ports: ServePorts, bell: Bell, pauseMs: number, notBeforeMs: number): Promise<void> {
    const awake = new AbortController();
    const signal = AbortSignal.any([ports.stop, awake.signal]);
    const quiet = (waiting: Promise<unknown>) => waiting.catch(() => undefined);
    await Promise.race([quiet(wait(pauseMs, undefined, {signal})), quiet(ports.ring(signal)), bell.wait(signal)]);
    awake.abort();
    if (!ports.stop.aborted) {
        await quiet(wait(Math.max(0, notBeforeMs - performance.now()), undefined, {signal: ports.stop}));
    }
}

type Session = {
    readonly turn: () => Promise<void>;
    readonly resume: () => Promise<void>;
    readonly idle: () => Promise<void>;
};

function makeSession(ports: ServePorts, ring: () => void): Session {
    const {client, pin, claims, outbox, log} = ports;
    const startedAt = ports.now().getTime();
    const budget = makeRefusalBudget(10, 60_000);
    let cursorMs: number | undefined;
    let greeted = false;

    const say = async (rootId: string, body: ReplyBody): Promise<void> => {
        const reply = {
            ...body,
            protocol: 1,
            agentId: ports.identity.agentId,
            agentVersion: ports.agentVersion,
            channelId: pin.channelId,
            requestId: rootId,
            at: ports.now().toISOString(),
        } as Reply;
        const anchor =
            reply.kind === 'run' && reply.head !== undefined ? {runId: reply.runId, head: reply.head} : undefined;
        const messages = printReply(reply, ports.identity.keys.secret);
        for (const [index, message] of messages.entries()) {
            // A reply in parts is one word, and stands once its last part does.
            const isLast = index === messages.length - 1;
            await outbox.add({channelId: pin.channelId, rootId, message, ...(anchor && isLast && {anchor})});
        }
    };

    const runs = ports.openRuns?.({
        say: async (rootId, body) => {
            await say(rootId, body);
            ring();
        },
        isSafe: async () => (await findQueueTrouble(ports)) === undefined,
        fetchAdmin: async (id) => {
            const user = await client.fetchUser(id);
            return user && isSystemAdmin(user) ? user : undefined;
        },
    });

    /** Looks, and says what was seen; to a request also that it could not look. */
    const report = async (rootId: string): Promise<void> => {
        try {
            const facts = await ports.gather();
            const missing = FACT_KEYS.filter((key) => !isObserved<unknown>(facts[key]));
            log.info('facts_gathered', {facts: FACT_KEYS.length - missing.length, missing});
            await say(rootId, {kind: 'facts', mode: ports.mode, facts});
        } catch (error) {
            if (!isFipsError(error)) {
                throw error;
            }
            log.warn('facts_failed', {code: error.code});
            if (rootId !== '') {
                await say(rootId, {kind: 'refused', ...refuse('cannot_look')});
            }
        }
    };

    const greet = async (posts: readonly QueuePost[]): Promise<void> => {
        const trust = {...pin, publicKey: ports.identity.keys.publicKey};
        const last = believeReplies(posts, trust).findLast(({reply}) => reply.kind === 'hello')?.reply;
        const {mode, deployment, agentVersion} = ports;
        const same =
            last?.kind === 'hello' &&
            last.mode === mode &&
            last.agentVersion === agentVersion &&
            JSON.stringify(last.deployment) === JSON.stringify(deployment);
        if (!same) {
            await say('', {kind: 'hello', mode, publicKey: ports.identity.keys.publicKey, deployment});
            // The page has something to show before anybody asks.
            await report('');
        }
    };

    const handle = async (post: QueuePost, serverNowMs: number): Promise<void> => {
        if (post.type === REPLY_TYPE || claims.handled.has(post.id) || post.user_id === pin.botUserId) {
            return;
        }
        const author = await client.fetchUser(post.user_id);
        const judge = (hasBotReply: boolean) =>
            acceptRequest(post, author, {
                channelId: pin.channelId,
                botUserId: pin.botUserId,
                serverNowMs,
                handled: claims.handled,
                hasBotReply,
            });
        if (judge(false).verdict === 'ignore') {
            log.info('request_ignored', {postId: post.id});
            return;
        }
        const thread = await client.fetchThread(post.id);
        const acceptance = judge(thread.some((reply) => reply.user_id === pin.botUserId));
        if (acceptance.verdict === 'ignore') {
            return;
        }
        const danger = await findDanger(ports, startedAt, post, thread);
        await claims.claim(post.id, ports.now());
        if (danger || acceptance.verdict === 'refuse') {
            const reason: Refusal = danger ?? (acceptance.verdict === 'refuse' ? acceptance.reason : 'not_understood');
            log.warn('request_refused', {postId: post.id, reason});
            if (budget.take(ports.now().getTime())) {
                await say(post.id, {kind: 'refused', ...refuse(reason)});
            }
            return;
        }
        const {request} = acceptance;
        log.info('request_accepted', {postId: post.id, kind: request.kind});
        if (request.kind === 'check') {
            await report(post.id);
            return;
        }
        const refusing =
            author && runs ? await runs.answer({request, author, serverNowMs}, post.id) : refuse('read_only');
        if (refusing) {
            log.warn('request_refused', {postId: post.id, kind: request.kind, ...refusing});
            await say(post.id, {kind: 'refused', ...refusing});
        }
    };

    return {
        resume: async () => runs?.resume(),
        idle: async () => runs?.idle(),
        turn: async () => {
            if (cursorMs === undefined && (await client.fetchMe()).id !== pin.botUserId) {
                throw new FipsError('wrong_bot', {botUserId: pin.botUserId});
            }
            await client.beat(pin.botUserId);
            const since = cursorMs ?? ports.now().getTime() - LOOK_BACK_MS;
            const {posts, serverNowMs} = await client.fetchPostsSince(pin.channelId, since);
            if (!greeted) {
                await greet(await client.fetchRecentPosts(pin.channelId));
                greeted = true;
            }
            for (const post of [...posts].sort((first, second) => first.create_at - second.create_at)) {
                await handle(post, serverNowMs);
            }
            for (const delivery of await outbox.deliver(client, pin.botUserId)) {
                const {anchor, postId, ...outcome} = delivery;
                log.info('reply_delivered', outcome);
                if (anchor && postId !== undefined) {
                    await ports.keepAnchor?.(anchor.runId, {postId, head: anchor.head});
                }
            }
            cursorMs = serverNowMs - CURSOR_LAG_MS;
        },
    };
}

/** Channel and members as they are now, against what is pinned. */
async function findQueueTrouble({client, pin}: Pick<ServePorts, 'client' | 'pin'>): Promise<QueueDanger | undefined> {
    const [channel, members] = await Promise.all([
        client.fetchChannel(pin.channelId),
        client.fetchMembers(pin.channelId),
    ]);
    return findQueueDanger(channel, members, pin);
}

/** The queue is looked at again at every claim: membership, type, archive, and whether a second agent speaks in it. */
async function findDanger(
    {client, pin, identity, log, confirmServer}: ServePorts,
    startedAtMs: number,
    request: QueuePost,
    thread: readonly QueuePost[],
): Promise<Refusal | undefined> {
    const danger = await findQueueTrouble({client, pin});
    if (danger) {
        log.warn('queue_unsafe', {danger});
        return 'queue_unsafe';
    }
    const posts = [...(await client.fetchRecentPosts(pin.channelId)), ...thread];
    const rival = posts.some((post) => {
        const agent = parseUnconfirmedAgent(post, pin);
        return agent !== undefined && agent !== identity.agentId && post.create_at > startedAtMs;
    });
    if (rival) {
        log.warn('second_agent');
        return 'second_agent';
    }
    // A cloned database knows the same bot and channel, but not a post made after it was cloned.
    return (await confirmServer?.(request)) === false ? 'wrong_server' : undefined;
}
