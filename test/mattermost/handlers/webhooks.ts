import type {HttpHandler} from 'msw';

import {AppError, invalidBody, permissionMissing} from '../app_error.ts';
import {effectiveConfig} from '../config/effective.ts';
import {isOn} from '../config/setting.ts';
import {canReadChannel, findChannel} from '../domain/channels.ts';
import {findTeamMember} from '../domain/teams.ts';
import {findUser} from '../domain/users.ts';
import {runWebhook, viewWebhook} from '../domain/webhooks.ts';
import {makeIdentifier} from '../identifier.ts';
import {textOf} from '../json_value.ts';
import {isSystemAdmin} from '../permissions.ts';
import type {IncomingWebhook} from '../state.ts';
import type {World} from '../world_shape.ts';
import type {Call} from './call.ts';
import {answerJson, DONE, route} from './route.ts';

/** Team and system admins make hooks, also in the name of others (manage_others_incoming_webhooks). */
async function createWebhook(call: Call): Promise<IncomingWebhook> {
    const {world} = call;
    const caller = call.user();
    const body = await call.body();
    const channel = findChannel(world, textOf(body, 'channel_id'));
    if (channel === undefined) {
        throw invalidBody('channel_id');
    }
    const isTeamAdmin = findTeamMember(world, channel.team_id, caller.id)?.roles.includes('team_admin') === true;
    if ((!isTeamAdmin && !isSystemAdmin(caller)) || !canReadChannel(world, channel, caller)) {
        throw permissionMissing();
    }
    const ownerId = textOf(body, 'user_id');
    const owner = ownerId === '' ? caller : findUser(world, ownerId);
    if (owner === undefined) {
        throw new AppError(404, 'app.user.missing_account.const', 'Unable to find the user.');
    }
    const now = world.now();
    const hook: IncomingWebhook = {
        id: makeIdentifier(),
        create_at: now,
        update_at: now,
        delete_at: 0,
        user_id: owner.id,
        channel_id: channel.id,
        team_id: channel.team_id,
        display_name: textOf(body, 'display_name'),
        description: textOf(body, 'description'),
        channel_locked: body['channel_locked'] === true,
    };
    world.state.webhooks.push(hook);
    return hook;
}

function assertHooksOn(world: World): void {
    if (!isOn(effectiveConfig(world), 'ServiceSettings.EnableIncomingWebhooks')) {
        throw new AppError(
            501,
            'api.incoming_webhook.disabled.app_error',
            'Incoming webhooks have been disabled by the system admin.',
        );
    }
}

export function makeWebhookHandlers(world: World): HttpHandler[] {
    return [
        route(world, 'post', '/api/v4/hooks/incoming', async (call) => {
            call.user();
            assertHooksOn(world);
            return answerJson(viewWebhook(await createWebhook(call)), 201);
        }),
        route(world, 'delete', '/api/v4/hooks/incoming/:hook_id', (call) => {
            const caller = call.user();
            const hook = world.state.webhooks.find(({id}) => id === call.param('hook_id'));
            if (hook === undefined) {
                throw new AppError(404, 'app.webhooks.get_incoming.app_error', 'Unable to get the webhook.');
            }
            if (!isSystemAdmin(caller) && hook.user_id !== caller.id) {
                throw permissionMissing();
            }
            world.state.webhooks = world.state.webhooks.filter((one) => one !== hook);
            return DONE;
        }),
        route(world, 'post', '/hooks/:hook_id', async (call) => {
            assertHooksOn(world);
            const hook = world.state.webhooks.find(({id}) => id === call.param('hook_id'));
            if (hook === undefined) {
                throw new AppError(400, 'web.incoming_webhook.invalid.app_error', 'Invalid webhook.');
            }
            runWebhook(world, hook, await call.body());
            return new Response('ok', {headers: {'Content-Type': 'text/plain'}});
        }),
    ];
}
