import {AppError} from '../app_error.ts';
import {isJsonObject, textOf} from '../json_value.ts';
import type {JsonObject} from '../json_value.ts';
import type {Channel, IncomingWebhook, Post} from '../state.ts';
import type {World} from '../world_shape.ts';
import {canPostTo, findChannel, findChannelByName, openDirectChannel} from './channels.ts';
import {createPost} from './posts.ts';
import {findUser, findUserByName} from './users.ts';

function findTarget(world: World, hook: IncomingWebhook, name: string): Channel {
    const owner = findUser(world, hook.user_id);
    const own = findChannel(world, hook.channel_id);
    const other = findUserByName(world, name.slice(1));
    const target =
        name === ''
            ? own
            : name.startsWith('@') && owner !== undefined && other !== undefined
              ? openDirectChannel(world, owner, other)
              : findChannelByName(world, hook.team_id, name.replace(/^#/, ''));
    if (target === undefined) {
        throw new AppError(404, 'web.incoming_webhook.channel.app_error', "Couldn't find the channel.");
    }
    if (hook.channel_locked && target.id !== hook.channel_id) {
        throw new AppError(
            403,
            'web.incoming_webhook.channel_locked.app_error',
            'This webhook is not permitted to post to the requested channel.',
        );
    }
    return target;
}

/**
 * POST /hooks/{id}: a post in the name of the webhook's owner, wherever in the team that owner may write; always marked
 * from_webhook. Any custom_ type and any other props may be given.
 */
export function runWebhook(world: World, hook: IncomingWebhook, payload: JsonObject): Post {
    const owner = findUser(world, hook.user_id);
    const channel = findTarget(world, hook, textOf(payload, 'channel'));
    const text = textOf(payload, 'text');
    if (text === '') {
        throw new AppError(400, 'web.incoming_webhook.text.app_error', 'No text specified.');
    }
    if (owner === undefined || (channel.type !== 'O' && !canPostTo(world, channel, owner))) {
        throw new AppError(403, 'web.incoming_webhook.permissions.app_error', 'Inappropriate channel permissions.');
    }
    const props = isJsonObject(payload['props']) ? payload['props'] : {};
    const marks: JsonObject = {from_webhook: 'true', webhook_display_name: hook.display_name};
    const type = textOf(payload, 'type');
    return createPost(world, owner, channel, {message: text, props, ...(type === '' ? {} : {type})}, marks);
}

export function viewWebhook(hook: IncomingWebhook): JsonObject {
    return {...hook, username: '', icon_url: ''};
}
