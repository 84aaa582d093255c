import {hasForeignMark, isSystemAdmin, REQUEST_TYPE} from './post.ts';
import type {QueuePost, QueueUser} from './post.ts';
import type {Refusal} from './reply.ts';
import {parseRequest} from './request.ts';
import type {Request} from './request.ts';

/** How far a request's time may lie from the server's own clock (security.md rule 4). */
const FRESHNESS_MS = 5 * 60 * 1000;

/** What the agent knows when it first sees a post. `serverNowMs` comes from the server's Date header. */
export type AcceptContext = {
    readonly channelId: string;
    readonly botUserId: string;
    readonly serverNowMs: number;
    readonly handled: ReadonlySet<string>;
    readonly hasBotReply: boolean;
};

/** `ignore`: not ours to answer. `refuse`: say why, to system admins only. */
export type Acceptance =
    | {readonly verdict: 'accept'; readonly request: Request}
    | {readonly verdict: 'ignore'}
    | {readonly verdict: 'refuse'; readonly reason: Refusal};

/** Is the post, by its own fields, a fresh request that was not handled yet? Whatever is not costs no further question. */
export function isCandidate(post: QueuePost, context: Omit<AcceptContext, 'hasBotReply'>): boolean {
    return (
        post.type === REQUEST_TYPE &&
        post.channel_id === context.channelId &&
        post.root_id === '' &&
        post.delete_at === 0 &&
        post.original_id === '' &&
        post.user_id !== context.botUserId &&
        !context.handled.has(post.id) &&
        Math.abs(post.create_at - context.serverNowMs) <= FRESHNESS_MS
    );
}

/**
 * The acceptance rules of the queue (design.md, security.md rules 3 and 4), over the post at first sight and its author.
 * They filter noise; the bounds in the agent's own file are the defence.
 */
export function acceptRequest(post: QueuePost, author: QueueUser | undefined, context: AcceptContext): Acceptance {
    if (!isCandidate(post, context) || context.hasBotReply) {
        return {verdict: 'ignore'};
    }
    // Refusals go only to system admins: anyone else gets silence, or the agent could be made to write posts.
    if (!author || !isSystemAdmin(author) || author.id !== post.user_id) {
        return {verdict: 'ignore'};
    }
    if (hasForeignMark(post.props) || 'from_bot' in post.props || (post.remote_id ?? '') !== '') {
        return {verdict: 'refuse', reason: 'not_typed_by_the_admin'};
    }
    if (post.edit_at !== 0 || post.update_at !== post.create_at) {
        return {verdict: 'refuse', reason: 'edited'};
    }
    const request = parseRequest(post.message);
    return request ? {verdict: 'accept', request} : {verdict: 'refuse', reason: 'not_understood'};
}
