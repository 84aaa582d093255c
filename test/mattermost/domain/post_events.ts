import {makeEvent} from '../event.ts';
import type {JsonObject} from '../json_value.ts';
import type {Channel, Post, User} from '../state.ts';
import type {World} from '../world_shape.ts';
import {viewPost} from './post_view.ts';
import {findUser, viewUser} from './users.ts';

/** `posted`: to the channel's members, the author among them. */
export function announcePost(world: World, post: Post, channel: Channel, author: User): void {
    const data: JsonObject = {
        channel_display_name: channel.display_name,
        channel_name: channel.name,
        channel_type: channel.type,
        post: JSON.stringify(viewPost(world, post, {countsReplies: post.root_id !== ''})),
        sender_name: `@${author.username}`,
        set_online: true,
        team_id: channel.team_id,
    };
    world.emit(makeEvent('posted', data, {channel_id: channel.id}));
}

/** `thread_updated`: to everybody who wrote a reply, one event each. */
export function announceThread(world: World, root: Post): void {
    const replies = world.state.posts.filter((post) => post.root_id === root.id && post.delete_at === 0);
    const authors = [...new Set(replies.map(({user_id}) => user_id))];
    const teamId = world.state.channels.find(({id}) => id === root.channel_id)?.team_id ?? '';
    const post = viewPost(world, root, {omitsMetadata: true});
    const participants = authors.flatMap((id) => {
        const user = findUser(world, id);
        return user === undefined ? [] : [viewUser(world, user, 'sanitized')];
    });
    const thread: JsonObject = {
        id: root.id,
        reply_count: replies.length,
        last_reply_at: replies.at(-1)?.create_at ?? 0,
        last_viewed_at: 0,
        participants,
        post,
        unread_replies: 0,
        unread_mentions: 0,
        is_urgent: false,
        delete_at: 0,
    };
    for (const userId of authors) {
        const data = {previous_unread_mentions: 0, previous_unread_replies: 0, thread: JSON.stringify(thread)};
        world.emit(makeEvent('thread_updated', data, {user_id: userId, team_id: teamId}));
    }
}
