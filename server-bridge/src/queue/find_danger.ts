import {findQueueDanger, findClaimedAgents} from '@fips-readiness/core';
import type {QueueDanger, QueuePost, Refusal} from '@fips-readiness/core';
import type {ServePorts} from './serve_ports.ts';

/** Channel, team and everybody in them as they are now, compared with what is pinned. Throws CallError. */
export async function findQueueTrouble({
    client,
    pin,
}: Pick<ServePorts, 'client' | 'pin'>): Promise<QueueDanger | undefined> {
    const [channel, team, members, teamMembers] = await Promise.all([
        client.fetchChannel(pin.channelId),
        client.fetchTeam(pin.teamId),
        client.fetchMembers(pin.channelId),
        client.fetchTeamMembers(pin.teamId),
    ]);
    return findQueueDanger({channel, team, members, teamMembers}, pin);
}

/**
 * The queue is looked at again at every claim: members, type, archive, and whether a second agent has spoken in it since this one
 * first did (by the server's clock). What cannot be looked at refuses (security.md rule 24).
 */
export async function findDanger(
    {client, pin, identity, log, confirmServer}: ServePorts,
    sinceMs: number,
    request: QueuePost,
    thread: readonly QueuePost[],
): Promise<Refusal | undefined> {
    const danger = await findQueueTrouble({client, pin});
    if (danger) {
        log.warn('queue_unsafe', {danger});
        return 'queue_unsafe';
    }
    const posts = [...(await client.fetchRecentPosts(pin.channelId)), ...thread];
    const rival = findClaimedAgents(posts, pin).some(
        ({agentId, postedAtMs}) => agentId !== identity.agentId && postedAtMs > sinceMs,
    );
    if (rival) {
        log.warn('second_agent');
        return 'second_agent';
    }
    // A cloned database knows the same bot and channel, but not a post made after it was cloned.
    return confirmServer && (await confirmServer(request)) !== true ? 'wrong_server' : undefined;
}
