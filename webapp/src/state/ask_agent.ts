import * as z from 'zod/mini';
import {printRequest, REQUEST_TYPE} from '@fips-readiness/core';
import type {BelievedReply, PlanPart, Refusal, Request, RequestKind} from '@fips-readiness/core';
import {ServerProblem} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import type {AgentView} from './agent_view.ts';
import type {Connection} from './plugin_settings.ts';

const Created = z.object({id: z.string(), create_at: z.number()});

type Body<T> = T extends unknown ? Omit<T, 'protocol' | 'id'> : never;
/** What is asked, before it has a number. */
export type Question = Body<Request>;

/** How asking ended: `silent` when nothing the page believes came in time. */
export type AskOutcome =
    | {readonly code: 'answered'}
    | {readonly code: 'refused'; readonly reason: Refusal; readonly moved: readonly PlanPart[]}
    | {readonly code: 'silent'}
    | {readonly code: 'stopped'};

/** The last question, when it was asked (by the page's clock), and how it ended. */
export type Asked = {readonly kind: RequestKind; readonly askedAtMs: number; readonly outcome: AskOutcome};

/** How often and how many times the queue is looked at. */
export type AskRhythm = {readonly askMs: number; readonly asks: number};

/** How many times as long an answer may take: for a report the agent reads every executable again. */
const PATIENCE: Partial<Record<RequestKind, number>> = {report: 5};

/** Asks the agent and waits until its signed word shows that it has answered. Throws ServerProblem. */
export async function askAgent(input: {
    readonly server: Server;
    readonly connection: Connection;
    readonly requestId: string;
    readonly question: Question;
    /** Looks at the queue again. */
    readonly look: () => Promise<AgentView>;
    readonly rhythm: AskRhythm;
    readonly stop: AbortSignal;
}): Promise<AskOutcome> {
    const {server, connection, requestId, question, stop} = input;
    const message = printRequest({...question, protocol: 1, id: requestId});
    const post = Created.safeParse(
        await server.writePost({channel_id: connection.channelId, message, type: REQUEST_TYPE}),
    ).data;
    if (!post) {
        throw new ServerProblem('not_mattermost');
    }
    for (let turn = 0; turn < input.rhythm.asks * (PATIENCE[question.kind] ?? 1); turn += 1) {
        await wait(input.rhythm.askMs, stop);
        if (stop.aborted) {
            return {code: 'stopped'};
        }
        const {believed} = await input.look();
        const refused = believed.find(({reply, rootId}) => rootId === post.id && reply.kind === 'refused')?.reply;
        if (refused?.kind === 'refused') {
            const {reason, moved} = refused;
            return {code: 'refused', reason, moved};
        }
        if (isAnswered(question, post, believed)) {
            return {code: 'answered'};
        }
    }
    return {code: 'silent'};
}

/** Questions are answered in their thread; what sets a run going is answered by the run's own news. */
function isAnswered(question: Question, post: {id: string; create_at: number}, all: readonly BelievedReply[]): boolean {
    const thread = all.filter(({rootId}) => rootId === post.id).map(({reply}) => reply);
    const news = all
        .filter(({postedAtMs}) => postedAtMs >= post.create_at)
        .flatMap(({reply}) => (reply.kind === 'run' ? [reply] : []));
    const heard = (runId: string, kinds: readonly string[]) =>
        news.some((reply) => reply.runId === runId && reply.events.some(({kind}) => kinds.includes(kind)));
    switch (question.kind) {
        case 'check':
            return thread.some(({kind}) => kind === 'facts');
        case 'report':
            return thread.some(({kind}) => kind === 'evidence');
        case 'plan':
            return thread.some(({kind}) => kind === 'plan');
        case 'show':
            return thread.some(
                (reply) =>
                    reply.kind === 'history' && (reply.runs.length === 0 || thread.some(({kind}) => kind === 'run')),
            );
        case 'approve':
            return (
                thread.some(({kind}) => kind === 'noted' || kind === 'scheduled') ||
                news.some(({events}) =>
                    events.some((event) => event.kind === 'opened' && event.planId === question.planId),
                )
            );
        case 'withdraw':
            return thread.some(({kind}) => kind === 'scheduled');
        case 'cancel':
            return heard(question.runId, ['cancel_asked', 'closed']);
        case 'roll_back':
            return heard(question.runId, ['roll_back_asked']);
        case 'discard':
            return heard(question.runId, ['discarded']);
    }
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
