import {assembleMessage, parseMessage} from './message.ts';
import type {MessagePart} from './message.ts';
import {hasForeignMark, REPLY_TYPE} from './post.ts';
import type {QueuePost} from './post.ts';
import {parseClaimedAgent, parseReply, parseUnconfirmedHello} from './reply.ts';
import type {Hello, Reply} from './reply.ts';

/** Which bot, channel and key the admin has connected. */
export type ReplyTrust = {readonly botUserId: string; readonly channelId: string; readonly publicKey: string};

/** A reply may wait for its delivery while the server is away; one posted later than that after it was said is a copy. */
const LONGEST_DELAY_MS = 7 * 24 * 60 * 60 * 1000;
/** How far the agent's clock may be ahead of the server's. */
const LONGEST_LEAD_MS = 60 * 60 * 1000;

/**
 * A reply the page believes, and the posts it is in. `saidAtMs` is signed, by the agent's clock: order and age are judged by it
 * alone, because anybody can post a genuine reply again. `postedAtMs` is the server's time of the last of its posts.
 */
export type BelievedReply = {
    readonly reply: Reply;
    readonly saidAtMs: number;
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

/**
 * Every reply among `posts` that the page may believe, in the order the agent has said them. Anything else is left out: what is
 * not signed, is in another thread than it was written for, or was posted again (security.md rules 1 and 21).
 */
export function believeReplies(posts: readonly QueuePost[], trust: ReplyTrust): readonly BelievedReply[] {
    const believed: BelievedReply[] = [];
    for (const group of groupParts(posts, trust)) {
        const reply = parseReply(group.text, trust.publicKey);
        if (!reply || reply.channelId !== trust.channelId || reply.requestId !== group.rootId) {
            continue;
        }
        const {postedAtMs, rootId, postIds} = group;
        const saidAtMs = Date.parse(reply.at);
        const delayMs = postedAtMs - saidAtMs;
        if (delayMs <= LONGEST_DELAY_MS && delayMs >= -LONGEST_LEAD_MS) {
            believed.push({reply, saidAtMs, postedAtMs, rootId, postIds});
        }
    }
    return believed.sort(compareReplies);
}

/** In the order the agent has said them. */
export function compareReplies(first: BelievedReply, second: BelievedReply): number {
    return first.saidAtMs - second.saidAtMs || first.postedAtMs - second.postedAtMs;
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

/**
 * Which agents claim to speak among posts by the bot, in whatever kind of reply, and when: not verified beyond a first message's
 * own key, and enough to notice that a second one is there.
 */
export function findClaimedAgents(
    posts: readonly QueuePost[],
    trust: Pick<ReplyTrust, 'botUserId' | 'channelId'>,
): readonly {readonly agentId: string; readonly postedAtMs: number}[] {
    return [...groupParts(posts, trust)].flatMap(({text, postedAtMs}) => {
        const agentId = parseClaimedAgent(text);
        return agentId === undefined ? [] : [{agentId, postedAtMs}];
    });
}

type Group = Omit<BelievedReply, 'reply' | 'saidAtMs'> & {readonly text: string};

/** Whole texts, each once, in the first posts that hold it: a later copy of a part, or a decoy of it, is nobody's word. */
function* groupParts(posts: readonly QueuePost[], trust: Pick<ReplyTrust, 'botUserId' | 'channelId'>): Iterable<Group> {
    const groups = new Map<string, {readonly rootId: string; readonly parts: PostedPart[]}>();
    for (const post of [...posts].sort((first, second) => first.create_at - second.create_at)) {
        const part = isFromBot(post, trust) ? parseMessage(post.message) : undefined;
        if (part) {
            const key = `${post.root_id} ${part.digest} ${part.of}`;
            const group = groups.get(key) ?? {rootId: post.root_id, parts: []};
            group.parts.push({...part, post});
            groups.set(key, group);
        }
    }
    for (const {rootId, parts} of groups.values()) {
        const whole = assembleMessage(parts);
        if (whole) {
            const used = whole.parts.map(({post}) => post);
            const postedAtMs = Math.max(...used.map((post) => post.create_at));
            yield {text: whole.text, postedAtMs, rootId, postIds: used.map(({id}) => id)};
        }
    }
}

type PostedPart = MessagePart & {readonly post: QueuePost};
