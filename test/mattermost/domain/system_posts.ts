import {makeIdentifier} from '../identifier.ts';
import type {JsonObject} from '../json_value.ts';
import type {Channel, Post, User} from '../state.ts';
import type {World} from '../world_shape.ts';

/** One of the server's own posts ("x joined the channel."): no remote_id member, as recorded. */
export function saveSystemPost(
    world: World,
    channel: Channel,
    author: User,
    type: string,
    message: string,
    props: JsonObject,
): void {
    const now = world.now();
    const post: Post = {
        id: makeIdentifier(),
        create_at: now,
        update_at: now,
        edit_at: 0,
        delete_at: 0,
        is_pinned: false,
        user_id: author.id,
        channel_id: channel.id,
        root_id: '',
        original_id: '',
        message,
        type,
        props,
        file_ids: [],
        pending_post_id: '',
    };
    world.state.posts.push(post);
}
