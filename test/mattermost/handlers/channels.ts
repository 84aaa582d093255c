import type {HttpHandler} from 'msw';

import {AppError, invalidBody, permissionMissing} from '../app_error.ts';
import type {ChannelSetup} from '../domain/channels.ts';
import {
    addChannelMember,
    canPostTo,
    canReadChannel,
    createChannel,
    findChannel,
    findChannelByName,
    findChannelMember,
    openDirectChannel,
    removeChannelMember,
    setChannelArchived,
    viewChannel,
    viewChannelMember,
} from '../domain/channels.ts';
import {findTeamMember} from '../domain/teams.ts';
import {findUser} from '../domain/users.ts';
import {textOf} from '../json_value.ts';
import {isSystemAdmin} from '../permissions.ts';
import type {Channel} from '../state.ts';
import type {World} from '../world_shape.ts';
import type {Call} from './call.ts';
import {answerJson, DONE, readPaging, route, takePage} from './route.ts';

function missing(): AppError {
    return new AppError(404, 'app.channel.get.existing.app_error', 'Unable to find the existing channel.');
}

/** The channel of the path, for somebody who may read it. */
export function readableChannel(call: Call, found = findChannel(call.world, call.param('channel_id'))): Channel {
    const caller = call.user();
    if (found === undefined) {
        throw missing();
    }
    if (!canReadChannel(call.world, found, caller)) {
        throw permissionMissing();
    }
    return found;
}

function writableChannel(call: Call): Channel {
    const channel = readableChannel(call);
    if (!canPostTo(call.world, channel, call.user())) {
        throw permissionMissing();
    }
    return channel;
}

function listTeamChannels(call: Call, type: string): Channel[] {
    const caller = call.user();
    const teamId = call.param('team_id');
    if (!isSystemAdmin(caller) && (type === 'P' || findTeamMember(call.world, teamId, caller.id) === undefined)) {
        throw permissionMissing();
    }
    const listed = call.world.state.channels.filter(
        (channel) => channel.team_id === teamId && channel.type === type && channel.delete_at === 0,
    );
    return takePage(listed, readPaging(call));
}

async function readSetup(call: Call): Promise<ChannelSetup> {
    const body = await call.body();
    const type = textOf(body, 'type');
    if (!['O', 'P'].includes(type) || textOf(body, 'team_id') === '') {
        throw invalidBody('channel');
    }
    return {
        team_id: textOf(body, 'team_id'),
        type,
        name: textOf(body, 'name'),
        display_name: textOf(body, 'display_name'),
        header: textOf(body, 'header'),
        purpose: textOf(body, 'purpose'),
    };
}

export function makeChannelHandlers(world: World): HttpHandler[] {
    const byName = (channel: Channel | undefined, call: Call): Channel => {
        const isHidden = channel?.delete_at !== 0 && call.query.get('include_deleted') !== 'true';
        return readableChannel(call, isHidden ? undefined : channel);
    };
    const members = '/api/v4/channels/:channel_id/members';
    return [
        route(world, 'post', '/api/v4/channels/direct', async (call) => {
            const caller = call.user();
            const ids = await call.bodyList();
            const [first, second] = ids.map((id) => findUser(world, id));
            if (first === undefined || second === undefined || (!ids.includes(caller.id) && !isSystemAdmin(caller))) {
                throw invalidBody('user_ids');
            }
            return answerJson(viewChannel(openDirectChannel(world, first, second)), 201);
        }),
        route(world, 'post', '/api/v4/channels', async (call) => {
            const caller = call.user();
            const setup = await readSetup(call);
            if (!isSystemAdmin(caller) && findTeamMember(world, setup.team_id, caller.id) === undefined) {
                throw permissionMissing();
            }
            return answerJson(viewChannel(createChannel(world, setup, caller)), 201);
        }),
        route(world, 'get', '/api/v4/channels/:channel_id', (call) => viewChannel(readableChannel(call))),
        route(world, 'put', '/api/v4/channels/:channel_id/patch', async (call) => {
            const channel = writableChannel(call);
            const body = await call.body();
            for (const name of ['name', 'display_name', 'header', 'purpose'] as const) {
                if (typeof body[name] === 'string') {
                    channel[name] = textOf(body, name);
                }
            }
            channel.update_at = world.now();
            return viewChannel(channel);
        }),
        route(world, 'delete', '/api/v4/channels/:channel_id', (call) => {
            setChannelArchived(world, writableChannel(call), true);
            return DONE;
        }),
        route(world, 'post', '/api/v4/channels/:channel_id/restore', (call) => {
            const channel = writableChannel(call);
            setChannelArchived(world, channel, false);
            return viewChannel(channel);
        }),
        route(world, 'get', '/api/v4/channels/:channel_id/stats', (call) => {
            const channel = readableChannel(call);
            const count = world.state.channel_members.filter(({group_id}) => group_id === channel.id).length;
            return {channel_id: channel.id, member_count: count, guest_count: 0, pinnedpost_count: 0, files_count: 0};
        }),
        route(world, 'get', members, (call) => {
            const channel = readableChannel(call);
            const listed = world.state.channel_members.filter(({group_id}) => group_id === channel.id);
            return takePage(listed, readPaging(call)).map(viewChannelMember);
        }),
        route(world, 'post', members, async (call) => {
            const channel = writableChannel(call);
            const user = findUser(world, textOf(await call.body(), 'user_id'));
            if (user === undefined) {
                throw new AppError(404, 'app.user.missing_account.const', 'Unable to find the user.');
            }
            return answerJson(viewChannelMember(addChannelMember(world, channel, user, call.user())), 201);
        }),
        route(world, 'get', `${members}/:user_id`, (call) => {
            const member = findChannelMember(world, readableChannel(call).id, call.target().id);
            if (member === undefined) {
                throw new AppError(
                    404,
                    'app.channel.get_member.missing.app_error',
                    'No channel member found for that user ID and channel ID.',
                );
            }
            return viewChannelMember(member);
        }),
        route(world, 'delete', `${members}/:user_id`, (call) => {
            removeChannelMember(world, writableChannel(call), call.target().id);
            return DONE;
        }),
        route(world, 'get', '/api/v4/teams/:team_id/channels', (call) => listTeamChannels(call, 'O').map(viewChannel)),
        route(world, 'get', '/api/v4/teams/:team_id/channels/private', (call) =>
            listTeamChannels(call, 'P').map(viewChannel),
        ),
        route(world, 'get', '/api/v4/teams/:team_id/channels/name/:name', (call) =>
            viewChannel(byName(findChannelByName(world, call.param('team_id'), call.param('name')), call)),
        ),
        route(world, 'get', '/api/v4/teams/name/:team_name/channels/name/:name', (call) => {
            const team = world.state.teams.find(({name}) => name === call.param('team_name'));
            return viewChannel(byName(findChannelByName(world, team?.id ?? '-', call.param('name')), call));
        }),
    ];
}
