import type {JsonObject} from '../json_value.ts';
import type {Post} from '../state.ts';
import type {World} from '../world_shape.ts';
import {viewFile} from './files.ts';

function countReplies(world: World, rootId: string): number {
    return world.state.posts.filter((post) => post.root_id === rootId && post.delete_at === 0).length;
}

export interface PostView {
    readonly countsReplies?: boolean;
    /** Some websocket events carry the post without it (recorded). */
    readonly omitsMetadata?: boolean;
}

/**
 * A post as REST answers it. Deleted posts and history rows come without their message. `reply_count` is filled in on
 * creation of a reply and in threads only (recorded).
 */
export function viewPost(world: World, post: Post, options: PostView = {}): JsonObject {
    const isDeleted = post.delete_at !== 0;
    const reactions = world.state.reactions.filter(({post_id}) => post_id === post.id);
    const files = world.state.files.filter(({post_id}) => post_id === post.id);
    const metadata: JsonObject = {};
    if (!isDeleted && reactions.length > 0) {
        metadata['reactions'] = reactions.map((reaction) => ({...reaction}));
    }
    if (!isDeleted && files.length > 0) {
        metadata['files'] = files.map(viewFile);
    }
    return {
        id: post.id,
        create_at: post.create_at,
        update_at: post.update_at,
        edit_at: post.edit_at,
        delete_at: post.delete_at,
        is_pinned: post.is_pinned,
        user_id: post.user_id,
        channel_id: post.channel_id,
        root_id: post.root_id,
        original_id: post.original_id,
        message: isDeleted ? '' : post.message,
        type: post.type,
        props: post.props,
        hashtags: '',
        file_ids: [...post.file_ids],
        pending_post_id: post.pending_post_id,
        ...(reactions.length > 0 ? {has_reactions: true} : {}),
        ...(post.remote_id === undefined ? {} : {remote_id: post.remote_id}),
        reply_count:
            options.countsReplies === true ? countReplies(world, post.root_id === '' ? post.id : post.root_id) : 0,
        last_reply_at: 0,
        participants: null,
        ...(options.omitsMetadata === true ? {} : {metadata}),
    };
}

/** A list of posts: `order` names some, `posts` holds those and the rest of their threads. */
export function viewPostList(
    world: World,
    ordered: readonly Post[],
    others: readonly Post[] = [],
    options: {readonly countsReplies?: boolean; readonly previousId?: string; readonly nextId?: string} = {},
): JsonObject {
    return {
        order: ordered.map(({id}) => id),
        posts: Object.fromEntries([...ordered, ...others].map((post) => [post.id, viewPost(world, post, options)])),
        next_post_id: options.nextId ?? '',
        prev_post_id: options.previousId ?? '',
        first_inaccessible_post_time: 0,
    };
}
