import * as z from 'zod/mini';
import {isSystemAdmin} from './post.ts';
import type {QueueUser} from './post.ts';

/** What we read of a channel. */
export const QueueChannel = z.object({
    id: z.string(),
    team_id: z.string(),
    type: z.string(),
    delete_at: z.number(),
    shared: z.nullish(z.boolean()),
});
export type QueueChannel = z.infer<typeof QueueChannel>;

/** What we read of a team. */
export const QueueTeam = z.object({
    id: z.string(),
    type: z.string(),
    delete_at: z.number(),
    allow_open_invite: z.boolean(),
});
export type QueueTeam = z.infer<typeof QueueTeam>;

/** Why the queue is not safe to act on. Words under `queue_unsafe.<code>`. */
export type QueueDanger =
    | 'channel_changed'
    | 'channel_not_private'
    | 'channel_archived'
    | 'channel_shared'
    | 'team_changed'
    | 'team_not_private'
    | 'team_archived'
    | 'foreign_member'
    | 'foreign_team_member'
    | 'too_many_members';

/** A queue with more members than this, in its channel or its team, is not a queue of admins. */
export const MAX_QUEUE_MEMBERS = 1_000;

/** The queue as it is now: its channel, the team that holds it, and everybody who is in either. */
export type Queue = {
    readonly channel: QueueChannel;
    readonly team: QueueTeam;
    readonly members: readonly QueueUser[];
    readonly teamMembers: readonly QueueUser[];
};

/**
 * First danger of the queue, or undefined when channel and team are as they were pinned and only system admins and the bot are
 * in them (security.md rule 2). A team's admin can post as the bot, without being in the channel.
 */
export function findQueueDanger(
    {channel, team, members, teamMembers}: Queue,
    pinned: {readonly channelId: string; readonly teamId: string; readonly botUserId: string},
): QueueDanger | undefined {
    if (channel.id !== pinned.channelId || channel.team_id !== pinned.teamId) {
        return 'channel_changed';
    }
    if (channel.type !== 'P') {
        return 'channel_not_private';
    }
    if (channel.delete_at !== 0) {
        return 'channel_archived';
    }
    if (channel.shared === true) {
        return 'channel_shared';
    }
    if (team.id !== pinned.teamId) {
        return 'team_changed';
    }
    if (team.type !== 'I' || team.allow_open_invite) {
        return 'team_not_private';
    }
    if (team.delete_at !== 0) {
        return 'team_archived';
    }
    if (members.length > MAX_QUEUE_MEMBERS || teamMembers.length > MAX_QUEUE_MEMBERS) {
        return 'too_many_members';
    }
    const isOurs = (member: QueueUser) => member.id === pinned.botUserId || isSystemAdmin(member);
    if (!members.every(isOurs)) {
        return 'foreign_member';
    }
    return teamMembers.every(isOurs) ? undefined : 'foreign_team_member';
}
