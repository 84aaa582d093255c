import * as z from 'zod/mini';
import {believeReplies, printRequest, REQUEST_TYPE} from '@fips-readiness/core';
import type {Refusal} from '@fips-readiness/core';
import {ServerProblem} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import {readPosts} from './agent_view.ts';
import type {Connection} from './plugin_settings.ts';

const Created = z.object({id: z.string()});

/** How asking ended: `silent` when nothing the page believes came in time. */
export type AskOutcome =
    | {readonly code: 'answered'}
    | {readonly code: 'refused'; readonly reason: Refusal}
    | {readonly code: 'silent'}
    | {readonly code: 'stopped'};

/** How often and how many times the thread is looked at. */
export type AskRhythm = {readonly askMs: number; readonly asks: number};

/** Asks the agent to check again and waits for a reply it signed. Throws ServerProblem. */
export async function askAgent(input: {
    readonly server: Server;
    readonly connection: Connection;
    readonly requestId: string;
    readonly rhythm: AskRhythm;
    readonly stop: AbortSignal;
}): Promise<AskOutcome> {
    const {server, connection, stop} = input;
    const message = printRequest({protocol: 1, kind: 'check', id: input.requestId});
    const post = Created.safeParse(
        await server.writePost({channel_id: connection.channelId, message, type: REQUEST_TYPE}),
    ).data;
    if (!post) {
        throw new ServerProblem('not_mattermost');
    }
    for (let turn = 0; turn < input.rhythm.asks; turn += 1) {
        await wait(input.rhythm.askMs, stop);
        if (stop.aborted) {
            return {code: 'stopped'};
        }
        const replies = believeReplies(readPosts(await server.fetchThread(post.id)), connection);
        const reply = replies.findLast(({rootId}) => rootId === post.id)?.reply;
        if (reply?.kind === 'facts') {
            return {code: 'answered'};
        }
        if (reply?.kind === 'refused') {
            return {code: 'refused', reason: reply.reason};
        }
    }
    return {code: 'silent'};
}

/** 32 hex digits by chance. `getRandomValues` exists on plain-http sites too. */
export function makeRequestId(): string {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function wait(ms: number, stop: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        stop.addEventListener('abort', () => {
            clearTimeout(timer);
            resolve();
        });
    });
}
