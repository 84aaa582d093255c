import type {HttpHandler} from 'msw';

import {AppError, permissionMissing} from '../app_error.ts';
import {assertMayJoinTeams} from '../domain/mail_domain.ts';
import {viewChannel} from '../domain/channels.ts';
import {
    addTeamMember,
    createTeam,
    findTeam,
    findTeamMember,
    removeTeamMember,
    viewTeam,
    viewTeamMember,
} from '../domain/teams.ts';
import {findUser} from '../domain/users.ts';
import {textOf} from '../json_value.ts';
import {isSystemAdmin} from '../permissions.ts';
import type {Team} from '../state.ts';
import type {World} from '../world_shape.ts';
import type {Call} from './call.ts';
import {answerJson, DONE, readPaging, route, takePage} from './route.ts';

function isTeamAdmin(call: Call, team: Team): boolean {
    const caller = call.user();
    const member = findTeamMember(call.world, team.id, caller.id);
    return isSystemAdmin(caller) || member?.roles.includes('team_admin') === true;
}

function getTeam(call: Call, found = findTeam(call.world, call.param('team_id'))): Team {
    const caller = call.user();
    if (found === undefined) {
        throw new AppError(404, 'app.team.get.find.app_error', 'Unable to find the existing team.');
    }
    const isOpen = found.allow_open_invite && found.type === 'O';
    if (!isOpen && !isSystemAdmin(caller) && findTeamMember(call.world, found.id, caller.id) === undefined) {
        throw permissionMissing();
    }
    return found;
}

export function makeTeamHandlers(world: World): HttpHandler[] {
    const members = '/api/v4/teams/:team_id/members';
    return [
        route(world, 'post', '/api/v4/teams', async (call) => {
            const caller = call.permitted('create_team');
            const body = await call.body();
            const setup = {
                name: textOf(body, 'name'),
                display_name: textOf(body, 'display_name'),
                type: textOf(body, 'type'),
            };
            return answerJson(viewTeam(createTeam(world, setup, caller)), 201);
        }),
        route(world, 'get', '/api/v4/teams', (call) => {
            const caller = call.user();
            const isVisible = (team: Team): boolean =>
                isSystemAdmin(caller) ||
                team.allow_open_invite ||
                findTeamMember(world, team.id, caller.id) !== undefined;
            return takePage(world.state.teams.filter(isVisible), readPaging(call)).map(viewTeam);
        }),
        route(world, 'get', '/api/v4/teams/name/:name/exists', (call) => {
            call.user();
            return {exists: world.state.teams.some(({name}) => name === call.param('name'))};
        }),
        route(world, 'get', '/api/v4/teams/name/:name', (call) =>
            viewTeam(
                getTeam(
                    call,
                    world.state.teams.find(({name}) => name === call.param('name')),
                ),
            ),
        ),
        route(world, 'get', '/api/v4/teams/:team_id', (call) => viewTeam(getTeam(call))),
        route(world, 'delete', '/api/v4/teams/:team_id', (call) => {
            const team = getTeam(call);
            if (!isTeamAdmin(call, team)) {
                throw permissionMissing();
            }
            team.delete_at = world.now();
            return DONE;
        }),
        route(world, 'get', members, (call) => {
            const team = getTeam(call);
            const listed = world.state.team_members.filter(({group_id}) => group_id === team.id);
            return takePage(listed, readPaging(call)).map(viewTeamMember);
        }),
        route(world, 'post', members, async (call) => {
            const caller = call.user();
            const team = getTeam(call);
            const user = findUser(world, textOf(await call.body(), 'user_id'));
            if (user === undefined) {
                throw new AppError(404, 'app.user.missing_account.const', 'Unable to find the user.');
            }
            if (!isTeamAdmin(call, team) && !(team.allow_open_invite && user.id === caller.id)) {
                throw permissionMissing();
            }
            assertMayJoinTeams(world, user);
            return answerJson(viewTeamMember(addTeamMember(world, team, user, caller)), 201);
        }),
        route(world, 'get', `${members}/:user_id`, (call) => {
            const member = findTeamMember(world, getTeam(call).id, call.target().id);
            if (member === undefined) {
                throw new AppError(
                    404,
                    'app.team.get_member.missing.app_error',
                    'No team member found for that user ID and team ID.',
                );
            }
            return viewTeamMember(member);
        }),
        route(world, 'put', `${members}/:user_id/roles`, async (call) => {
            const team = getTeam(call);
            const member = findTeamMember(world, team.id, call.target().id);
            if (!isTeamAdmin(call, team) || member === undefined) {
                throw permissionMissing();
            }
            member.roles = textOf(await call.body(), 'roles');
            return DONE;
        }),
        route(world, 'delete', `${members}/:user_id`, (call) => {
            const team = getTeam(call);
            const user = call.target();
            if (!isTeamAdmin(call, team) && call.user().id !== user.id) {
                throw permissionMissing();
            }
            removeTeamMember(world, team, user.id);
            return DONE;
        }),
        route(world, 'get', '/api/v4/users/:user_id/teams', (call) => {
            const user = call.target();
            const ids = world.state.team_members
                .filter(({user_id}) => user_id === user.id)
                .map(({group_id}) => group_id);
            return world.state.teams.filter((team) => ids.includes(team.id) && team.delete_at === 0).map(viewTeam);
        }),
        route(world, 'get', '/api/v4/users/:user_id/teams/:team_id/channels', (call) => {
            const user = call.target();
            const ids = world.state.channel_members
                .filter(({user_id}) => user_id === user.id)
                .map(({group_id}) => group_id);
            return world.state.channels
                .filter(({id, team_id}) => ids.includes(id) && [call.param('team_id'), ''].includes(team_id))
                .map(viewChannel);
        }),
    ];
}
