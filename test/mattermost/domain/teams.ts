import {AppError} from '../app_error.ts';
import {makeEvent} from '../event.ts';
import {makeIdentifier} from '../identifier.ts';
import type {JsonObject} from '../json_value.ts';
import type {Membership, Team, User} from '../state.ts';
import type {World} from '../world_shape.ts';
import {addChannelMember, createChannel} from './channels.ts';

export function findTeam(world: World, id: string): Team | undefined {
    return world.state.teams.find((team) => team.id === id);
}

export function findTeamMember(world: World, teamId: string, userId: string): Membership | undefined {
    return world.state.team_members.find((member) => member.group_id === teamId && member.user_id === userId);
}

/** A team with its two default channels; `creator` (none in local mode) becomes its admin. */
export function createTeam(
    world: World,
    setup: {readonly name: string; readonly display_name: string; readonly type: string},
    creator: User | undefined,
): Team {
    if (!/^[a-z0-9-]{2,64}$/.test(setup.name)) {
        throw new AppError(
            400,
            'model.team.is_valid.characters.app_error',
            'Name must be 2 or more lowercase alphanumeric characters.',
        );
    }
    if (setup.display_name === '') {
        throw new AppError(400, 'model.team.is_valid.name.app_error', 'Invalid display name.');
    }
    if (world.state.teams.some((team) => team.name === setup.name)) {
        throw new AppError(400, 'app.team.save.existing.app_error', 'Must call update for existing team.');
    }
    const now = world.now();
    const team: Team = {
        id: makeIdentifier(),
        create_at: now,
        update_at: now,
        delete_at: 0,
        display_name: setup.display_name,
        name: setup.name,
        description: '',
        email: creator?.email ?? '',
        type: setup.type === 'O' ? 'O' : 'I',
        invite_id: makeIdentifier(),
        allow_open_invite: setup.type === 'O',
    };
    world.state.teams.push(team);
    for (const [name, displayName] of [
        ['town-square', 'Town Square'],
        ['off-topic', 'Off-Topic'],
    ] as const) {
        createChannel(world, {team_id: team.id, type: 'O', name, display_name: displayName}, undefined);
    }
    if (creator !== undefined) {
        addTeamMember(world, team, creator, undefined).roles = 'team_user team_admin';
    }
    return team;
}

/** Joins the team and its default channels; somebody who is in already stays as they are. */
export function addTeamMember(world: World, team: Team, user: User, adder: User | undefined): Membership {
    const present = findTeamMember(world, team.id, user.id);
    if (present !== undefined) {
        return present;
    }
    const member: Membership = {
        group_id: team.id,
        user_id: user.id,
        roles: 'team_user',
        create_at: world.now(),
    };
    world.state.team_members.push(member);
    for (const channel of world.state.channels) {
        if (channel.team_id === team.id && ['town-square', 'off-topic'].includes(channel.name)) {
            addChannelMember(world, channel, user, adder, 'team');
        }
    }
    world.emit(makeEvent('added_to_team', {team_id: team.id, user_id: user.id}, {user_id: user.id}));
    return member;
}

/** Leaves the team and every channel of it. */
export function removeTeamMember(world: World, team: Team, userId: string): void {
    const inTeam = new Set(world.state.channels.filter(({team_id}) => team_id === team.id).map(({id}) => id));
    world.state.channel_members = world.state.channel_members.filter(
        (member) => !(member.user_id === userId && inTeam.has(member.group_id)),
    );
    world.state.team_members = world.state.team_members.filter(
        (member) => !(member.user_id === userId && member.group_id === team.id),
    );
    world.emit(makeEvent('leave_team', {team_id: team.id, user_id: userId}, {team_id: team.id}));
}

export function viewTeam(team: Team): JsonObject {
    return {
        id: team.id,
        create_at: team.create_at,
        update_at: team.update_at,
        delete_at: team.delete_at,
        display_name: team.display_name,
        name: team.name,
        description: team.description,
        email: team.email,
        type: team.type,
        company_name: '',
        allowed_domains: '',
        invite_id: team.invite_id,
        allow_open_invite: team.allow_open_invite,
        scheme_id: null,
        group_constrained: null,
        policy_id: null,
        cloud_limits_archived: false,
    };
}

export function viewTeamMember(member: Membership): JsonObject {
    return {
        team_id: member.group_id,
        user_id: member.user_id,
        roles: member.roles,
        delete_at: 0,
        scheme_guest: false,
        scheme_user: true,
        scheme_admin: member.roles.includes('team_admin'),
        explicit_roles: '',
    };
}
