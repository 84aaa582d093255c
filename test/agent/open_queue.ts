import {believeReplies, CHAIN_START, printJournalLine, printRequest, QueuePost} from '@fips-readiness/core';
import type {Reply, Request, RunEvent} from '@fips-readiness/core';
import type {Project} from '../engine/project.ts';
import {STAND_IN_PASSWORD} from '../mattermost/world.ts';
import {eventually} from './queue_rig.ts';

type Trust = {readonly botUserId: string; readonly channelId: string; readonly publicKey: string};
type Wish = Request extends infer R ? (R extends unknown ? Omit<R, 'protocol' | 'id'> : never) : never;

/** An admin at the page of a real site: asks in the queue, and believes what the bot has signed. */
export async function openQueue(project: Pick<Project, 'baseUrl'>) {
    const login = await fetch(`${project.baseUrl}/api/v4/users/login`, {
        method: 'POST',
        body: JSON.stringify({login_id: 'admin', password: STAND_IN_PASSWORD}),
    });
    const headers = {Authorization: `Bearer ${login.headers.get('Token') ?? ''}`};
    const get = async (path: string): Promise<unknown> =>
        (await fetch(`${project.baseUrl}/api/v4${path}`, {headers})).json();
    const config = (await get('/config')) as {PluginSettings: {Plugins: Record<string, {connection?: string}>}};
    const trust = JSON.parse(config.PluginSettings.Plugins['fips-readiness']?.connection ?? '') as Trust;
    const believed = async () => {
        const page = (await get(`/channels/${trust.channelId}/posts?per_page=200`)) as {posts: object};
        return believeReplies(
            Object.values(page.posts).map((one) => QueuePost.parse(one)),
            trust,
        );
    };
    let serial = 0;
    const post = async (wish: Wish): Promise<string> => {
        serial += 1;
        const request = {protocol: 1, id: serial.toString(16).padStart(32, '0'), ...wish} as Request;
        const body = {channel_id: trust.channelId, type: 'custom_fips_request', message: printRequest(request)};
        const answer = await fetch(`${project.baseUrl}/api/v4/posts`, {
            method: 'POST',
            headers,
            body: JSON.stringify(body),
        });
        expect(answer.status).toBe(201);
        return ((await answer.json()) as {id: string}).id;
    };
    const ask = async (wish: Wish): Promise<Reply> => {
        const id = await post(wish);
        return eventually('an answer', async () => (await believed()).find(({rootId}) => rootId === id)?.reply);
    };
    /** Events of the run by number; each was posted once, and none before an earlier one. */
    const told = async (): Promise<readonly RunEvent[]> => {
        const news = (await believed().catch(() => [])).flatMap(({reply, postedAtMs}) =>
            reply.kind === 'run' && reply.requestId === ''
                ? reply.events.map((event) => ({event, head: reply.head, postedAtMs}))
                : [],
        );
        const sorted = news.toSorted((first, second) => first.event.n - second.event.n);
        sorted.forEach(({postedAtMs}, index) => {
            expect(postedAtMs).toBeGreaterThanOrEqual(sorted[index - 1]?.postedAtMs ?? 0);
        });
        // Every post names the chain's head: a report of the run can be held against the channel.
        sorted.reduce((chain, {event, head}) => {
            const {head: next} = printJournalLine(chain, event);
            expect(head).toBe(next);
            return next;
        }, CHAIN_START);
        return sorted.map(({event}) => event);
    };
    const ended = () =>
        eventually(
            'the end of the run',
            async () => {
                const events = await told();
                return events.at(-1)?.kind === 'closed' ? events : undefined;
            },
            2_000,
        ).catch(async (error: unknown) => {
            const replies = (await believed()).map(({reply}) => reply);
            throw new Error(`${String(error)}: ${JSON.stringify(replies.slice(-3))}`);
        });
    return {post, ask, told, ended, believed};
}
