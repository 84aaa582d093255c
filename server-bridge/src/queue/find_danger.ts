import {findQueueDanger, parseUnconfirmedAgent} from '@fips-readiness/core';
import type {QueueDanger, QueuePost, Refusal} from '@fips-readiness/core';
import type {ServePorts} from './serve_ports.ts';

/** Channel and members as they are now, against what is pinned. */
export async function findQueueTrouble({
    client,
    pin,
}: Pick<ServePorts, 'client' | 'pin'>): Promise<QueueDanger | undefined> {
    const [channel, members] = await Promise.all([
        client.fetchChannel(pin.channelId),
        client.fetchMembers(pin.channelId),
    ]);
    return findQueueDanger(channel, members, pin);
}

/** The queue is looked at again at every claim: membership, type, archive, and whether a second agent speaks in it. */
export async function findDanger(
    {client, pin, identity, log, confirmServer}: ServePorts,
    startedAtMs: number,
    request: QueuePost,
    thread: readonly QueuePost[],
): Promise<Refusal | undefined> {
    const danger = await findQueueTrouble({client, pin});
    if (danger) {
        log.warn('queue_unsafe', {danger});
        return 'queue_unsafe';
    }
    const posts = [...(await client.fetchRecentPosts(pin.channelId)), ...thread];
    const rival = posts.some((post) => {
        const agent = parseUnconfirmedAgent(post, pin);
        return agent !== undefined && agent !== identity.agentId && post.create_at > startedAtMs;
    });
    if (rival) {
        log.warn('second_agent');
        return 'second_agent';
    }
    // A cloned database knows the same bot and channel, but not a post made after it was cloned.
    return (await confirmServer?.(request)) === false ? 'wrong_server' : undefined;
}
