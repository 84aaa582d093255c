import type {HttpHandler} from 'msw';

import {AppError, invalidBody, invalidParameter, permissionMissing} from '../app_error.ts';
import {effectiveConfig} from '../config/effective.ts';
import {isOn} from '../config/setting.ts';
import {canPostTo, canReadChannel, findChannel} from '../domain/channels.ts';
import {listBeside, listPage, listSince, listThread, searchPosts} from '../domain/post_lists.ts';
import {viewPost} from '../domain/post_view.ts';
import type {PostChange} from '../domain/posts.ts';
import {addReaction, createPost, deletePost, findPost, removeReaction, updatePost} from '../domain/posts.ts';
import {findTeamMember} from '../domain/teams.ts';
import type {JsonObject} from '../json_value.ts';
import {isJsonObject, textOf} from '../json_value.ts';
import {isSystemAdmin} from '../permissions.ts';
import type {Post, User} from '../state.ts';
import type {World} from '../world_shape.ts';
import type {Call} from './call.ts';
import {readableChannel} from './channels.ts';
import {answerJson, DONE, readPaging, route} from './route.ts';

function readablePost(call: Call): Post {
    const caller = call.user();
    const id = call.param('post_id');
    const withDeleted = call.query.get('include_deleted') === 'true' && isSystemAdmin(caller);
    const post = withDeleted ? call.world.state.posts.find((one) => one.id === id) : findPost(call.world, id);
    const channel = post === undefined ? undefined : findChannel(call.world, post.channel_id);
    if (post === undefined || channel === undefined) {
        throw new AppError(404, 'app.post.get.app_error', 'Unable to get the post.');
    }
    if (!canReadChannel(call.world, channel, caller)) {
        throw permissionMissing();
    }
    return post;
}

/** Own posts, and everybody's for system admins (edit_others_posts and, for deleting, team admins too). */
function changeablePost(call: Call, isDeletion: boolean): Post {
    const post = readablePost(call);
    const caller = call.user();
    const teamId = findChannel(call.world, post.channel_id)?.team_id ?? '';
    const isTeamAdmin = findTeamMember(call.world, teamId, caller.id)?.roles.includes('team_admin') === true;
    if (post.user_id !== caller.id && !isSystemAdmin(caller) && !(isDeletion && isTeamAdmin)) {
        throw permissionMissing();
    }
    return post;
}

/** A live post of a channel the caller reads; everything else is a matter of permission to the product. */
function reactablePost(world: World, id: string, caller: User): Post {
    const post = findPost(world, id);
    const channel = post === undefined ? undefined : findChannel(world, post.channel_id);
    if (post === undefined || channel === undefined || !canReadChannel(world, channel, caller)) {
        throw permissionMissing();
    }
    return post;
}

function readFileIds(body: JsonObject): string[] | undefined {
    const ids = body['file_ids'];
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : undefined;
}

function readChange(body: JsonObject): PostChange {
    const fileIds = readFileIds(body);
    return {
        ...(typeof body['message'] === 'string' ? {message: body['message']} : {}),
        ...(isJsonObject(body['props']) ? {props: body['props']} : {}),
        ...(typeof body['is_pinned'] === 'boolean' ? {is_pinned: body['is_pinned']} : {}),
        ...(fileIds === undefined ? {} : {file_ids: fileIds}),
    };
}

async function answerCreate(call: Call): Promise<Response> {
    const caller = call.user();
    const body = await call.body();
    const channel = findChannel(call.world, textOf(body, 'channel_id'));
    const message = textOf(body, 'message');
    const fileIds = readFileIds(body) ?? [];
    if (channel === undefined || !canPostTo(call.world, channel, caller)) {
        throw permissionMissing();
    }
    if (message === '' && fileIds.length === 0) {
        throw invalidBody('message');
    }
    if (!isJsonObject(body['props'] ?? {})) {
        throw invalidBody('post');
    }
    const createAt = body['create_at'];
    const editAt = body['edit_at'];
    const post = createPost(call.world, caller, channel, {
        message,
        type: textOf(body, 'type'),
        root_id: textOf(body, 'root_id'),
        props: isJsonObject(body['props']) ? body['props'] : {},
        file_ids: fileIds,
        pending_post_id: textOf(body, 'pending_post_id'),
        ...(typeof createAt === 'number' && createAt !== 0 && isSystemAdmin(caller) ? {create_at: createAt} : {}),
        ...(typeof editAt === 'number' ? {edit_at: editAt} : {}),
    });
    return answerJson(viewPost(call.world, post, {countsReplies: post.root_id !== ''}), 201);
}

function answerList(call: Call): JsonObject {
    const channel = readableChannel(call);
    const since = call.query.get('since');
    if (since !== null && since !== '0') {
        if (!/^\d+$/.test(since)) {
            throw invalidParameter('since');
        }
        return listSince(call.world, channel.id, Number(since));
    }
    const {page, perPage} = readPaging(call);
    for (const side of ['before', 'after'] as const) {
        const postId = call.query.get(side);
        if (postId !== null && postId !== '') {
            return listBeside(call.world, channel.id, postId, side, perPage);
        }
    }
    return listPage(call.world, channel.id, page, perPage);
}

export function makePostHandlers(world: World): HttpHandler[] {
    const pin = (path: string, isPinned: boolean): HttpHandler =>
        route(world, 'post', path, (call) => {
            updatePost(world, readablePost(call), {is_pinned: isPinned});
            return DONE;
        });
    return [
        route(world, 'post', '/api/v4/posts', answerCreate),
        route(world, 'post', '/api/v4/posts/ids', async (call) => {
            const caller = call.user();
            const ids = await call.bodyList();
            return world.state.posts
                .filter(({id, delete_at}) => ids.includes(id) && delete_at === 0)
                .filter((post) => {
                    const channel = findChannel(world, post.channel_id);
                    return channel !== undefined && canReadChannel(world, channel, caller);
                })
                .map((post) => viewPost(world, post));
        }),
        route(world, 'get', '/api/v4/posts/:post_id', (call) => viewPost(world, readablePost(call))),
        route(world, 'put', '/api/v4/posts/:post_id', async (call) => {
            const post = changeablePost(call, false);
            const body = await call.body();
            if (textOf(body, 'id') !== post.id) {
                throw invalidParameter('id');
            }
            return viewPost(world, updatePost(world, post, readChange(body)));
        }),
        route(world, 'put', '/api/v4/posts/:post_id/patch', async (call) => {
            const body = await call.body();
            return viewPost(world, updatePost(world, changeablePost(call, false), readChange(body)));
        }),
        pin('/api/v4/posts/:post_id/pin', true),
        pin('/api/v4/posts/:post_id/unpin', false),
        route(world, 'delete', '/api/v4/posts/:post_id', (call) => {
            deletePost(world, changeablePost(call, true), call.user().id);
            return DONE;
        }),
        route(world, 'get', '/api/v4/posts/:post_id/thread', (call) => {
            const post = readablePost(call);
            return listThread(world, post.root_id === '' ? post.id : post.root_id);
        }),
        route(world, 'get', '/api/v4/posts/:post_id/edit_history', (call) => {
            const post = readablePost(call);
            if (post.user_id !== call.user().id) {
                throw permissionMissing();
            }
            return world.state.posts.filter(({original_id}) => original_id === post.id).map((row) => ({...row}));
        }),
        route(world, 'get', '/api/v4/posts/:post_id/reactions', (call) => {
            const post = readablePost(call);
            return world.state.reactions.filter(({post_id}) => post_id === post.id).map((reaction) => ({...reaction}));
        }),
        route(world, 'post', '/api/v4/reactions', async (call) => {
            const caller = call.user();
            const body = await call.body();
            const emojiName = textOf(body, 'emoji_name');
            if (emojiName === '') {
                throw new AppError(400, 'api.reaction.save_reaction.invalid.app_error', 'Reaction is not valid.');
            }
            if (textOf(body, 'user_id') !== caller.id) {
                throw new AppError(
                    403,
                    'api.reaction.save_reaction.user_id.app_error',
                    'You cannot save reaction for the other user.',
                );
            }
            return addReaction(world, reactablePost(world, textOf(body, 'post_id'), caller), caller, emojiName);
        }),
        route(world, 'delete', '/api/v4/users/:user_id/posts/:post_id/reactions/:emoji_name', (call) => {
            const caller = call.user();
            const post = reactablePost(world, call.param('post_id'), caller);
            if (call.target().id !== caller.id && !isSystemAdmin(caller)) {
                throw permissionMissing();
            }
            removeReaction(world, post, call.target(), call.param('emoji_name'));
            return DONE;
        }),
        route(world, 'get', '/api/v4/channels/:channel_id/posts', answerList),
        route(world, 'post', '/api/v4/teams/:team_id/posts/search', async (call) => {
            const caller = call.user();
            if (!isOn(effectiveConfig(world), 'ServiceSettings.EnablePostSearch')) {
                throw new AppError(
                    501,
                    'store.sql_post.search.disabled',
                    'Searching has been disabled on this server.',
                );
            }
            const body = await call.body();
            const mine = new Set(
                world.state.channel_members.filter(({user_id}) => user_id === caller.id).map(({group_id}) => group_id),
            );
            const inTeam = world.state.channels
                .filter(({id, team_id}) => mine.has(id) && [call.param('team_id'), ''].includes(team_id))
                .map(({id}) => id);
            return searchPosts(world, new Set(inTeam), textOf(body, 'terms'), body['is_or_search'] === true);
        }),
    ];
}
