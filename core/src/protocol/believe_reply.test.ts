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
        create_at: 1000 + index,
        update_at: 1000 + index,
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
            {reply: answer, postedAtMs: 1000, rootId: 'request', postIds: ['post0']},
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
        ['another key', postsOf(answer, {}, foreign.secret)],
        [
            'an altered payload',
            postsOf(answer).map((post) => ({...post, message: post.message.replace('0.1.0', '0.1.1')})),
        ],
    ];
    test.each(forgeries)('%s is not believed', (_name, posts) => {
        expect(believeReplies(posts, trust)).toEqual([]);
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
