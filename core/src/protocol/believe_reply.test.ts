import {makeFact} from '../facts/fact.ts';
import {believeReplies, findUnconfirmedHello} from './believe_reply.ts';
import type {QueuePost} from './post.ts';
import {printReply} from './reply.ts';
import type {Reply} from './reply.ts';
import {makeKeyPair} from './signature.ts';

function keyPair(seed: number) {
    const keys = makeKeyPair(new Uint8Array(32).fill(seed));
    if (!keys) {
        throw new Error('no key');
    }
    return keys;
}

const ours = keyPair(1);
const foreign = keyPair(2);
const trust = {botUserId: 'bot', channelId: 'queue', publicKey: ours.publicKey};

const common = {
    protocol: 1,
    agentId: 'a'.repeat(32),
    agentVersion: '0.1.0',
    channelId: 'queue',
    requestId: 'request',
    at: '2026-11-23T12:00:00.000Z',
} as const;
const SAID_AT_MS = Date.parse(common.at);
const POSTED_AT_MS = SAID_AT_MS + 700;
const DAY_MS = 24 * 60 * 60 * 1000;
const answer: Reply = {
    ...common,
    kind: 'facts',
    mode: 'read_only',
    facts: {containers_seen: makeFact(1, 'agent_engine', '2026-11-23T12:00:00.000Z')},
};
const hello: Reply = {
    ...common,
    requestId: '',
    kind: 'hello',
    mode: 'swap',
    publicKey: ours.publicKey,
    deployment: {kind: 'compose', name: 'chat', service: 'mattermost'},
};

function postsOf(reply: Reply, change: Partial<QueuePost> = {}, secret = ours.secret): readonly QueuePost[] {
    return printReply(reply, secret).map((message, index) => ({
        id: `post${index}`,
        create_at: POSTED_AT_MS + index,
        update_at: POSTED_AT_MS + index,
        edit_at: 0,
        delete_at: 0,
        user_id: 'bot',
        channel_id: 'queue',
        root_id: reply.requestId,
        original_id: '',
        message,
        type: 'custom_fips_reply',
        props: {from_bot: 'true'},
        ...change,
    }));
}

describe('believeReplies', () => {
    test('a reply of the bot, signed with the agent’s key, is believed', () => {
        expect(believeReplies(postsOf(answer), trust)).toEqual([
            {reply: answer, saidAtMs: SAID_AT_MS, postedAtMs: POSTED_AT_MS, rootId: 'request', postIds: ['post0']},
        ]);
    });

    const forgeries: readonly (readonly [string, readonly QueuePost[]])[] = [
        ['another author', postsOf(answer, {user_id: 'mallory'})],
        ['another type', postsOf(answer, {type: 'custom_fips_request'})],
        ['no from_bot mark', postsOf(answer, {props: {}})],
        ['from_bot that is not the string true', postsOf(answer, {props: {from_bot: true}})],
        ['a webhook as the bot', postsOf(answer, {props: {from_bot: 'true', from_webhook: 'true'}})],
        ['an OAuth app', postsOf(answer, {props: {from_bot: 'true', from_oauth_app: 'true'}})],
        ['a plugin', postsOf(answer, {props: {from_bot: 'true', from_plugin: 'true'}})],
        ['an overridden name', postsOf(answer, {props: {from_bot: 'true', override_username: 'x'}})],
        ['an edited post', postsOf(answer, {edit_at: 5})],
        ['a deleted post', postsOf(answer, {delete_at: 5})],
        ['a history row', postsOf(answer, {original_id: 'other'})],
        ['a remote post', postsOf(answer, {remote_id: 'remote'})],
        ['another channel', postsOf(answer, {channel_id: 'elsewhere'})],
        ['a copy from another channel', postsOf({...answer, channelId: 'elsewhere'})],
        ['another thread than it answers', postsOf(answer, {root_id: 'other'})],
        ['a word of its own in a thread', postsOf(hello, {root_id: 'other'})],
        ['a genuine reply of months ago', postsOf(answer, {create_at: SAID_AT_MS + 90 * DAY_MS})],
        ['one from far ahead of the server', postsOf(answer, {create_at: SAID_AT_MS - DAY_MS})],
        ['another key', postsOf(answer, {}, foreign.secret)],
        [
            'an altered payload',
            postsOf(answer).map((post) => ({...post, message: post.message.replace('0.1.0', '0.1.1')})),
        ],
    ];
    test.each(forgeries)('%s is not believed', (_name, posts) => {
        expect(believeReplies(posts, trust)).toEqual([]);
    });

    test('a genuine reply that is posted again is one reply, in its first post, and as old as it says', () => {
        const later: Reply = {...answer, requestId: 'second', at: '2026-11-23T13:00:00.000Z'};
        const copies = postsOf(answer, {id: 'copy', create_at: SAID_AT_MS + 2 * 60 * 60 * 1000});
        const believed = believeReplies(
            [...copies, ...postsOf(later, {id: 'later', create_at: SAID_AT_MS + 60 * 60 * 1000}), ...postsOf(answer)],
            trust,
        );
        expect(believed.map(({postIds}) => postIds)).toEqual([['post0'], ['later']]);
        // With its first post deleted the copy still comes before what was said after it.
        const deleted = believeReplies([...copies, ...postsOf(later, {id: 'later', create_at: SAID_AT_MS + 1})], trust);
        expect(deleted.map(({postIds}) => postIds)).toEqual([['copy'], ['later']]);
    });

    test('a reply that waited a day for its server is believed', () => {
        expect(believeReplies(postsOf(answer, {create_at: SAID_AT_MS + DAY_MS}), trust)).toHaveLength(1);
    });

    test('a large reply in several posts is believed when all are there', () => {
        const plugins = Array.from({length: 200}, (_, index) => ({
            id: `com.example.plugin-number-${index}`,
            name: `Plugin <${index}>`,
            version: '1.0.0',
            active: true,
            state: 'running' as const,
            nodesFailed: 0,
            hasServerCode: true,
            stored: null,
            prepackaged: false,
        }));
        const large: Reply = {...answer, facts: {plugins: makeFact(plugins, 'agent_local_mode', answer.at)}};
        const posts = postsOf(large);
        expect(posts.length).toBeGreaterThan(1);
        expect(believeReplies(posts, trust)).toMatchObject([{reply: large}]);
        expect(believeReplies(posts.slice(1), trust)).toEqual([]);
        const decoys = posts.map((post, index) => ({
            ...post,
            id: `decoy${index}`,
            create_at: 0,
            message: post.message.replace(/\n(?=[^\n]+\n```$)/, '\nx'),
        }));
        expect(believeReplies([...decoys, ...posts], trust)).toHaveLength(1);
    });
});

describe('findUnconfirmedHello', () => {
    test('shows the key the bot itself signs with, for the comparison', () => {
        expect(findUnconfirmedHello(postsOf(hello), trust)).toEqual(hello);
    });

    test('a hello whose signature does not fit the key it names is none', () => {
        expect(findUnconfirmedHello(postsOf(hello, {}, foreign.secret), trust)).toBeUndefined();
        expect(findUnconfirmedHello(postsOf(hello, {user_id: 'mallory'}), trust)).toBeUndefined();
    });
});
