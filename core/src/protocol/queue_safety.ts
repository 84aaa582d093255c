import * as z from 'zod/mini';
import {isSystemAdmin} from './post.ts';
import type {QueueUser} from './post.ts';

/** What we read of a channel and its team. */
export const QueueChannel = z.object({
    id: z.string(),
    team_id: z.string(),
    type: z.string(),
    delete_at: z.number(),
    shared: z.nullish(z.boolean()),
});
export type QueueChannel = z.infer<typeof QueueChannel>;

/** Why the queue is not safe to act on. Words under `queue_unsafe.<code>`. */
export type QueueDanger =
    | 'channel_changed'
    | 'channel_not_private'
    | 'channel_archived'
    | 'channel_shared'
    | 'foreign_member'
    | 'too_many_members';

/** The agent reads at most this many members: a queue with more is no queue of admins. */
export const MAX_QUEUE_MEMBERS = 200;

/** First danger of the queue, or undefined when it is as it was pinned and only system admins and the bot are in it (security.md rule 2). */
export function findQueueDanger(
    channel: QueueChannel,
    members: readonly QueueUser[],
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
    if (members.length > MAX_QUEUE_MEMBERS) {
        return 'too_many_members';
    }
    const safe = members.every((member) => member.id === pinned.botUserId || isSystemAdmin(member));
    return safe ? undefined : 'foreign_member';
}
