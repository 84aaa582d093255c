import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {
    believeReplies,
    FipsError,
    makeFact,
    makeKeyPair,
    printReply,
    printRequest,
    REPLY_TYPE,
    REQUEST_TYPE,
} from '@fips-readiness/core';
import type {Facts, QueuePost, Reply} from '@fips-readiness/core';
import {makeSampleFacts, PLUGIN} from '../samples/facts.ts';
import {eventually, startQueueRig} from './queue_rig.ts';
import type {Api} from './connect_queue.ts';
import type {QueueRig} from './queue_rig.ts';

const FACTS: Facts = {containers_seen: makeFact(1, 'agent_engine', '2026-11-23T12:00:00.000Z')};
const MESSAGE = printRequest({protocol: 1, kind: 'check', id: '0123456789abcdef0123456789abcdef'});

describe('queue', () => {
    let rig: QueueRig;
    beforeEach(async () => {
        rig = await startQueueRig();
    });
    afterEach(() => rig.close());

    const gather = () => Promise.resolve(FACTS);
    const ask = async (as: Api, more: Record<string, unknown> = {}): Promise<string> => {
        const post = {channel_id: rig.pin.channelId, type: REQUEST_TYPE, message: MESSAGE, ...more};
        const {status, body} = await as('POST', '/posts', post);
        expect(status).toBe(201);
        return (body as {id: string}).id;
    };
    const repliesTo = async (postId: string): Promise<readonly QueuePost[]> =>
        (await rig.fetchPosts()).filter((post) => post.root_id === postId && post.user_id === rig.pin.botUserId);
    const believed = async () =>
        believeReplies(await rig.fetchPosts(), {...rig.pin, publicKey: rig.identity.keys.publicKey});
    const answerTo = (postId: string) =>
        eventually('a signed answer', async () => (await believed()).find(({rootId}) => rootId === postId)?.reply);
    const firstPollIsOver = () =>
        eventually('hello', async () => (await believed()).find(({reply}) => reply.kind === 'hello'));
    /** Long enough for several polls: silence is what is asserted. */
    const silence = () => wait(150);

    test('greets once, with mode, key and deployment, and not again after a restart', async () => {
        const first = rig.startAgent(gather);
        const {reply} = await firstPollIsOver();
        expect(reply).toMatchObject({kind: 'hello', mode: 'read_only', deployment: {name: 'chat'}});
        await first.stop();
        rig.startAgent(gather);
        await silence();
        expect((await believed()).filter((one) => one.reply.kind === 'hello')).toHaveLength(1);
    });

    test('says what it sees before anybody asks, once per greeting', async () => {
        const agent = rig.startAgent(gather);
        await firstPollIsOver();
        const unasked = async () =>
            (await believed()).filter((one) => one.reply.kind === 'facts' && one.rootId === '').map((one) => one.reply);
        await eventually('facts', async () => ((await unasked()).length > 0 ? true : undefined));
        expect(await unasked()).toMatchObject([{facts: FACTS}]);
        await agent.stop();
        rig.startAgent(gather);
        await silence();
        expect(await unasked()).toHaveLength(1);
    });

    test('answers an admin in the thread, signed, once', async () => {
        rig.startAgent(gather);
        const postId = await ask(rig.admin);
        expect(await answerTo(postId)).toMatchObject({kind: 'facts', facts: FACTS});
        await silence();
        expect(await repliesTo(postId)).toHaveLength(1);
        expect((await repliesTo(postId))[0]).toMatchObject({type: REPLY_TYPE});
    });

    test('the claim is on disk before the answer, and a restart does not answer again', async () => {
        const claimedBefore = {value: false};
        const agent = rig.startAgent(async () => {
            claimedBefore.value = (await readFile(join(rig.stateDirectory, 'claims.jsonl'), 'utf8')).length > 0;
            return FACTS;
        });
        const postId = await ask(rig.admin);
        await answerTo(postId);
        expect(claimedBefore.value).toBe(true);
        await agent.stop();
        rig.startAgent(gather);
        await silence();
        expect(await repliesTo(postId)).toHaveLength(1);
    });

    test('a request edited before it was seen is refused, by props alone too', async () => {
        const byProps = await ask(rig.admin);
        const byText = await ask(rig.admin);
        await rig.admin('PUT', `/posts/${byProps}/patch`, {props: {a: 1}});
        await rig.admin('PUT', `/posts/${byText}/patch`, {message: `${MESSAGE} `});
        rig.startAgent(gather);
        expect(await answerTo(byProps)).toMatchObject({kind: 'refused', reason: 'edited'});
        expect(await answerTo(byText)).toMatchObject({kind: 'refused', reason: 'edited'});
    });

    test('a webhook that posts as the admin is refused', async () => {
        const hook = await rig.admin('POST', '/hooks/incoming', {channel_id: rig.pin.channelId});
        const {id} = hook.body as {id: string};
        const sent = await fetch(`${rig.mattermost.url}/hooks/${id}`, {
            method: 'POST',
            body: JSON.stringify({text: MESSAGE, type: REQUEST_TYPE}),
        });
        expect(sent.status).toBe(200);
        const post = (await rig.fetchPosts()).find((one) => one.type === REQUEST_TYPE);
        expect(post?.props['from_webhook']).toBe('true');
        rig.startAgent(gather);
        expect(await answerTo(post?.id ?? '')).toMatchObject({kind: 'refused', reason: 'not_typed_by_the_admin'});
    });

    test('words that are no request are refused', async () => {
        const postId = await ask(rig.admin, {message: 'please swap'});
        rig.startAgent(gather);
        expect(await answerTo(postId)).toMatchObject({kind: 'refused', reason: 'not_understood'});
    });

    test.each([
        ['the bot itself', async () => ask(rig.bot)],
        ['a reply in a thread', async () => ask(rig.admin, {root_id: await ask(rig.admin, {type: ''})})],
        ['another type', async () => ask(rig.admin, {type: 'custom_fips_other'})],
        ['a request of ten minutes ago', async () => ask(rig.admin, {create_at: Date.now() - 600_000})],
        ['a request from the future', async () => ask(rig.admin, {create_at: Date.now() + 600_000})],
    ])('%s gets no answer', async (_name, post) => {
        const postId = await post();
        rig.startAgent(gather);
        await firstPollIsOver();
        await silence();
        expect(await repliesTo(postId)).toEqual([]);
    });

    test('a plain user in the channel gets no answer, and makes the queue unsafe for the admin', async () => {
        const user = await rig.login('user');
        const me = (await user('GET', '/users/me')).body as {id: string};
        await rig.admin('POST', `/teams/${rig.pin.teamId}/members`, {team_id: rig.pin.teamId, user_id: me.id});
        await rig.admin('POST', `/channels/${rig.pin.channelId}/members`, {user_id: me.id});
        const byUser = await ask(user);
        const byAdmin = await ask(rig.admin);
        rig.startAgent(gather);
        expect(await answerTo(byAdmin)).toMatchObject({kind: 'refused', reason: 'queue_unsafe'});
        await silence();
        expect(await repliesTo(byUser)).toEqual([]);
    });

    test('a plain user in the team alone, or a team that others may join, makes the queue unsafe', async () => {
        const user = await rig.login('user');
        const me = (await user('GET', '/users/me')).body as {id: string};
        const {teamId} = rig.pin;
        await rig.admin('POST', `/teams/${teamId}/members`, {team_id: teamId, user_id: me.id});
        await rig.admin('PUT', `/teams/${teamId}/members/${me.id}/roles`, {roles: 'team_user team_admin'});
        rig.startAgent(gather);
        expect(await answerTo(await ask(rig.admin))).toMatchObject({kind: 'refused', reason: 'queue_unsafe'});
        await rig.admin('DELETE', `/teams/${teamId}/members/${me.id}`);
        expect(await answerTo(await ask(rig.admin))).toMatchObject({kind: 'facts'});
        const team = rig.mattermost.world.state.teams.find(({id}) => id === teamId);
        Object.assign(team ?? {}, {allow_open_invite: true});
        expect(await answerTo(await ask(rig.admin))).toMatchObject({kind: 'refused', reason: 'queue_unsafe'});
        expect(rig.logged.filter(({event}) => event === 'queue_unsafe').map(({danger}) => danger)).toEqual([
            'foreign_team_member',
            'team_not_private',
        ]);
    });

    test('everybody in the channel is read, however many pages that takes', async () => {
        const {state} = rig.mattermost.world;
        const [admin, user] = ['admin', 'user'].map((name) => state.users.find(({username}) => username === name));
        const put = (template: typeof admin, number: number) => {
            const id = `m${String(number).padStart(25, '0')}`;
            state.users.push({...template, id, username: `member${number}`} as NonNullable<typeof admin>);
            state.channel_members.push({
                ...{group_id: rig.pin.channelId, user_id: id, roles: 'channel_user', create_at: 0},
            });
        };
        for (let number = 0; number < 230; number += 1) {
            put(admin, number);
        }
        rig.startAgent(gather);
        expect(await answerTo(await ask(rig.admin))).toMatchObject({kind: 'facts'});
        put(user, 230);
        expect(await answerTo(await ask(rig.admin))).toMatchObject({kind: 'refused', reason: 'queue_unsafe'});
    });

    test('one bad post never stops the next: null props, an author nobody can look up, 1,500 posts dated next year', async () => {
        const {state} = rig.mattermost.world;
        const template = await ask(rig.admin);
        const post = state.posts.find(({id}) => id === template);
        const copy = (number: number, change: object) => ({
            ...(post as NonNullable<typeof post>),
            id: `c${String(number).padStart(25, '0')}`,
            ...change,
        });
        const nextYear = Date.now() + 365 * 24 * 60 * 60 * 1000;
        state.posts.push(copy(1, {props: null}), copy(2, {user_id: 'x'.repeat(26)}));
        for (let number = 0; number < 1_500; number += 1) {
            state.posts.push(copy(10 + number, {create_at: nextYear + number, update_at: nextYear + number}));
        }
        rig.mattermost.world.faults.answers = [{path: `/api/v4/users/${'x'.repeat(26)}`, status: 500, body: {}}];
        rig.startAgent(gather);
        const greeted = () => Promise.resolve(rig.logged.find(({event}) => event === 'reply_delivered'));
        await eventually('a greeting', greeted);
        const {channelId} = rig.pin;
        const asked = (await rig.admin('POST', '/posts', {channel_id: channelId, type: REQUEST_TYPE, message: MESSAGE}))
            .body as {id: string};
        const answered = () => Promise.resolve(state.posts.find(({root_id: root}) => root === asked.id));
        expect(await eventually('an answer', answered)).toMatchObject({user_id: rig.pin.botUserId});
        const givenUp = () => Promise.resolve(rig.logged.find(({event}) => event === 'request_given_up'));
        expect(await eventually('the other one is given up', givenUp)).toMatchObject({postId: copy(2, {}).id});
    });

    test('a second agent that speaks as the same bot makes both refuse, after a restart too', async () => {
        const agent = rig.startAgent(gather);
        await firstPollIsOver();
        const rival = makeKeyPair(new Uint8Array(32).fill(7));
        const hello: Reply = {
            ...{protocol: 1, kind: 'hello', agentId: 'b'.repeat(32), agentVersion: '0.1.0', mode: 'swap'},
            ...{channelId: rig.pin.channelId, requestId: '', at: new Date().toISOString()},
            publicKey: rival?.publicKey ?? '',
            deployment: {kind: 'compose', name: 'clone', service: 'mattermost'},
        };
        const [message] = printReply(hello, rival?.secret ?? '');
        await rig.bot('POST', '/posts', {channel_id: rig.pin.channelId, type: REPLY_TYPE, message});
        expect(await answerTo(await ask(rig.admin))).toMatchObject({kind: 'refused', reason: 'second_agent'});
        await agent.stop();
        rig.startAgent(gather);
        expect(await answerTo(await ask(rig.admin))).toMatchObject({kind: 'refused', reason: 'second_agent'});
    });

    test('a second agent is noticed by any reply of its, in another thread and in parts too', async () => {
        const other = await ask(rig.admin);
        const agent = rig.startAgent(gather);
        await answerTo(other);
        expect(await answerTo(await ask(rig.admin))).toMatchObject({kind: 'facts'});
        await agent.stop();
        const rival = makeKeyPair(new Uint8Array(32).fill(8));
        const plugins = Array.from({length: 200}, (_, number) => ({...PLUGIN, id: `com.example.${number}`}));
        const reply: Reply = {
            ...{protocol: 1, kind: 'facts', agentId: 'c'.repeat(32), agentVersion: '0.1.0', mode: 'read_only'},
            ...{channelId: rig.pin.channelId, requestId: other, at: new Date().toISOString()},
            facts: makeSampleFacts({plugins}),
        };
        const messages = printReply(reply, rival?.secret ?? '');
        expect(messages.length).toBeGreaterThan(1);
        for (const message of messages) {
            const post = {channel_id: rig.pin.channelId, type: REPLY_TYPE, root_id: other, message};
            await rig.bot('POST', '/posts', post);
        }
        rig.startAgent(gather);
        expect(await answerTo(await ask(rig.admin))).toMatchObject({kind: 'refused', reason: 'second_agent'});
    });

    test.each([
        ['does not know', false],
        ['cannot be asked about', undefined],
    ])('a request that the container itself %s may come from another server', async (_name, known) => {
        rig.startAgent(gather, {confirmServer: () => Promise.resolve(known)});
        expect(await answerTo(await ask(rig.admin))).toMatchObject({kind: 'refused', reason: 'wrong_server'});
    });

    test('ten refusals a minute and no more', async () => {
        const asked: string[] = [];
        for (let number = 0; number < 13; number += 1) {
            asked.push(await ask(rig.admin, {message: `nonsense ${number}`}));
        }
        rig.startAgent(gather);
        const refused = () => rig.logged.filter((line) => line['event'] === 'request_refused').length;
        await eventually('all refused', () => Promise.resolve(refused() === asked.length ? true : undefined));
        const spoken = async () => (await rig.fetchPosts()).filter((post) => asked.includes(post.root_id)).length;
        await eventually('ten answers', async () => ((await spoken()) >= 10 ? true : undefined));
        await silence();
        expect(await spoken()).toBe(10);
    });

    test('a deleted request gets no answer', async () => {
        const postId = await ask(rig.admin);
        await rig.admin('DELETE', `/posts/${postId}`);
        rig.startAgent(gather);
        await firstPollIsOver();
        await silence();
        expect(rig.logged.filter((line) => line['event'] === 'request_accepted')).toEqual([]);
    });

    test('a failing look is answered, and the agent goes on', async () => {
        let engineIsThere = false;
        rig.startAgent(() =>
            engineIsThere
                ? Promise.resolve(FACTS)
                : Promise.reject(new FipsError('engine_unreachable', {endpoint: 'x'})),
        );
        expect(await answerTo(await ask(rig.admin))).toMatchObject({kind: 'refused', reason: 'cannot_look'});
        engineIsThere = true;
        expect(await answerTo(await ask(rig.admin))).toMatchObject({kind: 'facts'});
    });

    test('server errors are survived with a growing pause, and nothing is lost', async () => {
        rig.startAgent(gather);
        await firstPollIsOver();
        rig.mattermost.world.faults.answers.push({path: '/api/v4/channels/', status: 500});
        await eventually('trouble', async () =>
            rig.logged.find((line) => line['event'] === 'server_unavailable' && line['status'] === 500),
        );
        rig.mattermost.world.faults.answers.length = 0;
        expect(await answerTo(await ask(rig.admin))).toMatchObject({kind: 'facts'});
    });

    test('a revoked token ends the agent with token_refused', async () => {
        const agent = rig.startAgent(gather);
        await firstPollIsOver();
        const tokens = (await rig.admin('GET', `/users/${rig.pin.botUserId}/tokens`)).body as {id: string}[];
        await rig.admin('POST', '/users/tokens/revoke', {token_id: tokens[0]?.id});
        await expect(agent.ended).rejects.toMatchObject({code: 'token_refused'});
    });

    test('no log line holds the token or the key', async () => {
        rig.startAgent(gather);
        await answerTo(await ask(rig.admin));
        const text = JSON.stringify(rig.logged) + JSON.stringify(await rig.fetchPosts());
        expect(text).not.toContain(rig.botToken);
        expect(text).not.toContain(rig.identity.keys.secret);
    });
});
