import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import type {QueueClient} from '@fips-readiness/server-bridge';
import {makeQueueClient, openOutbox} from '@fips-readiness/server-bridge';

import type {Cast} from './cast.ts';
import {idOf, REPLY_TYPE, REQUEST_TYPE} from './cast.ts';

/** More than the server gives on one page. */
const CROWD = 205;
/** More posts than the server gives since a moment. */
const FLOOD = 1_500;
const AT_ONCE = 10;

/** Runs a task for each number below `count`, ten at a time. */
async function forEachNumber<T>(count: number, task: (number: number) => Promise<T>): Promise<T[]> {
    const results: T[] = [];
    for (let start = 0; start < count; start += AT_ONCE) {
        const numbers = Array.from({length: Math.min(AT_ONCE, count - start)}, (_, index) => start + index);
        results.push(...(await Promise.all(numbers.map(task))));
    }
    return results;
}

/** What the agent's own client reads of its queue: everybody in it, and every post, however many pages that takes. */
export function queueContract(getCast: () => Cast): void {
    const makeAgentClient = (): QueueClient => makeQueueClient(getCast().url, getCast().botToken);
    const makeName = (): string => `fr-contract-${Date.now().toString(36)}`;

    async function makeChannel(teamId: string): Promise<string> {
        const {admin, ask, botId} = getCast();
        const setup = {team_id: teamId, name: makeName(), display_name: 'Queue', type: 'P'};
        const channelId = idOf(await ask.admin('POST', '/channels', setup));
        await admin.addToChannel(botId, channelId);
        return channelId;
    }

    test('everybody in a team and its channel is read over pages of 200, each once; who has left is not there', async () => {
        const {admin, ask, adminId, before, botId} = getCast();
        await admin.patchConfig({TeamSettings: {MaxUsersPerTeam: 2 * CROWD}});
        const name = makeName();
        const teamId = idOf(await ask.admin('POST', '/teams', {name, display_name: 'Crowd', type: 'I'}));
        await admin.addToTeam(teamId, botId);
        const channelId = await makeChannel(teamId);
        const crowd = await forEachNumber(CROWD, async (number) => {
            const {user_id: id} = await admin.createBot({username: `${name}-${number}`});
            await admin.addToTeam(teamId, id);
            await admin.addToChannel(id, channelId);
            return id;
        });
        const [left = '', outsideChannel = '', switchedOff = ''] = crowd;
        await admin.removeFromTeam(teamId, left);
        await ask.admin('DELETE', `/channels/${channelId}/members/${outsideChannel}`);
        await admin.disableBot(switchedOff);
        const pages = await Promise.all(
            [0, 1].flatMap((page) =>
                [`/teams/${teamId}`, `/channels/${channelId}`].map(async (group) => {
                    const answer = await ask.bot('GET', `${group}/members?page=${page}&per_page=500`);
                    return (answer.body as unknown[]).length;
                }),
            ),
        );
        const agent = makeAgentClient();
        const [inTeam, inChannel] = [await agent.fetchTeamMembers(teamId), await agent.fetchMembers(channelId)];
        await forEachNumber(CROWD, async (number) => admin.disableBot(crowd[number] ?? ''));
        await admin.deleteTeam(teamId);
        const {MaxUsersPerTeam} = before.TeamSettings;
        await admin.patchConfig({TeamSettings: {MaxUsersPerTeam}});

        const everybody = [adminId, botId, ...crowd];
        expect(pages).toEqual([200, 200, CROWD + 1 - 200, CROWD - 200]);
        expect(inTeam.map(({id}) => id).sort()).toEqual(everybody.filter((id) => id !== left).sort());
        expect(inChannel.map(({id}) => id).sort()).toEqual(
            everybody.filter((id) => id !== left && id !== outsideChannel).sort(),
        );
        expect(inTeam.filter((user) => user.delete_at > 0).map(({id}) => id)).toEqual([switchedOff]);
    }, 240_000);

    test('posts that an admin has dated ahead hide no other, though the server gives 1,000 at once', async () => {
        const {admin, ask, teamId} = getCast();
        const channelId = await makeChannel(teamId);
        const agent = makeAgentClient();
        const {serverNowMs} = await agent.fetchPostsSince(channelId, 1);
        const ahead = serverNowMs + 365 * 24 * 60 * 60 * 1000;
        const flood = await forEachNumber(FLOOD, async (number) => {
            const post = {channel_id: channelId, message: 'x', type: REQUEST_TYPE, create_at: ahead + number};
            return idOf(await ask.admin('POST', '/posts', post));
        });
        const real = await admin.createPost({channel_id: channelId, message: 'the request', type: REQUEST_TYPE});
        const {body} = await ask.bot('GET', `/channels/${channelId}/posts?since=${serverNowMs - 60_000}`);
        const {posts} = await agent.fetchPostsSince(channelId, serverNowMs - 60_000);
        const ids = new Set(posts.map(({id}) => id));
        expect(Object.keys((body as {posts: object}).posts)).toHaveLength(1_000);
        expect([...flood, real.id].filter((id) => !ids.has(id))).toEqual([]);
        expect(real.create_at).toBeLessThan(ahead);
    }, 240_000);

    test('a post that is dated beyond every clock is listed like the others, and hides none', async () => {
        const {admin, ask, teamId} = getCast();
        const channelId = await makeChannel(teamId);
        const date = async (createAt: number): Promise<string> =>
            idOf(await ask.admin('POST', '/posts', {channel_id: channelId, message: 'x', create_at: createAt}));
        const [before1970, beyond] = [await date(-5), await date(2 ** 53 + 2)];
        const {id} = await admin.createPost({channel_id: channelId, message: 'real', type: REQUEST_TYPE});
        const agent = makeAgentClient();
        const since = (await agent.fetchPostsSince(channelId, 1)).posts.map((post) => post.id);
        const recent = (await agent.fetchRecentPosts(channelId)).map((post) => post.id);
        expect([since.includes(id), since.includes(beyond), since.includes(before1970)]).toEqual([true, true, false]);
        expect([id, beyond, before1970].filter((one) => !recent.includes(one))).toEqual([]);
    });

    test('what an admin sends as edit_at is kept, what is sent as author, deletion or origin is not', async () => {
        const {ask, adminId, botId, channelId} = getCast();
        const marks = {user_id: botId, delete_at: 5, original_id: botId, remote_id: botId, update_at: 7};
        const setup = {channel_id: channelId, message: 'x', type: REQUEST_TYPE, edit_at: 5, ...marks};
        const id = idOf(await ask.admin('POST', '/posts', setup));
        const post = (await makeAgentClient().fetchRecentPosts(channelId)).find((one) => one.id === id);
        expect(post).toMatchObject({user_id: adminId, edit_at: 5, delete_at: 0, original_id: '', remote_id: ''});
        expect(post?.update_at).toBe(post?.create_at);
    });

    test.each([
        ['U+0000 in its message', {message: 'a\0b'}],
        ['U+0000 in its props', {props: {v: '\0'}}],
        ['a type of more than 26 characters', {type: `custom_${'x'.repeat(20)}`}],
    ])('a post with %s is a failure of the server (500), also for its bot', async (_name, change) => {
        const {ask, channelId} = getCast();
        const answer = await ask.bot('POST', '/posts', {channel_id: channelId, message: 'x', ...change});
        expect(answer).toMatchObject({status: 500, body: {id: 'app.post.save.app_error'}});
    });

    test.each([
        ['a list', [1]],
        ['a text', 'x'],
    ])('a post with %s for props is refused (400)', async (_name, props) => {
        const {ask, channelId} = getCast();
        const answer = await ask.admin('POST', '/posts', {channel_id: channelId, message: 'x', props});
        expect(answer).toMatchObject({status: 400, body: {id: 'api.context.invalid_body_param.app_error'}});
    });

    test('half a character becomes the sign for an unknown one', async () => {
        const {ask, channelId} = getCast();
        const answer = await ask.admin('POST', '/posts', {channel_id: channelId, message: 'a\ud800b'});
        expect(answer).toMatchObject({status: 201, body: {message: 'a\ufffdb'}});
    });

    test('a reply that the server fails at holds up none of the others, and is dropped', async () => {
        const {bot, botId, channelId} = getCast();
        const folder = await mkdtemp(join(tmpdir(), 'fr-contract-'));
        const outbox = await openOutbox(folder);
        const {id: rootId} = await getCast().admin.createPost({channel_id: channelId, message: 'root'});
        for (const message of ['first', 'bad\0', 'last']) {
            await outbox.add({channelId, rootId, message});
        }
        const outcomes: [string, number][] = [];
        const deliver = (): Promise<void> =>
            outbox.deliver(makeAgentClient(), botId, ({outcome, status}) => {
                outcomes.push([outcome, status]);
                return Promise.resolve();
            });
        for (let round = 0; round < 10 && outcomes.length < 3; round += 1) {
            await deliver().catch(() => undefined);
        }
        await rm(folder, {recursive: true});
        const {posts} = await bot.getPostThread(rootId);
        expect(outcomes).toEqual([
            ['sent', 201],
            ['sent', 201],
            ['dropped', 500],
        ]);
        const said = Object.values(posts).filter((post) => post.root_id === rootId);
        expect(said.map(({message}) => message).sort()).toEqual(['first', 'last']);
    });

    test('a bot may not date its posts', async () => {
        const {ask, channelId} = getCast();
        const setup = {channel_id: channelId, message: 'x', create_at: 86_400_000};
        const {create_at: createdAt} = (await ask.bot('POST', '/posts', setup)).body as {create_at: number};
        expect(createdAt).toBeGreaterThan(86_400_000);
    });

    test.each([
        ['without props', undefined],
        ['with null for props', null],
        ['with props of every kind', {v: null, list: [1], text: '\u202e<b>', deep: {on: true}}],
    ])('a post %s is read like any other', async (_name, props) => {
        const {ask, channelId} = getCast();
        const made = await ask.admin('POST', '/posts', {
            channel_id: channelId,
            message: 'x',
            type: REQUEST_TYPE,
            props,
        });
        const id = idOf(made);
        const recent = await makeAgentClient().fetchRecentPosts(channelId);
        expect(recent.find((post) => post.id === id)?.props).toEqual(props ?? {});
    });

    test('an account that is not there is undefined, and left out where several are looked up', async () => {
        const {bot, botId} = getCast();
        const nobody = 'z'.repeat(26);
        expect(await makeAgentClient().fetchUser(nobody)).toBeUndefined();
        expect((await bot.getProfilesByIds([nobody, botId])).map(({id}) => id)).toEqual([botId]);
    });

    test("what a post of the agent's own says is read without its thread: it is a root, by the bot, marked as a bot's", async () => {
        const {bot, botId, channelId} = getCast();
        const {id} = await bot.createPost({channel_id: channelId, message: 'hello', type: REPLY_TYPE});
        const recent = await makeAgentClient().fetchRecentPosts(channelId);
        expect(recent.find((post) => post.id === id)).toMatchObject({
            ...{user_id: botId, root_id: '', type: REPLY_TYPE, message: 'hello', edit_at: 0, original_id: ''},
            props: {from_bot: 'true'},
        });
    });
}
