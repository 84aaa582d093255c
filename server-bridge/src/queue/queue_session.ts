import {
    acceptRequest,
    believeReplies,
    FACT_KEYS,
    FipsError,
    isCandidate,
    isFipsError,
    isObserved,
    isSystemAdmin,
    printReply,
} from '@fips-readiness/core';
import type {QueuePost, Refusal, Reply} from '@fips-readiness/core';
import {findDanger, findQueueTrouble} from './find_danger.ts';
import {makeRefusalBudget} from './refusal_budget.ts';
import {CallError} from '../server/queue_client.ts';
import {refuse} from './refusing.ts';
import type {Refusing} from './refusing.ts';
import type {ReplyBody} from './reply_body.ts';
import type {ServePorts} from './serve_ports.ts';

/** Posts younger than this by the server's clock are asked for again (security.md rule 4). */
const CURSOR_LAG_MS = 5_000;
/** A post the server cannot be asked about is given up after so many tries: it must not hold up the others. */
const MOST_TRIES = 5;
/** On the first poll the agent looks back this far: older requests are not fresh any more. */
const LOOK_BACK_MS = 6 * 60_000;

/** One agent's talk with its queue. */
export type QueueSession = {
    /** Beats, reads what is new, answers it, and delivers what waits. Throws CallError, and FipsError `wrong_bot`. */
    readonly turn: () => Promise<void>;
    /** Goes on with what an earlier start left open. */
    readonly resume: () => Promise<void>;
    /** Resolves when no run goes on. */
    readonly idle: () => Promise<void>;
};

/** Makes the session; `ring` asks for a turn soon. */
export function makeQueueSession(ports: ServePorts, ring: () => void): QueueSession {
    const {client, pin, claims, outbox, log} = ports;
    const budget = makeRefusalBudget(10, 60_000);
    /** How often a post could not be judged, because the server did not answer about it. */
    const tries = new Map<string, number>();
    let cursorMs: number | undefined;
    let sinceMs: number | undefined;
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

    /** Refusals of every kind come out of one budget. */
    const sayRefused = async (rootId: string, refusing: Refusing): Promise<void> => {
        if (budget.take(ports.now().getTime())) {
            await say(rootId, {kind: 'refused', ...refusing});
        }
    };

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
                await sayRefused(rootId, refuse('cannot_look'));
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
        const context = {...pin, serverNowMs, handled: claims.handled};
        if (!isCandidate(post, context)) {
            return;
        }
        const author = await client.fetchUser(post.user_id);
        const judge = (hasBotReply: boolean) => acceptRequest(post, author, {...context, hasBotReply});
        if (judge(false).verdict === 'ignore') {
            log.info('request_ignored', {postId: post.id});
            return;
        }
        const thread = await client.fetchThread(post.id);
        const acceptance = judge(thread.some((reply) => reply.user_id === pin.botUserId));
        if (acceptance.verdict === 'ignore') {
            return;
        }
        const danger = await findDanger(ports, sinceMs ?? serverNowMs, post, thread);
        await claims.claim(post.id, ports.now());
        if (danger || acceptance.verdict === 'refuse') {
            const reason: Refusal = danger ?? (acceptance.verdict === 'refuse' ? acceptance.reason : 'not_understood');
            log.warn('request_refused', {postId: post.id, reason});
            await sayRefused(post.id, refuse(reason));
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
            await sayRefused(post.id, refusing);
        }
    };

    /** Handles each post by itself. Returns the first failure of the server's, and the time of the oldest post left for later. */
    const handleAll = async (
        posts: readonly QueuePost[],
        serverNowMs: number,
    ): Promise<{readonly failure?: CallError; readonly leftMs: number}> => {
        let failure: CallError | undefined;
        let leftMs = Infinity;
        for (const post of [...posts].sort((first, second) => first.create_at - second.create_at)) {
            try {
                await handle(post, serverNowMs);
            } catch (error) {
                if (!(error instanceof CallError) || error.failure === 'unauthorized') {
                    throw error;
                }
                const tried = (tries.get(post.id) ?? 0) + 1;
                tries.set(post.id, tried);
                if (tried >= MOST_TRIES) {
                    log.warn('request_given_up', {postId: post.id, status: error.status});
                    await claims.claim(post.id, ports.now());
                    continue;
                }
                failure ??= error;
                leftMs = Math.min(leftMs, post.update_at);
            }
        }
        return {...(failure && {failure}), leftMs};
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
            sinceMs ??= await ports.openStart(serverNowMs);
            const {failure, leftMs} = await handleAll(posts, serverNowMs);
            await outbox.deliver(client, pin.botUserId, async ({anchor, postId, ...outcome}) => {
                log.info('reply_delivered', outcome);
                if (anchor && postId !== undefined) {
                    await ports.keepAnchor?.(anchor.runId, {postId, head: anchor.head});
                }
            });
            cursorMs = Math.min(serverNowMs - CURSOR_LAG_MS, leftMs - 1);
            if (failure) {
                throw failure;
            }
        },
    };
}
