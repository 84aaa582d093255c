import {randomBytes} from 'node:crypto';

import type {Post} from '@mattermost/types/posts';

import type {Cast} from './cast.ts';
import {idOf, refusalOf, REPLY_TYPE, REQUEST_TYPE} from './cast.ts';

/** What a real server does behind its answer: looked at for five seconds. */
async function expectSoon<T>(look: () => Promise<T>, wished: T): Promise<void> {
    for (let round = 0; round < 50 && JSON.stringify(await look()) !== JSON.stringify(wished); round++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await look()).toEqual(wished);
}

/** Posts as the queue and the proof of core functions rely on them: types, edits, history rows, threads, deletion, forgery, lists, files, search, reactions. */
export function postsContract(getCast: () => Cast): void {
    const request = (message: string, props: Record<string, unknown> = {}): Promise<Post> => {
        const {admin, channelId} = getCast();
        return admin.createPost({channel_id: channelId, message, type: REQUEST_TYPE, props});
    };
    const reply = (rootId: string, message = 'claimed'): Promise<Post> => {
        const {bot, channelId} = getCast();
        return bot.createPost({channel_id: channelId, message, type: REPLY_TYPE, root_id: rootId});
    };

    test('a custom_ post is taken as it is and first seen with update_at = create_at, edit_at = 0', async () => {
        const post = await request('Sentence.\n```json\n{"v":1}\n```', {fips_readiness: {v: 1}});
        expect(post).toMatchObject({
            type: REQUEST_TYPE,
            user_id: getCast().adminId,
            root_id: '',
            original_id: '',
            edit_at: 0,
            delete_at: 0,
            message: 'Sentence.\n```json\n{"v":1}\n```',
            props: {fips_readiness: {v: 1}},
        });
        expect(post.update_at).toBe(post.create_at);
    });

    test('a system_ type is refused', async () => {
        const {admin, channelId} = getCast();
        const call = admin.createPost({channel_id: channelId, message: 'x', type: 'system_generic'});
        expect(await refusalOf(call)).toEqual({status: 400, id: 'api.context.invalid_param.app_error'});
    });

    test('an edit of props alone moves update_at, not edit_at, and leaves a history row that since= returns', async () => {
        const {admin, bot, channelId} = getCast();
        const post = await request('unchanged', {v: 1});
        const edited = await admin.patchPost({id: post.id, props: {v: 2}});
        expect(edited.edit_at).toBe(0);
        expect(edited.update_at).toBeGreaterThan(post.create_at);
        const {posts} = await bot.getPostsSince(channelId, post.create_at - 1);
        const row = Object.values(posts).find(({original_id}) => original_id === post.id);
        expect(row).toMatchObject({user_id: post.user_id, type: REQUEST_TYPE, props: {v: 1}, message: ''});
        expect(row?.delete_at).toBeGreaterThan(0);
    });

    test('an edit of the message moves edit_at; the type stays', async () => {
        const {ask} = getCast();
        const post = await request('first');
        const answer = await ask.admin('PUT', `/posts/${post.id}/patch`, {message: 'second', type: REPLY_TYPE});
        expect(answer).toMatchObject({status: 200, body: {message: 'second', type: REQUEST_TYPE}});
        const {edit_at: editAt} = await getCast().admin.getPost(post.id);
        expect(editAt).toBeGreaterThan(0);
    });

    test("a reply carries the bot's mark, moves its root's update_at and leaves edit_at alone", async () => {
        const {bot, botId} = getCast();
        const root = await request('root');
        const answer = await reply(root.id);
        expect(answer).toMatchObject({user_id: botId, root_id: root.id, props: {from_bot: 'true'}});
        const seen = await bot.getPost(root.id);
        expect(seen.edit_at).toBe(0);
        expect(seen.update_at).toBeGreaterThan(root.update_at);
        const thread = await bot.getPostThread(root.id);
        expect(Object.keys(thread.posts).sort()).toEqual([root.id, answer.id].sort());
    });

    test("the bot may edit neither others' posts nor read the channel's posts for somebody outside", async () => {
        const {bot, user, channelId} = getCast();
        const post = await request('mine');
        expect((await refusalOf(bot.patchPost({id: post.id, message: 'x'}))).status).toBe(403);
        expect((await refusalOf(user.getPosts(channelId))).status).toBe(403);
        expect((await refusalOf(user.createPost({channel_id: channelId, message: 'x'}))).status).toBe(403);
    });

    test('a webhook may post in the name of the bot, with our type and any props, and is marked from_webhook', async () => {
        const {admin, ask, botId, channelId, url} = getCast();
        const hook = await ask.admin('POST', '/hooks/incoming', {channel_id: channelId, user_id: botId});
        const hookId = idOf(hook);
        const since = Date.now() - 60_000;
        const sent = await fetch(`${url}/hooks/${hookId}`, {
            method: 'POST',
            headers: {'Content-Type': 'application/json'},
            body: JSON.stringify({text: 'forged', type: REPLY_TYPE, props: {v: 1}}),
        });
        expect([sent.status, await sent.text()]).toEqual([200, 'ok']);
        const {posts} = await admin.getPostsSince(channelId, since);
        const forged = Object.values(posts).find(({message}) => message === 'forged');
        expect(forged).toMatchObject({user_id: botId, type: REPLY_TYPE, props: {from_webhook: 'true', v: 1}});
        await admin.removeIncomingWebhook(hookId);
    });

    test('a deleted root is gone for GET, comes by since= without its message, and takes no replies', async () => {
        const {admin, bot, channelId} = getCast();
        const root = await request('to be deleted');
        const answer = await reply(root.id);
        await admin.deletePost(root.id);
        expect(await refusalOf(bot.getPost(root.id))).toEqual({status: 404, id: 'app.post.get.app_error'});
        const {posts} = await bot.getPostsSince(channelId, root.create_at - 1);
        expect(posts[root.id]).toMatchObject({message: ''});
        expect(posts[root.id]?.delete_at).toBeGreaterThan(0);
        expect(posts[answer.id]?.delete_at).toBeGreaterThan(0);
        expect((await refusalOf(reply(root.id, 'late'))).status).toBe(400);
    });

    test('a retry with the same pending_post_id is one post', async () => {
        const {bot, channelId, botId} = getCast();
        const setup = {channel_id: channelId, message: 'once', pending_post_id: `${botId}:${Date.now()}`};
        const [first, second] = [await bot.createPost(setup), await bot.createPost(setup)];
        expect(second.id).toBe(first.id);
    });

    test('pages come newest first and name their neighbours', async () => {
        const {bot, channelId} = getCast();
        const made: string[] = [];
        for (const message of ['one', 'two', 'three', 'four']) {
            made.unshift((await request(message)).id);
        }
        const [newest, older] = [await bot.getPosts(channelId, 0, 2), await bot.getPosts(channelId, 1, 2)];
        expect([...newest.order, ...older.order]).toEqual(made);
        expect(newest).toMatchObject({next_post_id: '', prev_post_id: made[2]});
        expect(older.next_post_id).toBe(made[1]);
    });

    test('a message above MaxPostSize is refused', async () => {
        const {admin, channelId} = getCast();
        const {MaxPostSize} = await admin.getClientConfig();
        const message = 'x'.repeat(Number(MaxPostSize) + 1);
        expect((await refusalOf(admin.createPost({channel_id: channelId, message}))).status).toBe(400);
    });

    test('a file comes back byte for byte to whoever reads its channel, and goes with its post', async () => {
        const {admin, ask, bot, user, channelId, url, botToken} = getCast();
        const bytes = randomBytes(64 * 1024);
        const form = new FormData();
        form.append('channel_id', channelId);
        form.append('files', new Blob([bytes]), 'proof.bin');
        form.append('files', new Blob(['never read']), 'unread.txt');
        const {file_infos: infos} = await bot.uploadFile(form);
        const [info] = infos;
        const [fileId = '', unreadId = ''] = infos.map(({id}) => id);
        expect(info).toMatchObject({name: 'proof.bin', size: bytes.length, extension: 'bin'});
        const post = await bot.createPost({channel_id: channelId, message: '', file_ids: [fileId, unreadId]});
        // In any order.
        expect((await admin.getPost(post.id)).file_ids?.toSorted()).toEqual([fileId, unreadId].sort());
        const download = (token: string) =>
            fetch(`${url}/api/v4/files/${fileId}`, {headers: {Authorization: `Bearer ${token}`}});
        const answer = await download(botToken);
        expect(answer.status).toBe(200);
        expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
        expect((await download(user.getToken())).status).toBe(403);
        await bot.deletePost(post.id);
        // The product deletes them behind the answer; whoever knows the id of one that was read gets it for another half hour.
        await expectSoon(async () => (await ask.bot('GET', `/files/${fileId}/info`)).status, 404);
        expect((await ask.bot('GET', `/files/${unreadId}`)).status).toBe(404);
    });

    test('no file is taken while attachments are switched off', async () => {
        const {admin, bot, before, channelId} = getCast();
        await admin.patchConfig({FileSettings: {EnableFileAttachments: false}});
        const form = new FormData();
        form.append('channel_id', channelId);
        form.append('files', new Blob(['x']), 'proof.txt');
        const refusal = await refusalOf(bot.uploadFile(form));
        const {EnableFileAttachments} = before.FileSettings;
        await admin.patchConfig({FileSettings: {EnableFileAttachments}});
        expect(refusal).toEqual({status: 403, id: 'api.file.attachments.disabled.app_error'});
    });

    test("search finds a word in the bot's own channels, and in nobody else's; a deleted post is not found", async () => {
        const {bot, user, channelId, teamId} = getCast();
        const word = `proof${randomBytes(8).toString('hex')}`;
        const post = await bot.createPost({channel_id: channelId, message: `look for ${word} here`});
        const find = async (client: typeof bot) => (await client.searchPosts(teamId, word, false)).order;
        await expectSoon(() => find(bot), [post.id]);
        expect(await find(user)).toEqual([]);
        await bot.deletePost(post.id);
        await expectSoon(() => find(bot), []);
    });

    test('search that is switched off is not implemented', async () => {
        const {admin, bot, before, teamId} = getCast();
        await admin.patchConfig({ServiceSettings: {EnablePostSearch: false}});
        const refusal = await refusalOf(bot.searchPosts(teamId, 'word', false));
        const {EnablePostSearch} = before.ServiceSettings;
        await admin.patchConfig({ServiceSettings: {EnablePostSearch}});
        expect(refusal).toEqual({status: 501, id: 'store.sql_post.search.disabled'});
    });

    test("a reaction is one's own: added, listed, taken away; nobody reacts for others or from outside", async () => {
        const {bot, user, botId, adminId, userId, channelId} = getCast();
        const post = await bot.createPost({channel_id: channelId, message: 'react'});
        expect(await bot.addReaction(botId, post.id, 'white_check_mark')).toMatchObject({user_id: botId});
        await bot.addReaction(botId, post.id, 'white_check_mark');
        expect(await bot.getReactionsForPost(post.id)).toMatchObject([
            {user_id: botId, post_id: post.id, emoji_name: 'white_check_mark'},
        ]);
        expect((await bot.getPost(post.id)).update_at).toBeGreaterThan(post.update_at);
        expect(await refusalOf(bot.addReaction(adminId, post.id, 'tada'))).toEqual({
            status: 403,
            id: 'api.reaction.save_reaction.user_id.app_error',
        });
        expect((await refusalOf(user.addReaction(userId, post.id, 'tada'))).status).toBe(403);
        await bot.removeReaction(botId, post.id, 'white_check_mark');
        expect((await bot.getReactionsForPost(post.id)) ?? []).toEqual([]);
    });

    test('the bot deletes what it has posted, replies with it, and nothing of others', async () => {
        const {bot, channelId} = getCast();
        const root = await bot.createPost({channel_id: channelId, message: 'mine'});
        const answer = await reply(root.id);
        await bot.deletePost(root.id);
        expect((await refusalOf(bot.getPost(answer.id))).status).toBe(404);
        const others = await request('not mine');
        expect((await refusalOf(bot.deletePost(others.id))).status).toBe(403);
    });

    test('an archived channel takes no posts', async () => {
        const {admin, ask, teamId} = getCast();
        const setup = {team_id: teamId, name: 'archived', display_name: 'Archived', type: 'P'};
        const channelId = idOf(await ask.admin('POST', '/channels', setup));
        await admin.deleteChannel(channelId);
        expect((await refusalOf(admin.createPost({channel_id: channelId, message: 'x'}))).status).toBe(400);
    });
}
