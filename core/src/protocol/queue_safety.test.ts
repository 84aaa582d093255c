import type {QueueUser} from './post.ts';
import {findQueueDanger, MAX_QUEUE_MEMBERS} from './queue_safety.ts';
import type {QueueChannel, QueueTeam} from './queue_safety.ts';

const pinned = {channelId: 'queue', teamId: 'team', botUserId: 'bot'};
const channel: QueueChannel = {id: 'queue', team_id: 'team', type: 'P', delete_at: 0, shared: false};
const team: QueueTeam = {id: 'team', type: 'I', delete_at: 0, allow_open_invite: false};
const admin: QueueUser = {id: 'admin', username: 'admin', roles: 'system_user system_admin', delete_at: 0};
const bot: QueueUser = {id: 'bot', username: 'fips-agent', roles: 'system_user', delete_at: 0, is_bot: true};

describe('findQueueDanger', () => {
    test('system admins and the bot are safe', () => {
        const everybody = [admin, bot];
        expect(findQueueDanger({channel, team, members: everybody, teamMembers: everybody}, pinned)).toBeUndefined();
    });

    test.each<readonly [string, Partial<QueueChannel>, readonly QueueUser[], string]>([
        ['another channel', {id: 'other'}, [admin], 'channel_changed'],
        ['moved to another team', {team_id: 'other'}, [admin], 'channel_changed'],
        ['made public', {type: 'O'}, [admin], 'channel_not_private'],
        ['archived', {delete_at: 1}, [admin], 'channel_archived'],
        ['shared with another server', {shared: true}, [admin], 'channel_shared'],
        ['a plain member', {}, [admin, {...admin, roles: 'system_user'}], 'foreign_member'],
        ['another bot', {}, [{...bot, id: 'other'}], 'foreign_member'],
        ['a bot with the admin role', {}, [{...admin, is_bot: true}], 'foreign_member'],
        ['a remote user', {}, [{...admin, remote_id: 'r'}], 'foreign_member'],
        ['a deactivated admin', {}, [{...admin, delete_at: 1}], 'foreign_member'],
        ['a role that only looks like it', {}, [{...admin, roles: 'system_admin_of_nothing'}], 'foreign_member'],
        ['a crowd', {}, Array.from({length: MAX_QUEUE_MEMBERS + 1}, () => admin), 'too_many_members'],
    ])('%s -> danger', (_name, change, members, danger) => {
        const queue = {channel: {...channel, ...change}, team, members, teamMembers: [admin]};
        expect(findQueueDanger(queue, pinned)).toBe(danger);
    });

    test.each<readonly [string, Partial<QueueTeam>, readonly QueueUser[], string]>([
        ['another team', {id: 'other'}, [admin], 'team_changed'],
        ['an open team', {type: 'O'}, [admin], 'team_not_private'],
        ['a team anybody may join', {allow_open_invite: true}, [admin], 'team_not_private'],
        ['an archived team', {delete_at: 1}, [admin], 'team_archived'],
        ['a plain user in the team', {}, [admin, {...admin, roles: 'system_user'}], 'foreign_team_member'],
        ['another bot in the team', {}, [{...bot, id: 'other'}], 'foreign_team_member'],
        ['a crowd in the team', {}, Array.from({length: MAX_QUEUE_MEMBERS + 1}, () => admin), 'too_many_members'],
    ])('%s -> danger', (_name, change, teamMembers, danger) => {
        const queue = {channel, team: {...team, ...change}, members: [admin, bot], teamMembers};
        expect(findQueueDanger(queue, pinned)).toBe(danger);
    });
});
