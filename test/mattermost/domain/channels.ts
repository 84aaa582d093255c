import {AppError} from '../app_error.ts';
import {makeEvent} from '../event.ts';
import {makeIdentifier} from '../identifier.ts';
import type {JsonObject} from '../json_value.ts';
import {isSystemAdmin} from '../permissions.ts';
import type {Channel, Membership, User} from '../state.ts';
import type {World} from '../world_shape.ts';
import {saveSystemPost} from './system_posts.ts';

export function findChannel(world: World, id: string): Channel | undefined {
    return world.state.channels.find((channel) => channel.id === id);
}

export function findChannelByName(world: World, teamId: string, name: string): Channel | undefined {
    return world.state.channels.find((channel) => channel.team_id === teamId && channel.name === name);
}

export function findChannelMember(world: World, channelId: string, userId: string): Membership | undefined {
    return world.state.channel_members.find((member) => member.group_id === channelId && member.user_id === userId);
}

/** System admins read and write everywhere; public channels are open to their team. */
export function canReadChannel(world: World, channel: Channel, user: User): boolean {
    return (
        isSystemAdmin(user) ||
        findChannelMember(world, channel.id, user.id) !== undefined ||
        (channel.type === 'O' &&
            world.state.team_members.some(
                (member) => member.group_id === channel.team_id && member.user_id === user.id,
            ))
    );
}

export function canPostTo(world: World, channel: Channel, user: User): boolean {
    return isSystemAdmin(user) || findChannelMember(world, channel.id, user.id) !== undefined;
}

export interface ChannelSetup {
    readonly team_id: string;
    readonly type: string;
    readonly name: string;
    readonly display_name: string;
    readonly header?: string;
    readonly purpose?: string;
}

/** A channel; `creator` (none in local mode) joins it as its admin. */
export function createChannel(world: World, setup: ChannelSetup, creator: User | undefined): Channel {
    if (!/^[a-z0-9_-]{1,64}$/.test(setup.name) && setup.type !== 'D') {
        throw new AppError(
            400,
            'model.channel.is_valid.1_or_more.app_error',
            'Name must be 1 or more lowercase alphanumeric characters.',
        );
    }
    if (findChannelByName(world, setup.team_id, setup.name) !== undefined) {
        throw new AppError(
            400,
            'store.sql_channel.save_channel.exists.app_error',
            'A channel with that name already exists on the same team.',
        );
    }
    const now = world.now();
    const channel: Channel = {
        id: makeIdentifier(),
        create_at: now,
        update_at: now,
        delete_at: 0,
        team_id: setup.team_id,
        type: setup.type,
        display_name: setup.display_name,
        name: setup.name,
        header: setup.header ?? '',
        purpose: setup.purpose ?? '',
        last_post_at: 0,
        total_msg_count: 0,
        creator_id: creator?.id ?? '',
        shared: false,
    };
    world.state.channels.push(channel);
    if (creator !== undefined) {
        addChannelMember(world, channel, creator, undefined).roles = 'channel_user channel_admin';
        world.emit(
            makeEvent('channel_created', {channel_id: channel.id, team_id: channel.team_id}, {user_id: creator.id}),
        );
    }
    return channel;
}

/** The direct channel of two people, made when missing. */
export function openDirectChannel(world: World, first: User, second: User): Channel {
    const name = [first.id, second.id].sort().join('__');
    const present = findChannelByName(world, '', name);
    if (present !== undefined) {
        return present;
    }
    const channel = createChannel(world, {team_id: '', type: 'D', name, display_name: ''}, undefined);
    for (const user of [first, second]) {
        world.state.channel_members.push({
            group_id: channel.id,
            user_id: user.id,
            roles: 'channel_user',
            create_at: world.now(),
        });
    }
    return channel;
}

/** Joins a channel with the product's own post about it; needs membership of the team (404 otherwise). */
export function addChannelMember(
    world: World,
    channel: Channel,
    user: User,
    adder: User | undefined,
    reason: 'channel' | 'team' = 'channel',
): Membership {
    const present = findChannelMember(world, channel.id, user.id);
    if (present !== undefined) {
        return present;
    }
    const isInTeam = world.state.team_members.some(
        (member) => member.group_id === channel.team_id && member.user_id === user.id,
    );
    if (!isInTeam) {
        throw new AppError(
            404,
            'app.team.get_member.missing.app_error',
            'No team member found for that user ID and team ID.',
        );
    }
    const member: Membership = {
        group_id: channel.id,
        user_id: user.id,
        roles: 'channel_user',
        create_at: world.now(),
    };
    world.state.channel_members.push(member);
    if (adder !== undefined && adder.id !== user.id) {
        saveSystemPost(
            world,
            channel,
            adder,
            `system_add_to_${reason}`,
            `${user.username} added to the ${reason} by ${adder.username}.`,
            {
                addedUserId: user.id,
                addedUsername: user.username,
                userId: adder.id,
                username: adder.username,
            },
        );
    } else if (reason === 'channel' || channel.name === 'town-square') {
        saveSystemPost(world, channel, user, `system_join_${reason}`, `${user.username} joined the ${reason}.`, {
            username: user.username,
        });
    }
    world.emit(makeEvent('user_added', {team_id: channel.team_id, user_id: user.id}, {channel_id: channel.id}));
    return member;
}

export function removeChannelMember(world: World, channel: Channel, userId: string): void {
    world.state.channel_members = world.state.channel_members.filter(
        (member) => !(member.group_id === channel.id && member.user_id === userId),
    );
    world.emit(makeEvent('user_removed', {channel_id: channel.id, remover_id: userId}, {user_id: userId}));
}

/** Archives or brings back a channel. */
export function setChannelArchived(world: World, channel: Channel, isArchived: boolean): void {
    const now = world.now();
    Object.assign(channel, {delete_at: isArchived ? now : 0, update_at: now});
    world.emit(
        makeEvent(
            isArchived ? 'channel_deleted' : 'channel_restored',
            {channel_id: channel.id, delete_at: channel.delete_at},
            {
                team_id: channel.team_id,
            },
        ),
    );
}

export function viewChannel(channel: Channel): JsonObject {
    return {
        id: channel.id,
        create_at: channel.create_at,
        update_at: channel.update_at,
        delete_at: channel.delete_at,
        team_id: channel.team_id,
        type: channel.type,
        display_name: channel.display_name,
        name: channel.name,
        header: channel.header,
        purpose: channel.purpose,
        last_post_at: channel.last_post_at,
        total_msg_count: channel.total_msg_count,
        extra_update_at: 0,
        creator_id: channel.creator_id,
        scheme_id: null,
        props: null,
        group_constrained: null,
        autotranslation: false,
        shared: channel.shared ? true : null,
        total_msg_count_root: channel.total_msg_count,
        policy_id: null,
        last_root_post_at: channel.last_post_at,
        banner_info: null,
        policy_enforced: false,
        policy_is_active: false,
        default_category_name: '',
    };
}

export function viewChannelMember(member: Membership): JsonObject {
    return {
        channel_id: member.group_id,
        user_id: member.user_id,
        roles: member.roles,
        last_viewed_at: 0,
        msg_count: 0,
        mention_count: 0,
        mention_count_root: 0,
        urgent_mention_count: 0,
        msg_count_root: 0,
        notify_props: {
            desktop: 'default',
            email: 'default',
            ignore_channel_mentions: 'default',
            mark_unread: 'all',
            push: 'default',
        },
        last_update_at: member.create_at,
        scheme_guest: false,
        scheme_user: true,
        scheme_admin: member.roles.includes('channel_admin'),
        explicit_roles: '',
    };
}
