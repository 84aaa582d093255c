import {nameActor, sumDowntime} from '@fips-readiness/core';
import type {BelievedReply, HistoryReply, ScheduledReply} from '@fips-readiness/core';
import {readPlanView} from './plan_view.ts';
import type {PlanView} from './plan_view.ts';
import {readRuns} from './run_view.ts';
import type {RunView} from './run_view.ts';

/** One line of the history. */
export type HistoryLine = HistoryReply['runs'][number];

/** Plan, run and history, out of the agent's replies and nothing else: a reload and another admin see the same. */
export type Move = {
    /** The newest plan, while no run has carried it out. */
    readonly plan: PlanView | undefined;
    /** What was last told of an approval that waits for its window; undefined once a run or a plan came after it. */
    readonly scheduled: ScheduledReply | undefined;
    /** The run last told of. */
    readonly run: RunView | undefined;
    readonly isRunning: boolean;
    /** Newest first. */
    readonly history: readonly HistoryLine[];
    /** The agent was asked for all of them: only then can they be counted. */
    readonly knowsAllRuns: boolean;
};

export function readMove(believed: readonly BelievedReply[]): Move {
    const runs = readRuns(believed);
    const run = runs.at(-1);
    const plan = readPlanView(believed);
    return {
        plan: runs.some(({state}) => state.planId !== '' && state.planId === plan?.plan?.id) ? undefined : plan,
        scheduled: readScheduled(believed, run),
        run,
        isRunning: run !== undefined && run.state.end === undefined,
        history: readHistory(believed, runs),
        knowsAllRuns: believed.some(({reply}) => reply.kind === 'history'),
    };
}

function readScheduled(believed: readonly BelievedReply[], run: RunView | undefined): ScheduledReply | undefined {
    const told = believed.findLast(({reply}) => reply.kind === 'scheduled');
    if (told?.reply.kind !== 'scheduled' || run?.state.planId === told.reply.planId) {
        return undefined;
    }
    const isOver = told.reply.outcome.code !== 'waiting';
    const planned = believed.some(({reply, saidAtMs}) => reply.kind === 'plan' && saidAtMs > told.saidAtMs);
    return isOver && planned ? undefined : told.reply;
}

function readHistory(believed: readonly BelievedReply[], runs: readonly RunView[]): readonly HistoryLine[] {
    const told = believed.findLast(({reply}) => reply.kind === 'history')?.reply;
    const lines = new Map((told?.kind === 'history' ? told.runs : []).map((line) => [line.runId, line]));
    for (const run of runs) {
        const line = lineOf(run);
        if (line) {
            lines.set(run.runId, line);
        }
    }
    return [...lines.values()].sort((first, second) => second.openedAt.localeCompare(first.openedAt));
}

function lineOf({runId, events, plan, state}: RunView): HistoryLine | undefined {
    const opened = events.find((event) => event.kind === 'opened');
    const closed = events.findLast((event) => event.kind === 'closed');
    if (opened?.kind !== 'opened') {
        return undefined;
    }
    return {
        runId,
        goal: opened.goal,
        openedAt: opened.at,
        closedAt: state.end === undefined ? null : (closed?.at ?? null),
        by: nameActor(opened.by),
        end: state.end ?? null,
        downMs: sumDowntime(events).downMs,
        from: plan?.from.reference ?? '',
        to: plan?.to.reference ?? '',
    };
}
