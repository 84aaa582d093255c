import {randomBytes} from 'node:crypto';
import {setTimeout as wait} from 'node:timers/promises';
import {makeKeyPair, parseJson, printReply, REQUEST_TYPE} from '@fips-readiness/core';
import type {AgentMode, Facts, KeyPair, Reply} from '@fips-readiness/core';

const POLL_MS = 200;
export const AGENT_VERSION = '0.1.0';

/** Which bot speaks where, and with what token. */
export type LaneQueue = {
    readonly url: string;
    readonly token: string;
    readonly botUserId: string;
    readonly channelId: string;
};

/** Puts a reply into the thread of a request, or on its own for ''. */
export type LaneSay = (rootId: string, body: object) => Promise<void>;

/** What the agent does beyond checking. `false`: not mine, answer with the facts. */
export type LaneScript = {
    /** Said after the hello. */
    readonly opening?: readonly object[];
    /** The agent's clock, where the server's stands still. */
    readonly now?: () => Date;
    readonly answer?: (request: Readonly<Record<string, unknown>>, rootId: string, say: LaneSay) => Promise<boolean>;
};

/** A scripted agent: says hello, keeps its presence, answers each request with the facts it was given. */
export type LaneAgent = {
    readonly keys: KeyPair;
    /** Facts of the next answers. */
    facts: () => Facts;
    readonly stop: () => Promise<void>;
};

/** A key for an agent of the lane. */
export function makeLaneKeys(): KeyPair {
    const keys = makeKeyPair(randomBytes(32));
    if (!keys) {
        throw new Error('these 32 bytes are no key; run the lane again');
    }
    return keys;
}

/** Starts the scripted agent over HTTP, with the bot's own token as the real one does. */
export function startLaneAgent(
    queue: LaneQueue,
    keys: KeyPair,
    facts: () => Facts,
    mode: AgentMode = 'read_only',
    script: LaneScript = {},
): LaneAgent {
    const stop = new AbortController();
    const agent: LaneAgent = {
        keys,
        facts,
        stop: async () => {
            stop.abort();
            await running;
        },
    };
    const agentId = randomBytes(16).toString('hex');
    const handled = new Set<string>();
    const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
        const response = await fetch(`${queue.url}/api/v4${path}`, {
            method,
            headers: {Authorization: `Bearer ${queue.token}`, 'Content-Type': 'application/json'},
            ...(body === undefined ? {} : {body: JSON.stringify(body)}),
        });
        return response.json();
    };
    const say: LaneSay = async (rootId, body) => {
        const common = {
            protocol: 1,
            agentId,
            agentVersion: AGENT_VERSION,
            channelId: queue.channelId,
            requestId: rootId,
        };
        const reply = {...common, at: (script.now?.() ?? new Date()).toISOString(), ...body} as Reply;
        for (const message of printReply(reply, keys.secret)) {
            const type = 'custom_fips_reply';
            await call('POST', '/posts', {channel_id: queue.channelId, root_id: rootId, message, type});
        }
    };
    const turn = async (): Promise<void> => {
        await call('PUT', `/users/${queue.botUserId}/status`, {user_id: queue.botUserId, status: 'online'});
        const {posts} = (await call('GET', `/channels/${queue.channelId}/posts?per_page=60`)) as {
            posts: Record<string, {id: string; type: string; root_id: string; message: string}>;
        };
        for (const post of Object.values(posts)) {
            if (post.type === REQUEST_TYPE && !handled.has(post.id)) {
                handled.add(post.id);
                const request = parseJson(post.message.split('\n').at(-2) ?? '') as Record<string, unknown>;
                if (request['kind'] !== 'check' && (await script.answer?.(request, post.id, say)) === true) {
                    continue;
                }
                await say(post.id, {kind: 'facts', mode, facts: agent.facts()});
            }
        }
    };
    const run = async (): Promise<void> => {
        const deployment = {kind: 'compose', name: 'mattermost', service: 'mattermost'};
        await say('', {kind: 'hello', mode, publicKey: keys.publicKey, deployment});
        for (const body of script.opening ?? []) {
            await say('', body);
        }
        while (!stop.signal.aborted) {
            await turn();
            await wait(POLL_MS, undefined, {signal: stop.signal}).catch(() => undefined);
        }
    };
    const running = run().catch(() => undefined);
    return agent;
}
