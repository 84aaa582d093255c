import {randomBytes} from 'node:crypto';
import {believeReplies, makePlanDigest, parsePlan, printRequest, QueuePost, REQUEST_TYPE} from '@fips-readiness/core';
import type {Reply, Request} from '@fips-readiness/core';
import {eventually} from '../agent/queue_rig.ts';

export type Wish = Request extends infer R ? (R extends unknown ? Omit<R, 'protocol' | 'id'> : never) : never;
export type Config = {PluginSettings: {Plugins: Record<string, {connection?: string}>}};
type PostList = {posts: Record<string, unknown>};

/** Opens a demo's page as a browser would; gives the document, and calls with the cookies it was given. */
export async function openConsole(url: string) {
    const response = await fetch(new URL('/admin_console', url));
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    const csrf = cookies.find((cookie) => cookie.startsWith('MMCSRF='))?.slice('MMCSRF='.length) ?? '';
    const api = async <T>(path: string, body?: unknown): Promise<T> => {
        const answer = await fetch(new URL(`/api/v4${path}`, url), {
            method: body === undefined ? 'GET' : 'POST',
            headers: {Cookie: cookies.join('; '), 'X-CSRF-Token': csrf},
            ...(body === undefined ? {} : {body: JSON.stringify(body)}),
        });
        expect(answer.ok).toBe(true);
        return (await answer.json()) as T;
    };
    return {response, api};
}

/** Asks as the page does; gives the agent's first signed reply that `fits`. */
export async function askAgent(url: string, wish: Wish, fits: (reply: Reply) => boolean = () => true): Promise<Reply> {
    const {api} = await openConsole(url);
    const connection = (await api<Config>('/config')).PluginSettings.Plugins['fips-readiness']?.connection ?? '';
    const trust = JSON.parse(connection) as {botUserId: string; channelId: string; publicKey: string};
    const request = {protocol: 1, id: randomBytes(16).toString('hex'), ...wish} as Request;
    const message = printRequest(request);
    const post = {channel_id: trust.channelId, type: REQUEST_TYPE, message};
    const {id} = await api<{id: string}>('/posts', post);
    return eventually('a signed answer', async () => {
        // Mattermost is away while its container is made anew.
        const list = await api<PostList>(`/channels/${trust.channelId}/posts?per_page=200`).catch(() => undefined);
        const posts = Object.values(list?.posts ?? {}).map((one) => QueuePost.parse(one));
        return believeReplies(posts, trust).find(
            ({rootId, reply}) => (rootId === id || reply.kind === 'run') && fits(reply),
        )?.reply;
    });
}

/** Approves a plan that was offered. */
export function approve(offer: Reply): Extract<Wish, {readonly kind: 'approve'}> {
    const {planText, nonce} = offer as Extract<Reply, {kind: 'plan'}>;
    return {
        kind: 'approve',
        planId: parsePlan(planText)?.id ?? '',
        goal: 'to_fips',
        digest: makePlanDigest(planText),
        nonce,
        code: '',
        changeReference: '',
        window: null,
    };
}

/** The last word of a run, or a refusal. */
export function isLast(reply: Reply): boolean {
    return reply.kind === 'refused' || (reply.kind === 'run' && reply.events.some(({kind}) => kind === 'closed'));
}
