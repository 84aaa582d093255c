import type {HttpHandler} from 'msw';

import {AppError, invalidBody, invalidParameter, permissionMissing} from '../app_error.ts';
import {assertAcceptedAddress} from '../domain/mail_domain.ts';
import {hasCustomRoles} from '../domain/licence.ts';
import {setStatus, viewStatus} from '../domain/status.ts';
import {createUser, findUser, findUserByName, setActive, setPassword, updateUser, viewUser} from '../domain/users.ts';
import type {JsonObject} from '../json_value.ts';
import {textOf} from '../json_value.ts';
import {isSystemAdmin} from '../permissions.ts';
import type {User} from '../state.ts';
import type {World} from '../world_shape.ts';
import type {Call} from './call.ts';
import {answerJson, DONE, readPaging, route, takePage} from './route.ts';

const KNOWN_ROLES = ['system_user', 'system_admin', 'system_read_only_admin', 'system_manager', 'system_user_manager'];

function view(call: Call, user: User): JsonObject {
    const caller = call.user();
    const others = isSystemAdmin(caller) ? 'admin' : 'sanitized';
    return viewUser(call.world, user, caller.id === user.id ? 'self' : others);
}

function assertSelfOrAdmin(call: Call, user: User): void {
    const caller = call.user();
    if (caller.id !== user.id && !isSystemAdmin(caller)) {
        throw permissionMissing();
    }
}

function listUsers(call: Call): User[] {
    const {state} = call.world;
    const {query} = call;
    const inTeam = query.get('in_team');
    const inChannel = query.get('in_channel');
    const role = query.get('role');
    const isMember = (members: {group_id: string; user_id: string}[], group: string, user: User): boolean =>
        members.some((member) => member.group_id === group && member.user_id === user.id);
    return state.users
        .filter((user) => inTeam === null || isMember(state.team_members, inTeam, user))
        .filter((user) => inChannel === null || isMember(state.channel_members, inChannel, user))
        .filter((user) => role === null || role === '' || user.roles.split(' ').includes(role))
        .filter((user) => query.get('inactive') !== 'true' || user.delete_at !== 0)
        .filter((user) => query.get('active') !== 'true' || user.delete_at === 0)
        .sort((a, b) => (a.username < b.username ? -1 : 1));
}

function setRoles(world: World, user: User, roles: string): void {
    const wanted = roles.split(' ').filter((role) => role !== '');
    const unknown = wanted.find((role) => !KNOWN_ROLES.includes(role));
    if (unknown !== undefined || wanted.length === 0) {
        throw invalidBody('roles');
    }
    const isSpecial = wanted.some((role) => !['system_user', 'system_admin'].includes(role));
    if (isSpecial && !hasCustomRoles(world)) {
        throw new AppError(
            400,
            'api.user.update_user_roles.license.app_error',
            'Custom Permission Schemes not supported by current license',
        );
    }
    updateUser(world, user, {roles: wanted.join(' ')});
}

/** Accounts and their presence. */
export function makeUserHandlers(world: World): HttpHandler[] {
    return [
        route(world, 'get', '/api/v4/users/stats', (call) => {
            call.user();
            return {total_users_count: world.state.users.filter((user) => user.delete_at === 0 && !user.is_bot).length};
        }),
        route(world, 'get', '/api/v4/users/stats/filtered', (call) => {
            call.permitted('sysconsole_read');
            return {total_users_count: listUsers(call).filter((user) => !user.is_bot).length};
        }),
        route(world, 'post', '/api/v4/users/ids', async (call) => {
            call.user();
            const ids = await call.bodyList();
            return world.state.users.filter(({id}) => ids.includes(id)).map((user) => view(call, user));
        }),
        route(world, 'post', '/api/v4/users/usernames', async (call) => {
            call.user();
            const names = await call.bodyList();
            return world.state.users.filter(({username}) => names.includes(username)).map((user) => view(call, user));
        }),
        route(world, 'post', '/api/v4/users/search', async (call) => {
            call.user();
            const body = await call.body();
            const term = textOf(body, 'term').toLowerCase();
            return world.state.users
                .filter((user) => user.delete_at === 0 || body['allow_inactive'] === true)
                .filter((user) => `${user.username} ${user.email} ${user.first_name}`.includes(term))
                .map((user) => view(call, user));
        }),
        route(world, 'get', '/api/v4/users/username/:username', (call) => {
            call.user();
            const user = findUserByName(world, call.param('username'));
            if (user === undefined) {
                throw new AppError(
                    404,
                    'app.user.get_by_username.app_error',
                    'Unable to find an existing account matching your username for this team.',
                );
            }
            return view(call, user);
        }),
        route(world, 'get', '/api/v4/users', (call) => {
            call.user();
            return takePage(listUsers(call), readPaging(call)).map((user) => view(call, user));
        }),
        route(world, 'post', '/api/v4/users', async (call) => {
            call.permitted('manage_system');
            const body = await call.body();
            assertAcceptedAddress(world, textOf(body, 'email'));
            const user = createUser(world, {
                username: textOf(body, 'username'),
                password: textOf(body, 'password'),
                email: textOf(body, 'email'),
            });
            return answerJson(viewUser(world, user, 'admin'), 201);
        }),
        route(world, 'get', '/api/v4/users/:user_id', (call) => view(call, call.target())),
        route(world, 'put', '/api/v4/users/:user_id/patch', async (call) => {
            const user = call.target();
            assertSelfOrAdmin(call, user);
            const body = await call.body();
            const texts = ['email', 'nickname', 'first_name', 'last_name', 'position', 'locale'] as const;
            const change = Object.fromEntries(
                texts.filter((name) => typeof body[name] === 'string').map((name) => [name, textOf(body, name)]),
            );
            updateUser(world, user, change);
            return view(call, user);
        }),
        route(world, 'put', '/api/v4/users/:user_id/roles', async (call) => {
            call.permitted('manage_roles');
            setRoles(world, call.target(), textOf(await call.body(), 'roles'));
            return DONE;
        }),
        route(world, 'put', '/api/v4/users/:user_id/password', async (call) => {
            const user = call.target();
            assertSelfOrAdmin(call, user);
            setPassword(world, user, textOf(await call.body(), 'new_password'));
            return DONE;
        }),
        route(world, 'put', '/api/v4/users/:user_id/active', async (call) => {
            call.permitted('manage_system');
            const isActive = (await call.body())['active'];
            if (typeof isActive !== 'boolean') {
                throw invalidParameter('active');
            }
            setActive(world, call.target(), isActive);
            return DONE;
        }),
        route(world, 'delete', '/api/v4/users/:user_id', (call) => {
            call.permitted('manage_system');
            setActive(world, call.target(), false);
            return DONE;
        }),
        route(world, 'get', '/api/v4/users/:user_id/status', (call) => viewStatus(world, call.target().id)),
        route(world, 'post', '/api/v4/users/status/ids', async (call) => {
            call.user();
            const ids = await call.bodyList();
            return ids.filter((id) => findUser(world, id) !== undefined).map((id) => viewStatus(world, id));
        }),
        route(world, 'put', '/api/v4/users/:user_id/status', async (call) => {
            const user = call.target();
            assertSelfOrAdmin(call, user);
            const body = await call.body();
            if (textOf(body, 'user_id') !== user.id) {
                throw invalidParameter('user_id');
            }
            const status = textOf(body, 'status');
            if (!['online', 'away', 'offline', 'dnd'].includes(status)) {
                throw invalidParameter('status');
            }
            setStatus(world, user, status);
            return viewStatus(world, user.id);
        }),
    ];
}
