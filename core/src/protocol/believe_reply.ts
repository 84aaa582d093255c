import {assembleMessage, parseMessage} from './message.ts';
import {hasForeignMark, REPLY_TYPE} from './post.ts';
import type {QueuePost} from './post.ts';
import {parseReply, parseUnconfirmedHello} from './reply.ts';
import type {Hello, Reply} from './reply.ts';

/** Which bot, channel and key the admin has connected. */
export type ReplyTrust = {readonly botUserId: string; readonly channelId: string; readonly publicKey: string};

/** A reply the page believes, the posts it stands in, and the time of the last of them (server milliseconds). */
export type BelievedReply = {
    readonly reply: Reply;
    readonly postedAtMs: number;
    readonly rootId: string;
    readonly postIds: readonly string[];
};

/** Do the post's own fields speak for the bot (security.md rule 1)? The signature is judged apart from this. */
function isFromBot(post: QueuePost, trust: Pick<ReplyTrust, 'botUserId' | 'channelId'>): boolean {
    return (
        post.type === REPLY_TYPE &&
        post.user_id === trust.botUserId &&
        post.channel_id === trust.channelId &&
        post.props['from_bot'] === 'true' &&
        !hasForeignMark(post.props) &&
        post.edit_at === 0 &&
        post.delete_at === 0 &&
        post.original_id === '' &&
        (post.remote_id ?? '') === ''
    );
}

/** Every reply among `posts` that the page may believe, oldest first. Anything else is left out, silently. */
export function believeReplies(posts: readonly QueuePost[], trust: ReplyTrust): readonly BelievedReply[] {
    const believed: BelievedReply[] = [];
    for (const group of groupParts(posts, trust)) {
        const reply = parseReply(group.text, trust.publicKey);
        const bound =
            reply &&
            reply.channelId === trust.channelId &&
            (reply.requestId === '' || reply.requestId === group.rootId);
        if (bound) {
            const {postedAtMs, rootId, postIds} = group;
            believed.push({reply, postedAtMs, rootId, postIds});
        }
    }
    return believed.sort((first, second) => first.postedAtMs - second.postedAtMs);
}

/** The newest hello by the bot, believed only as far as its own key: for the first comparison of fingerprints. */
export function findUnconfirmedHello(
    posts: readonly QueuePost[],
    trust: Pick<ReplyTrust, 'botUserId' | 'channelId'>,
): Hello | undefined {
    const groups = [...groupParts(posts, trust)].sort((first, second) => second.postedAtMs - first.postedAtMs);
    for (const group of groups) {
        const hello = parseUnconfirmedHello(group.text);
        if (hello?.channelId === trust.channelId) {
            return hello;
        }
    }
    return undefined;
}

/** Which agent claims to speak in a post by the bot, unverified: enough to notice that a second one is there. */
export function parseUnconfirmedAgent(
    post: QueuePost,
    trust: Pick<ReplyTrust, 'botUserId' | 'channelId'>,
): string | undefined {
    const [group] = groupParts([post], trust);
    return group && parseUnconfirmedHello(group.text)?.agentId;
}

type Group = Omit<BelievedReply, 'reply'> & {readonly text: string};

function* groupParts(posts: readonly QueuePost[], trust: Pick<ReplyTrust, 'botUserId' | 'channelId'>): Iterable<Group> {
    const groups = new Map<
        string,
        {rootId: string; postIds: string[]; parts: NonNullable<ReturnType<typeof parseMessage>>[]; last: number}
    >();
    for (const post of posts) {
        const part = isFromBot(post, trust) ? parseMessage(post.message) : undefined;
        if (!part) {
            continue;
        }
        const key = `${post.root_id} ${part.digest}`;
        const group = groups.get(key) ?? {rootId: post.root_id, postIds: [], parts: [], last: 0};
        group.postIds.push(post.id);
        group.parts.push(part);
        group.last = Math.max(group.last, post.create_at);
        groups.set(key, group);
    }
    for (const {rootId, postIds, parts, last} of groups.values()) {
        const text = assembleMessage(parts);
        if (text !== undefined) {
            yield {text, postedAtMs: last, rootId, postIds};
        }
    }
}
