import type {Post} from '@mattermost/types/posts';

import type {Cast} from './cast.ts';
import {idOf, refusalOf, REPLY_TYPE, REQUEST_TYPE} from './cast.ts';

/** Posts as the queue relies on them: types, edits, history rows, threads, deletion, forgery, lists. */
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

    test('an archived channel takes no posts', async () => {
        const {admin, ask, teamId} = getCast();
        const setup = {team_id: teamId, name: 'archived', display_name: 'Archived', type: 'P'};
        const channelId = idOf(await ask.admin('POST', '/channels', setup));
        await admin.deleteChannel(channelId);
        expect((await refusalOf(admin.createPost({channel_id: channelId, message: 'x'}))).status).toBe(400);
    });
}
