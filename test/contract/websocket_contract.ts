import {WebSocketClient} from '@mattermost/client';

import type {Cast} from './cast.ts';
import {REPLY_TYPE, REQUEST_TYPE} from './cast.ts';

interface Frame {
    readonly event: string;
    readonly data: Readonly<Record<string, unknown>>;
    readonly broadcast: Readonly<Record<string, unknown>>;
}

function openSocket(url: string, token: string): {frames: Frame[]; client: WebSocketClient} {
    const frames: Frame[] = [];
    const client = new WebSocketClient();
    client.addMessageListener((message) =>
        frames.push({event: message.event, data: message.data as Frame['data'], broadcast: {...message.broadcast}}),
    );
    client.initialize(`${url.replace(/^http/, 'ws')}/api/v4/websocket`, token);
    return {frames, client};
}

async function waitFor(frames: readonly Frame[], isWanted: (frame: Frame) => boolean): Promise<Frame> {
    for (let round = 0; round < 500; round++) {
        const found = frames.find(isWanted);
        if (found !== undefined) {
            return found;
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`the awaited event did not come within 5 s; seen: ${frames.map(({event}) => event).join(', ')}`);
}

function readPost(frame: Frame): Record<string, unknown> {
    return JSON.parse(String(frame.data['post']));
}

/** The websocket as a doorbell. */
export function websocketContract(getCast: () => Cast, mute: () => () => void): void {
    test("a member's connection is greeted and hears posts, edits, replies and deletions", async () => {
        const unmute = mute();
        const {admin, bot, botId, botToken, channelId, url} = getCast();
        const {frames, client} = openSocket(url, botToken);
        const hello = await waitFor(frames, ({event}) => event === 'hello');
        const {Version} = await bot.getClientConfig();
        expect(hello.data['server_version']).toMatch(new RegExp(`^${Version.replaceAll('.', '\\.')}\\.`));

        const post = await admin.createPost({channel_id: channelId, message: 'ring', type: REQUEST_TYPE});
        const isOf = (name: string) => (frame: Frame) => frame.event === name && readPost(frame)['id'] === post.id;
        const posted = await waitFor(frames, isOf('posted'));
        expect(readPost(posted)).toMatchObject({message: 'ring', type: REQUEST_TYPE, edit_at: 0});
        expect(posted).toMatchObject({
            data: {channel_type: 'P', set_online: true},
            broadcast: {channel_id: channelId, user_id: ''},
        });
        await admin.patchPost({id: post.id, props: {v: 2}});
        expect(readPost(await waitFor(frames, isOf('post_edited')))['edit_at']).toBe(0);
        await bot.createPost({channel_id: channelId, message: 'heard', type: REPLY_TYPE, root_id: post.id});
        const own = await waitFor(
            frames,
            (frame) => frame.event === 'posted' && readPost(frame)['root_id'] === post.id,
        );
        expect(readPost(own)['user_id']).toBe(botId);
        await admin.deletePost(post.id);
        await waitFor(frames, isOf('post_deleted'));
        client.close();
        unmute();
    });

    test('somebody outside the channel hears nothing of it', async () => {
        const unmute = mute();
        const {admin, user, userId, channelId, url} = getCast();
        const {frames, client} = openSocket(url, user.getToken());
        await waitFor(frames, ({event}) => event === 'hello');
        await admin.createPost({channel_id: channelId, message: 'private'});
        await user.updateStatus({user_id: userId, status: 'away'});
        await waitFor(frames, ({event, data}) => event === 'status_change' && data['status'] === 'away');
        expect(frames.filter(({event}) => event === 'posted')).toEqual([]);
        client.close();
        unmute();
    });

    test('a wrong token is cut off', async () => {
        const {url} = getCast();
        const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v4/websocket`);
        await new Promise((resolve) => socket.addEventListener('open', resolve, {once: true}));
        const closed = new Promise((resolve) => socket.addEventListener('close', resolve, {once: true}));
        socket.send(JSON.stringify({seq: 1, action: 'authentication_challenge', data: {token: 'a-wrong-token'}}));
        await closed;
        expect(socket.readyState).toBe(WebSocket.CLOSED);
    });
}
