import {readFile, stat} from 'node:fs/promises';
import {Client4} from '@mattermost/client';
import * as z from 'zod/mini';
import {FipsError, MAX_QUEUE_MEMBERS, QueueChannel, QueuePost, QueueTeam, QueueUser} from '@fips-readiness/core';
import {readErrorStatus} from '../foreign_error.ts';

const TIMEOUT_MS = 15_000;

/** The server reads at most this many posts of one channel at a time, and at most so many users. */
const MOST_POSTS = 1_000;
const PAGE_SIZE = 200;
/** A queue with more posts since the last look is flooded: what is behind them is not read. */
const MAX_PAGES = 50;

const Posts = z.object({posts: z.record(z.string(), z.unknown())});
const Members = z.array(z.object({user_id: z.string()}));

/** What went wrong with a call. `refused` is final for this call, `unauthorized` for the token, `unavailable` may pass. */
export type CallFailure = 'unauthorized' | 'refused' | 'unavailable';

/** A failed call to Mattermost: our own code, never the server's text. */
export class CallError extends Error {
    readonly failure: CallFailure;
    readonly status: number;

    constructor(failure: CallFailure, status: number) {
        super(`Mattermost call ${failure} (${status})`);
        this.name = 'CallError';
        this.failure = failure;
        this.status = status;
    }
}

/** The queue as the bot sees it. Times in milliseconds by the server's clock. Every call throws CallError. */
export type QueueClient = {
    readonly moveTo: (url: string) => void;
    readonly fetchMe: () => Promise<QueueUser>;
    readonly fetchUser: (id: string) => Promise<QueueUser | undefined>;
    readonly fetchChannel: (id: string) => Promise<QueueChannel>;
    readonly fetchTeam: (id: string) => Promise<QueueTeam>;
    /**
     * Everybody in it; of more than `MAX_QUEUE_MEMBERS` at least one more than that. Who cannot be looked up is there without a
     * role. Throws CallError `unavailable` where the server's pages overlap: somebody may be missing from them.
     */
    readonly fetchMembers: (channelId: string) => Promise<readonly QueueUser[]>;
    readonly fetchTeamMembers: (teamId: string) => Promise<readonly QueueUser[]>;
    /** Posts changed after `sinceMs`, with the server's time of the answer. What is not a post of the server's is left out. */
    readonly fetchPostsSince: (
        channelId: string,
        sinceMs: number,
    ) => Promise<{readonly posts: readonly QueuePost[]; readonly serverNowMs: number}>;
    /** The newest posts, at most 200. */
    readonly fetchRecentPosts: (channelId: string) => Promise<readonly QueuePost[]>;
    readonly fetchThread: (postId: string) => Promise<readonly QueuePost[]>;
    /** Answers the post's id. */
    readonly createPost: (post: {
        readonly channelId: string;
        readonly rootId: string;
        readonly type: string;
        readonly message: string;
        readonly pendingId: string;
    }) => Promise<string>;
    readonly beat: (botUserId: string) => Promise<void>;
};

/** Reads the bot's token from its file: one line, readable by its owner only. */
export async function readToken(file: string): Promise<string> {
    const info = await stat(file).catch(() => undefined);
    if (!info?.isFile()) {
        throw new FipsError('token_unreadable', {file, problem: 'There is no such file.'});
    }
    if ((info.mode & 0o077) !== 0) {
        throw new FipsError('token_unreadable', {file, problem: 'Others may read it; run chmod 600 on it.'});
    }
    const token = (await readFile(file, 'utf8')).trim();
    if (!/^[a-z0-9]{26}$/.test(token)) {
        throw new FipsError('token_unreadable', {file, problem: 'It does not hold a Mattermost access token.'});
    }
    return token;
}

/** Client4 with a time limit: it has none of its own. */
class BoundedClient extends Client4 {
    override getOptions(options: Parameters<Client4['getOptions']>[0]): ReturnType<Client4['getOptions']> {
        return Object.assign(super.getOptions(options), {signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error'});
    }
}

/** The bot's client as the library has it, with a time limit and without redirects. */
export function makeBoundedClient(url: string, token: string): Client4 {
    const client = new BoundedClient();
    client.setUrl(url);
    client.setToken(token);
    return client;
}

/** Makes the bot's client for the server; `moveTo` points it to another address of the same server. */
export function makeQueueClient(url: string, token: string): QueueClient {
    const client = makeBoundedClient(url, token);
    const call = async <T>(schema: z.ZodMiniType<T>, asked: Promise<unknown>): Promise<T> => {
        const read = schema.safeParse(await asked.catch(failCall));
        if (!read.success) {
            throw new CallError('unavailable', 0);
        }
        return read.data;
    };
    const readUsers = async (ids: readonly string[]): Promise<readonly QueueUser[]> => {
        const found = await call(z.array(QueueUser), client.getProfilesByIds([...ids]));
        const known = new Map(found.map((user) => [user.id, user]));
        return ids.map((id) => known.get(id) ?? {id, username: '', roles: '', delete_at: 0});
    };
    const readMembers = async (readPage: (page: number) => Promise<unknown>): Promise<readonly QueueUser[]> => {
        const users = new Map<string, QueueUser>();
        for (let page = 0; users.size <= MAX_QUEUE_MEMBERS; page += 1) {
            const ids = (await call(Members, readPage(page))).map((member) => member.user_id);
            // The server's pages of a channel have no order: while nobody comes twice, nobody was left out.
            if (new Set([...users.keys(), ...ids]).size < users.size + ids.length) {
                throw new CallError('unavailable', 0);
            }
            const read = ids.length === 0 ? [] : await readUsers(ids);
            read.forEach((user) => users.set(user.id, user));
            if (ids.length < PAGE_SIZE) {
                break;
            }
        }
        return [...users.values()];
    };
    const readAllPages = async (channelId: string): Promise<readonly QueuePost[]> => {
        const posts = new Map<string, QueuePost>();
        for (let page = 0; page < MAX_PAGES; page += 1) {
            const list = await call(Posts, client.getPosts(channelId, page, PAGE_SIZE));
            readPosts(list).forEach((post) => posts.set(post.id, post));
            if (Object.keys(list.posts).length < PAGE_SIZE) {
                break;
            }
        }
        return [...posts.values()];
    };
    return {
        moveTo: (address) => client.setUrl(address),
        fetchMe: () => call(QueueUser, client.getMe()),
        fetchUser: (id) =>
            call(QueueUser, client.getUser(id)).catch((error: unknown) => {
                if (error instanceof CallError && error.status === 404) {
                    return undefined;
                }
                throw error;
            }),
        fetchChannel: (id) => call(QueueChannel, client.getChannel(id)),
        fetchTeam: (id) => call(QueueTeam, client.getTeam(id)),
        fetchMembers: (channelId) => readMembers((page) => client.getChannelMembers(channelId, page, PAGE_SIZE)),
        fetchTeamMembers: (teamId) => readMembers((page) => client.getTeamMembers(teamId, page, PAGE_SIZE)),
        fetchPostsSince: async (channelId, sinceMs) => {
            // Client4 hides response headers, and the server's own clock stands in Date.
            const address = `${client.getBaseRoute()}/channels/${channelId}/posts?since=${Math.max(0, sinceMs)}`;
            const response = await fetch(address, client.getOptions({method: 'get'}) as RequestInit).catch(failCall);
            if (!response.ok) {
                throw new CallError(failureOf(response.status), response.status);
            }
            const read = Posts.safeParse(await response.json().catch(() => undefined));
            const serverNowMs = Date.parse(response.headers.get('Date') ?? '');
            if (!read.success || Number.isNaN(serverNowMs)) {
                throw new CallError('unavailable', 0);
            }
            const found = Object.keys(read.data.posts).length;
            // More than the server gives at once: by pages then, or posts dated ahead would hide all others.
            const posts = found < MOST_POSTS ? readPosts(read.data) : await readAllPages(channelId);
            return {posts, serverNowMs};
        },
        fetchRecentPosts: async (channelId) => readPosts(await call(Posts, client.getPosts(channelId, 0, PAGE_SIZE))),
        fetchThread: async (postId) => readPosts(await call(Posts, client.getPostThread(postId))),
        createPost: async (post) => {
            const {id} = await call(
                QueuePost,
                client.createPost({
                    channel_id: post.channelId,
                    root_id: post.rootId,
                    type: post.type,
                    message: post.message,
                    pending_post_id: post.pendingId,
                } as never),
            );
            return id;
        },
        beat: async (botUserId) => {
            await client.updateStatus({user_id: botUserId, status: 'online'} as never).catch(failCall);
        },
    };
}

/** The posts of a list, each read by itself: one that does not fit must not hide the others. */
function readPosts({posts}: z.infer<typeof Posts>): readonly QueuePost[] {
    return Object.values(posts).flatMap((post) => QueuePost.safeParse(post).data ?? []);
}

function failureOf(status: number): CallFailure {
    if (status === 401) {
        return 'unauthorized';
    }
    return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'refused' : 'unavailable';
}

/** Throws what a call of the library has failed with as CallError. */
export function failCall(error: unknown): never {
    const status = readErrorStatus(error, 'status_code') ?? 0;
    throw new CallError(status === 0 ? 'unavailable' : failureOf(status), status);
}
