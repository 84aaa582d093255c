import type {QueueUser} from './post.ts';
import {findQueueDanger, MAX_QUEUE_MEMBERS} from './queue_safety.ts';
import type {QueueChannel} from './queue_safety.ts';

const pinned = {channelId: 'queue', teamId: 'team', botUserId: 'bot'};
const channel: QueueChannel = {id: 'queue', team_id: 'team', type: 'P', delete_at: 0, shared: false};
const admin: QueueUser = {id: 'admin', username: 'admin', roles: 'system_user system_admin', delete_at: 0};
const bot: QueueUser = {id: 'bot', username: 'fips-agent', roles: 'system_user', delete_at: 0, is_bot: true};

describe('findQueueDanger', () => {
    test('system admins and the bot are safe', () => {
        expect(findQueueDanger(channel, [admin, bot], pinned)).toBeUndefined();
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
        expect(findQueueDanger({...channel, ...change}, members, pinned)).toBe(danger);
    });
});
