import * as z from 'zod/mini';
import type {FunctionReason} from '@fips-readiness/core';
import {readServerErrorId} from '../foreign_error.ts';
import type {CallError} from '../server/queue_client.ts';
import {failCall, makeBoundedClient} from '../server/queue_client.ts';

const Post = z.object({
    id: z.string(),
    user_id: z.string(),
    create_at: z.number(),
    message: z.string(),
    file_ids: z.nullish(z.array(z.string())),
});
const PostList = z.object({order: z.nullable(z.array(z.string())), posts: z.nullable(z.record(z.string(), Post))});
const Upload = z.object({file_infos: z.array(z.object({id: z.string()}))});
const Reactions = z.nullable(z.array(z.object({user_id: z.string(), emoji_name: z.string()})));

/** More than the product's usual page, and all that is looked through for what was left behind. */
const RECENT_POSTS = 200;

/** What went wrong with a call, in our own code; never the server's text. */
export class FunctionError extends Error {
    readonly reason: FunctionReason;

    constructor(reason: FunctionReason) {
        super(`core function ${reason}`);
        this.name = 'FunctionError';
        this.reason = reason;
    }
}

/** A post as far as a proof needs it; `createAt` in milliseconds by the server's clock. */
export type ProofPost = {
    readonly id: string;
    readonly userId: string;
    readonly createAt: number;
    readonly message: string;
    readonly fileIds: readonly string[];
};

/** What users do, done by the bot. Every call answers within 15 s or throws FunctionError. */
export type FunctionClient = {
    /** The bot's own id. */
    readonly fetchMe: () => Promise<string>;
    readonly createPost: (post: {
        readonly channelId: string;
        readonly rootId?: string;
        readonly message: string;
        readonly fileIds?: readonly string[];
    }) => Promise<ProofPost>;
    readonly fetchPost: (id: string) => Promise<ProofPost>;
    readonly fetchThread: (rootId: string) => Promise<readonly ProofPost[]>;
    readonly fetchRecentPosts: (channelId: string) => Promise<readonly ProofPost[]>;
    /** A post that is gone already is fine. */
    readonly deletePost: (id: string) => Promise<void>;
    /** Ids of the posts of the team that are found. */
    readonly searchPosts: (teamId: string, terms: string) => Promise<readonly string[]>;
    /** Answers the file's id. */
    readonly uploadFile: (channelId: string, name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<string>;
    readonly downloadFile: (id: string) => Promise<Uint8Array>;
    readonly addReaction: (userId: string, postId: string, emoji: string) => Promise<void>;
    readonly removeReaction: (userId: string, postId: string, emoji: string) => Promise<void>;
    readonly hasReaction: (userId: string, postId: string, emoji: string) => Promise<boolean>;
};

/** Makes the bot's client for the server at `url`. */
export function makeFunctionClient(url: string, token: string): FunctionClient {
    const client = makeBoundedClient(url, token);
    const call = async <T>(schema: z.ZodMiniType<T>, asked: Promise<unknown>): Promise<T> => {
        const read = schema.safeParse(await asked.catch(fail));
        if (!read.success) {
            throw new FunctionError('unavailable');
        }
        return read.data;
    };
    const list = async (asked: Promise<unknown>) =>
        Object.values((await call(PostList, asked)).posts ?? {}).map(viewPost);
    return {
        fetchMe: async () => (await call(z.object({id: z.string()}), client.getMe())).id,
        createPost: async ({channelId, rootId = '', message, fileIds = []}) =>
            viewPost(
                await call(
                    Post,
                    client.createPost({
                        channel_id: channelId,
                        root_id: rootId,
                        message,
                        file_ids: [...fileIds],
                    }),
                ),
            ),
        fetchPost: async (id) => viewPost(await call(Post, client.getPost(id))),
        fetchThread: (rootId) => list(client.getPostThread(rootId)),
        fetchRecentPosts: (channelId) => list(client.getPosts(channelId, 0, RECENT_POSTS)),
        deletePost: async (id) => {
            await client.deletePost(id).catch((error: unknown) => {
                if (readFailure(error).status !== 404) {
                    fail(error);
                }
            });
        },
        searchPosts: async (teamId, terms) =>
            (await call(PostList, client.searchPosts(teamId, terms, false))).order ?? [],
        uploadFile: async (channelId, name, bytes) => {
            const form = new FormData();
            // The server reads the channel first.
            form.append('channel_id', channelId);
            form.append('files', new Blob([bytes]), name);
            const {file_infos: infos} = await call(Upload, client.uploadFile(form));
            return infos[0]?.id ?? fail(undefined);
        },
        downloadFile: async (id) => {
            const options = client.getOptions({method: 'get'}) as RequestInit;
            const response = await fetch(client.getFileRoute(id), options).catch(fail);
            if (!response.ok) {
                // A file store that fails is told as 404 here.
                return fail({status_code: response.status === 404 ? 500 : response.status});
            }
            return new Uint8Array(await response.arrayBuffer().catch(fail));
        },
        addReaction: async (userId, postId, emoji) => {
            await client.addReaction(userId, postId, emoji).catch(fail);
        },
        removeReaction: async (userId, postId, emoji) => {
            await client.removeReaction(userId, postId, emoji).catch(fail);
        },
        hasReaction: async (userId, postId, emoji) =>
            ((await call(Reactions, client.getReactionsForPost(postId))) ?? []).some(
                (one) => one.user_id === userId && one.emoji_name === emoji,
            ),
    };
}

function viewPost(post: z.infer<typeof Post>): ProofPost {
    return {
        id: post.id,
        userId: post.user_id,
        createAt: post.create_at,
        message: post.message,
        fileIds: post.file_ids ?? [],
    };
}

/** What is switched off answers 501, or 403 with an id that says so (attachments): that is no failure. */
function fail(error: unknown): never {
    const {failure, status} = readFailure(error);
    if (status === 501 || /\.disabled\b/.test(readServerErrorId(error))) {
        throw new FunctionError('not_permitted');
    }
    throw new FunctionError(status === 0 ? 'unreachable' : failure);
}

function readFailure(error: unknown): Pick<CallError, 'failure' | 'status'> {
    try {
        return failCall(error);
    } catch (failed) {
        return failed as CallError;
    }
}
