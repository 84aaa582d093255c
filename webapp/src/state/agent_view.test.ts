import {makeAgentFacts} from '../testing/agent_facts.ts';
import {CONNECTION, IDS, KEYS, makeReplyPosts, OTHER_KEYS} from '../testing/fake_server.ts';
import {readAgentView} from './agent_view.ts';

const FACTS = {kind: 'facts', mode: 'swap', facts: makeAgentFacts('ok')};
const ROOT = 'r'.repeat(26);
const NOW_MS = Date.UTC(2026, 10, 23, 12);

function view(posts: Parameters<typeof readAgentView>[0]['posts'], activeAgoMs = 1_000) {
    const status = {last_activity_at: NOW_MS - activeAgoMs};
    return readAgentView({connection: CONNECTION, posts, status, serverNowMs: NOW_MS, nowMs: NOW_MS});
}

it('believes what the agent signed, with its rights and version', () => {
    const seen = view(makeReplyPosts(FACTS, ROOT, KEYS.secret));
    expect(seen).toMatchObject({presence: 'online', mode: 'swap', version: '0.1.0', foreignReplies: 0});
    expect(seen.facts?.facts.deployment).toBeDefined();
});

// security.md rule 1: each of these is a way to a post that looks like the agent's.
it.each([
    ['by another author', {user_id: IDS.stranger}],
    ['through a webhook that posts as the bot', {props: {from_bot: 'true', from_webhook: 'true'}}],
    ['with an overridden name', {props: {from_bot: 'true', override_username: 'fips-agent'}}],
    ['through an OAuth app', {props: {from_bot: 'true', from_oauth_app: 'true'}}],
    ['by a plugin', {props: {from_bot: 'true', from_plugin: 'true'}}],
    ['without the server’s mark of a bot', {props: {}}],
    ['with a mark of its own making', {props: {from_bot: true}}],
    ['edited', {edit_at: 5}],
    ['from another server', {remote_id: 'm'.repeat(26)}],
    ['copied from another channel', {channel_id: 'd'.repeat(26)}],
])('takes no reply %s', (_name, change) => {
    const seen = view(makeReplyPosts(FACTS, ROOT, KEYS.secret, change));
    expect(seen.facts).toBeUndefined();
    expect(seen.foreignReplies).toBe(1);
});

it('takes no reply with another key, and counts it beside the agent’s own', () => {
    const forged = makeReplyPosts({...FACTS, facts: {}}, ROOT, OTHER_KEYS.secret);
    const real = makeReplyPosts(FACTS, ROOT, KEYS.secret);
    const seen = view([...forged, ...real]);
    expect(seen.facts?.facts.deployment).toBeDefined();
    expect(seen.foreignReplies).toBe(1);
});

it('takes no reply that was signed for another channel or another request', () => {
    const elsewhere = makeReplyPosts({...FACTS, channelId: 'd'.repeat(26)}, ROOT, KEYS.secret);
    const replayed = makeReplyPosts({...FACTS, requestId: 'x'.repeat(26)}, ROOT, KEYS.secret);
    expect(view(elsewhere).facts).toBeUndefined();
    expect(view(replayed).facts).toBeUndefined();
});

it('shows a first word only where no key is confirmed yet, and believes nothing else then', () => {
    const hello = {
        kind: 'hello',
        mode: 'read_only',
        publicKey: KEYS.publicKey,
        deployment: {kind: 'compose', name: 'm', service: 'm'},
    };
    const posts = [...makeReplyPosts(hello, '', KEYS.secret), ...makeReplyPosts(FACTS, ROOT, KEYS.secret)];
    const connection = {...CONNECTION, publicKey: ''};
    const seen = readAgentView({
        connection,
        posts,
        status: {last_activity_at: NOW_MS},
        serverNowMs: NOW_MS,
        nowMs: NOW_MS,
    });
    expect(seen.unconfirmed?.publicKey).toBe(KEYS.publicKey);
    expect(seen.facts).toBeUndefined();
    expect(view(posts).unconfirmed).toBeUndefined();
});

it.each([
    [100_000, 'online'],
    [200_000, 'silent'],
    [NOW_MS, 'never_seen'],
])('activity %i ms ago by the server’s clock -> %s', (agoMs, presence) => {
    expect(view([], agoMs).presence).toBe(presence);
});

it('verifies nothing again while the queue stays the same, and still moves the presence on', () => {
    const posts = makeReplyPosts(FACTS, ROOT, KEYS.secret);
    const before = view(posts);
    const again = readAgentView({
        connection: CONNECTION,
        posts,
        before,
        status: {},
        serverNowMs: NOW_MS,
        nowMs: NOW_MS,
    });
    expect(again.facts).toBe(before.facts);
    expect(again.presence).toBe('never_seen');
});
