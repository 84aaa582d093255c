import {AppError, invalidParameter} from '../app_error.ts';
import {isVersionAtLeast} from '../config/validate.ts';
import {makeEvent} from '../event.ts';
import {makeIdentifier} from '../identifier.ts';
import type {JsonObject} from '../json_value.ts';
import type {Channel, Post, Reaction, User} from '../state.ts';
import type {World} from '../world_shape.ts';
import {timeAfter} from './clock.ts';
import {viewPost} from './post_view.ts';
import {announcePost, announceThread} from './post_events.ts';

const MAX_PROPS_LENGTH = 800_000;
const MAX_TYPE_LENGTH = 26;

/** Types of the product itself that a client may send. */
const OWN_TYPES = ['', 'slack_attachment', 'me', 'reminder'];

export interface PostSetup {
    readonly message: string;
    readonly type?: string;
    readonly root_id?: string;
    readonly props?: JsonObject;
    readonly file_ids?: readonly string[];
    readonly pending_post_id?: string;
    /** Honoured for system admins (the caller checks). */
    readonly create_at?: number;
    /** Taken as it is sent (seen on 11.6.0). */
    readonly edit_at?: number;
}

/** A live post, not a history row. */
export function findPost(world: World, id: string): Post | undefined {
    return world.state.posts.find((post) => post.id === id && post.delete_at === 0);
}

function assertContent(world: World, message: string, props: JsonObject): void {
    if ([...message].length > world.maxPostSize) {
        throw new AppError(
            400,
            'model.post.is_valid.message_length.app_error',
            `Post Message property is longer than the maximum permitted length (${world.maxPostSize}).`,
        );
    }
    if (JSON.stringify(props).length > MAX_PROPS_LENGTH) {
        throw new AppError(400, 'model.post.is_valid.props.app_error', 'Invalid props.');
    }
}

/** PostgreSQL takes no U+0000, in a text or in JSON, and no type longer than its column (seen on 11.6.0). */
function assertStorable(message: string, type: string, props: JsonObject): void {
    if (message.includes('\0') || JSON.stringify(props).includes('\\u0000') || type.length > MAX_TYPE_LENGTH) {
        throw new AppError(500, 'app.post.save.app_error', 'Unable to save the Post.');
    }
}

/** The server's marks: a bot's posts carry from_bot; from 12.0 a user's session cannot set any of them itself. */
function markProps(world: World, author: User, props: JsonObject): JsonObject {
    const isForged = (key: string): boolean => key.startsWith('from_') || key.startsWith('override_');
    const own = isVersionAtLeast(world.version, '12.0.0')
        ? Object.fromEntries(Object.entries(props).filter(([key]) => !isForged(key)))
        : props;
    return author.is_bot ? {...own, from_bot: 'true'} : own;
}

/**
 * Saves a post of `author`. A retry with the same pending_post_id answers the first post. `marks` are props the server
 * adds, such as from_webhook.
 */
export function createPost(
    world: World,
    author: User,
    channel: Channel,
    setup: PostSetup,
    marks: JsonObject = {},
): Post {
    const type = setup.type ?? '';
    if (type.startsWith('system_')) {
        throw invalidParameter('post.type');
    }
    if (!OWN_TYPES.includes(type) && !type.startsWith('custom_')) {
        throw new AppError(400, 'model.post.is_valid.type.app_error', 'Invalid type.');
    }
    if (channel.delete_at !== 0) {
        throw new AppError(
            400,
            'api.post.create_post.can_not_post_to_deleted.error',
            'Can not post to deleted channel.',
        );
    }
    const pendingId = setup.pending_post_id ?? '';
    const earlier = world.state.posts.find(
        (post) => pendingId !== '' && post.pending_post_id === pendingId && post.user_id === author.id,
    );
    if (earlier !== undefined) {
        return earlier;
    }
    const rootId = setup.root_id ?? '';
    const root = rootId === '' ? undefined : findPost(world, rootId);
    if (rootId !== '' && (root === undefined || root.channel_id !== channel.id || root.root_id !== '')) {
        throw new AppError(400, 'api.post.create_post.root_id.app_error', 'Invalid RootId parameter.');
    }
    const props = {...markProps(world, author, setup.props ?? {}), ...marks};
    const message = setup.message.toWellFormed();
    assertContent(world, message, props);
    assertStorable(message, type, props);
    const now = setup.create_at ?? world.now();
    const post: Post = {
        id: makeIdentifier(),
        create_at: now,
        update_at: now,
        edit_at: setup.edit_at ?? 0,
        delete_at: 0,
        is_pinned: false,
        user_id: author.id,
        channel_id: channel.id,
        root_id: rootId,
        original_id: '',
        message,
        type,
        props,
        file_ids: [...(setup.file_ids ?? [])],
        pending_post_id: pendingId,
        remote_id: '',
    };
    world.state.posts.push(post);
    for (const file of world.state.files) {
        if (post.file_ids.includes(file.id) && file.user_id === author.id) {
            Object.assign(file, {post_id: post.id, channel_id: channel.id});
        }
    }
    Object.assign(channel, {last_post_at: now, total_msg_count: channel.total_msg_count + 1});
    world.state.statuses[author.id] = {status: 'online', manual: false, last_activity_at: world.now()};
    announcePost(world, post, channel, author);
    if (root !== undefined) {
        // A reply moves its root's update_at, and leaves no history row.
        root.update_at = timeAfter(world, root.update_at);
        announceThread(world, root);
    }
    return post;
}

export interface PostChange {
    readonly message?: string;
    readonly props?: JsonObject;
    readonly file_ids?: readonly string[];
    readonly is_pinned?: boolean;
}

/**
 * Changes a post and keeps the old version as a history row (deleted, `original_id` set). `edit_at` moves only with message,
 * files or attachments: a change of props alone leaves it (app/post.go).
 */
export function updatePost(world: World, post: Post, change: PostChange): Post {
    const next = {
        message: change.message ?? post.message,
        props: change.props ?? post.props,
        file_ids: [...(change.file_ids ?? post.file_ids)],
        is_pinned: change.is_pinned ?? post.is_pinned,
    };
    assertContent(world, next.message, next.props);
    const now = timeAfter(world, post.update_at);
    const isEdit =
        next.message !== post.message ||
        next.file_ids.join() !== post.file_ids.join() ||
        JSON.stringify(next.props['attachments']) !== JSON.stringify(post.props['attachments']);
    world.state.posts.push({...post, id: makeIdentifier(), original_id: post.id, update_at: now, delete_at: now});
    Object.assign(post, next, {update_at: now, ...(isEdit ? {edit_at: now} : {})});
    world.emit(makeEvent('post_edited', {post: JSON.stringify(viewPost(world, post))}, {channel_id: post.channel_id}));
    return post;
}

/** Deletes a post; a root takes its replies along. */
export function deletePost(world: World, post: Post, deleterId: string): void {
    const told = viewPost(world, post, {countsReplies: true, omitsMetadata: true});
    const now = timeAfter(world, post.update_at);
    for (const one of world.state.posts) {
        if (one.delete_at === 0 && (one.id === post.id || one.root_id === post.id)) {
            Object.assign(one, {delete_at: now, update_at: now, props: {...one.props, deleteBy: deleterId}});
        }
    }
    world.emit(
        makeEvent(
            'post_deleted',
            {post: JSON.stringify(told)},
            {channel_id: post.channel_id, flags: {contains_sanitized_data: true}},
        ),
    );
}

/** Adds a reaction, which moves the post's update_at; one that is there already stays one. */
export function addReaction(world: World, post: Post, user: User, emojiName: string): JsonObject {
    const now = timeAfter(world, post.update_at);
    const earlier = world.state.reactions.find(isOf(post, user, emojiName));
    const reaction = earlier ?? {user_id: user.id, post_id: post.id, emoji_name: emojiName, create_at: now};
    if (earlier === undefined) {
        world.state.reactions.push(reaction);
    }
    post.update_at = now;
    return announceReaction(world, 'reaction_added', post, {...reaction, update_at: now, delete_at: 0});
}

/** Takes a reaction away, which moves the post's update_at too; one that is not there is fine. */
export function removeReaction(world: World, post: Post, user: User, emojiName: string): void {
    const now = timeAfter(world, post.update_at);
    const isMeant = isOf(post, user, emojiName);
    world.state.reactions = world.state.reactions.filter((one) => !isMeant(one));
    post.update_at = now;
    const reaction = {user_id: user.id, post_id: post.id, emoji_name: emojiName, create_at: 0};
    announceReaction(world, 'reaction_removed', post, {...reaction, update_at: now, delete_at: now});
}

function isOf(post: Post, user: User, emojiName: string): (reaction: Reaction) => boolean {
    return (one) => one.post_id === post.id && one.user_id === user.id && one.emoji_name === emojiName;
}

function announceReaction(
    world: World,
    event: 'reaction_added' | 'reaction_removed',
    post: Post,
    reaction: JsonObject,
): JsonObject {
    const view = {...reaction, remote_id: '', channel_id: post.channel_id};
    world.emit(makeEvent(event, {reaction: JSON.stringify(view)}, {channel_id: post.channel_id}));
    return view;
}
