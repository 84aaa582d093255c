import type {CoreFunction} from '@fips-readiness/core';
import type {FunctionClient, ProofPost} from './function_client.ts';

/** One word for every kind of search: letters and digits, begun with letters. */
const MARKER = /\bfipsproof[0-9a-f]{16}\b/;
/** What an agent that was killed has left; a proof in hand is never as old. */
const LEFTOVER_MS = 10 * 60_000;
const ATTEMPTS = 2;

/** The word a proof's posts are told by. */
export function makeMarker(random: Buffer): string {
    return `fipsproof${random.toString('hex')}`;
}

/**
 * Deletes every post of this proof, also one whose answer was lost, and what an earlier proof had to leave. Answers the functions
 * whose posts are still there.
 */
export async function cleanUp(
    {
        client,
        channelId,
        botUserId,
    }: {readonly client: FunctionClient; readonly channelId: string; readonly botUserId: string},
    marker: string,
    made: ReadonlyMap<string, CoreFunction>,
): Promise<readonly CoreFunction[]> {
    const recent = await client.fetchRecentPosts(channelId).catch((): readonly ProofPost[] => []);
    const newestAt = Math.max(0, ...recent.map(({createAt}) => createAt));
    const lost = recent.filter(
        ({userId, message, createAt}) =>
            userId === botUserId &&
            MARKER.test(message) &&
            (message.includes(marker) || createAt < newestAt - LEFTOVER_MS),
    );
    const left: CoreFunction[] = [];
    for (const id of new Set([...made.keys(), ...lost.map((post) => post.id)])) {
        if (!(await isDeleted(client, id))) {
            left.push(made.get(id) ?? 'message');
        }
    }
    return left;
}

async function isDeleted(client: FunctionClient, id: string): Promise<boolean> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        const deleted = await client.deletePost(id).then(
            () => true,
            () => false,
        );
        if (deleted) {
            return true;
        }
    }
    return false;
}
