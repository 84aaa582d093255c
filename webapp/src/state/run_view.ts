import {foldRun, parsePlan} from '@fips-readiness/core';
import type {BelievedReply, Plan, RunEvent, RunReply, RunState} from '@fips-readiness/core';

/** A run as the agent's replies tell it, each event once. */
export type RunView = {
    readonly runId: string;
    /** The exact text of its plan, and what it says; undefined where it is of another version. */
    readonly planText: string;
    readonly plan: Plan | undefined;
    /** The rescue kit's folder on the host. */
    readonly kit: string;
    /** What acting on it takes. */
    readonly approval: RunReply['approval'];
    readonly events: readonly RunEvent[];
    readonly state: RunState;
    /** The one-time word that lets it be rolled back; '' where there is nothing to roll back. */
    readonly nonce: string;
    /** The same for giving up what it keeps for its way back. */
    readonly discardNonce: string;
    /** When the agent said the newest of its replies (signed, by its own clock). */
    readonly toldAtMs: number;
    /** When the server had the word of its end; 0 where it has not ended. */
    readonly closedPostedAtMs: number;
};

type Told = {readonly reply: RunReply; readonly saidAtMs: number; readonly postedAtMs: number};

/** Every run the replies tell of, the one last told of at the end. */
export function readRuns(believed: readonly BelievedReply[]): readonly RunView[] {
    const told = new Map<string, readonly Told[]>();
    for (const {reply, saidAtMs, postedAtMs} of believed) {
        if (reply.kind === 'run') {
            const before = told.get(reply.runId) ?? [];
            told.delete(reply.runId);
            told.set(reply.runId, [...before, {reply, saidAtMs, postedAtMs}]);
        }
    }
    return [...told.values()].flatMap((replies) => {
        const newest = replies.at(-1);
        return newest ? [makeRunView(newest, replies)] : [];
    });
}

/** Is every event there up to the last one heard of? */
export function isWhole({events}: RunView): boolean {
    return events.at(-1)?.n === events.length;
}

function makeRunView({reply: newest, saidAtMs: toldAtMs}: Told, replies: readonly Told[]): RunView {
    const byNumber = new Map(replies.flatMap(({reply}) => reply.events.map((event) => [event.n, event] as const)));
    const events = [...byNumber.values()].sort((first, second) => first.n - second.n);
    const {runId, planText, kit, approval, nonce, discardNonce} = newest;
    const state = foldRun(events);
    const closed = events.findLast(({kind}) => kind === 'closed');
    // The same event may be told again later: the first word of it counts.
    const heard = replies.find(({reply}) => reply.events.some(({n}) => n === closed?.n));
    return {
        runId,
        planText,
        plan: parsePlan(planText),
        kit,
        approval,
        events,
        state,
        nonce,
        discardNonce,
        toldAtMs,
        closedPostedAtMs: heard?.postedAtMs ?? 0,
    };
}
