import * as z from 'zod/mini';
import {believeReplies, compareReplies, findUnconfirmedHello, QueuePost, REPLY_TYPE} from '@fips-readiness/core';
import type {AgentMode, BelievedReply, Facts, Hello} from '@fips-readiness/core';
import type {Server} from '../client/server.ts';
import {readProblem} from '../client/server_problem.ts';
import type {ServerProblemCode} from '../client/server_problem.ts';
import type {Connection} from './plugin_settings.ts';
import {isWhole, readRuns} from './run_view.ts';

const PostList = z.object({posts: z.record(z.string(), z.unknown())});
const Status = z.object({last_activity_at: z.number()});

/** The agent beats once a minute; two missed beats and a little are silence. */
const SILENT_AFTER_MS = 150_000;
/** The newest facts stand in the first pages or nowhere worth reading. */
const MAX_PAGES = 5;
const PAGE_SIZE = 60;

/** What the page knows of the connected agent, all of it believed (security.md rule 1). */
export type AgentView = {
    readonly presence: 'online' | 'silent' | 'never_seen' | 'not_known';
    /** By the server's clock; undefined where it was never there. */
    readonly seenAgoMs: number | undefined;
    readonly version: string | undefined;
    readonly mode: AgentMode | undefined;
    /** The newest facts it sent, and when it said them (signed, by its own clock). */
    readonly facts: {readonly facts: Facts; readonly saidAtMs: number} | undefined;
    /** Everything it said that was read, oldest first: plans and runs are read out of it. */
    readonly believed: readonly BelievedReply[];
    /** When its first message was sent (signed, by its own clock); undefined where not all of its channel was read. */
    readonly firstHeardAtMs: number | undefined;
    /** How far the server's clock is ahead of the browser's, in milliseconds. */
    readonly serverAheadMs: number;
    /** Replies in the queue that this agent did not write: shown as a number, never read. */
    readonly foreignReplies: number;
    /** The first word of an agent whose key nobody has compared yet. */
    readonly unconfirmed: Hello | undefined;
    /** Why the queue could not be read. */
    readonly problem: ServerProblemCode | undefined;
    /** Which posts were read: while it stays the same, nothing has to be verified again (some milliseconds each). */
    readonly mark: string;
};

const UNREAD: AgentView = {
    presence: 'not_known',
    seenAgoMs: undefined,
    version: undefined,
    mode: undefined,
    facts: undefined,
    believed: [],
    firstHeardAtMs: undefined,
    serverAheadMs: 0,
    foreignReplies: 0,
    unconfirmed: undefined,
    problem: undefined,
    mark: '',
};

/** Reads a post list as GET gives it; posts that do not fit the schema are left out. */
function readPosts(outside: unknown): readonly QueuePost[] {
    const list = PostList.safeParse(outside).data?.posts ?? {};
    return Object.values(list).flatMap((post) => QueuePost.safeParse(post).data ?? []);
}

/** Looks at the agent through the queue and its presence. Never throws: what cannot be read is `not_known`. */
export async function fetchAgentView(
    server: Server,
    connection: Connection,
    now: () => Date,
    before?: AgentView,
): Promise<AgentView> {
    try {
        const [presence, posts] = await Promise.all([
            server.fetchStatus(connection.botUserId),
            fetchQueue(server, connection, before),
        ]);
        return readAgentView({connection, posts, before, ...presence, nowMs: now().getTime()});
    } catch (error) {
        return {...UNREAD, problem: readProblem(error).code};
    }
}

/** The view over posts and presence. Pure. */
export function readAgentView(input: {
    readonly connection: Connection;
    readonly posts: readonly QueuePost[];
    readonly status: unknown;
    readonly serverNowMs: number;
    readonly nowMs: number;
    readonly before?: AgentView | undefined;
}): AgentView {
    const {connection, posts} = input;
    const activeAt = Status.safeParse(input.status).data?.last_activity_at ?? 0;
    const seenAgoMs = activeAt === 0 ? undefined : Math.max(0, input.serverNowMs - activeAt);
    const presence = seenAgoMs === undefined ? 'never_seen' : seenAgoMs < SILENT_AFTER_MS ? 'online' : 'silent';
    const mark = posts.map(markOf).join();
    const serverAheadMs = input.serverNowMs - input.nowMs;
    if (input.before?.mark === mark && input.before.problem === undefined) {
        return {...input.before, presence, seenAgoMs, serverAheadMs};
    }
    const view = {...UNREAD, presence, seenAgoMs, serverAheadMs, mark} as const;
    if (connection.publicKey === '') {
        return {...view, unconfirmed: findUnconfirmedHello(posts, connection)};
    }
    const believed = believeNew(posts, connection, input.before);
    const facts = believed.findLast(({reply}) => reply.kind === 'facts');
    const newest = believed.findLast(({reply}) => reply.kind === 'hello' || reply.kind === 'facts')?.reply;
    return {
        ...view,
        version: believed.at(-1)?.reply.agentVersion,
        mode: newest && 'mode' in newest ? newest.mode : undefined,
        facts: facts?.reply.kind === 'facts' ? {facts: facts.reply.facts, saidAtMs: facts.saidAtMs} : undefined,
        believed,
        firstHeardAtMs: posts.length < PAGE_SIZE ? believed[0]?.saidAtMs : input.before?.firstHeardAtMs,
        foreignReplies: countForeignReplies(posts, believed),
    };
}

/** What was believed before stays so while its posts do; only what is new has to be verified (some milliseconds each). */
function believeNew(
    posts: readonly QueuePost[],
    connection: Connection,
    before: AgentView | undefined,
): readonly BelievedReply[] {
    const read = new Map(posts.map((post) => [post.id, markOf(post)]));
    const seen = new Set(before?.mark.split(','));
    const isAll = posts.length < PAGE_SIZE;
    const stands = (postId: string) => {
        const mark = read.get(postId);
        return mark === undefined ? !isAll : seen.has(mark);
    };
    const kept = (before?.believed ?? []).filter(({postIds}) => postIds.every(stands));
    const known = new Set(kept.flatMap(({postIds}) => postIds));
    const fresh = believeReplies(
        posts.filter(({id}) => !known.has(id)),
        connection,
    );
    const keys = new Set(kept.map(keyOf));
    // A copy of what was believed before is nobody's word.
    return [...kept, ...fresh.filter((one) => !keys.has(keyOf(one)))].sort(compareReplies);
}

/** What makes two replies one, wherever they are posted. */
function keyOf({reply, rootId}: BelievedReply): string {
    return `${rootId} ${JSON.stringify(reply)}`;
}

function markOf({id, update_at: updatedAt}: QueuePost): string {
    return `${id} ${updatedAt}`;
}

/** Reply posts that are part of no believed reply: another author, an edit, a webhook's mark, another key, a copy. */
function countForeignReplies(posts: readonly QueuePost[], believed: readonly BelievedReply[]): number {
    const known = new Set(believed.flatMap(({postIds}) => postIds));
    return posts.filter(
        ({id, type, delete_at: deletedAt, original_id: originalId}) =>
            type === REPLY_TYPE && deletedAt === 0 && originalId === '' && !known.has(id),
    ).length;
}

/** Pages of the queue, newest first, until the agent's facts and the whole of its newest run are among them. */
async function fetchQueue(
    server: Server,
    connection: Connection,
    before: AgentView | undefined,
): Promise<readonly QueuePost[]> {
    const posts = new Map<string, QueuePost>();
    for (let page = 0; page < MAX_PAGES; page += 1) {
        const found = readPosts(await server.fetchPosts(connection.channelId, page));
        found.forEach((post) => posts.set(post.id, post));
        if (connection.publicKey === '' || found.length < PAGE_SIZE) {
            break;
        }
        const believed = believeNew([...posts.values()], connection, before);
        const run = readRuns(believed).at(-1);
        if (believed.some(({reply}) => reply.kind === 'facts') && (run === undefined || isWhole(run))) {
            break;
        }
    }
    return [...posts.values()];
}
