import {canBeTakenBack, makePlanDigest, nameActor, printPlan} from '@fips-readiness/core';
import type {Plan, RunEvent, RunState} from '@fips-readiness/core';
import {findKitFolder} from '../rescue/write_rescue_kit.ts';
import type {StoredRun} from '../run/run_store.ts';
import {purposeOf} from './nonces.ts';
import type {ReplyBody} from './reply_body.ts';

/** Some of a run's events as a reply; with one-time words where the run has ended and can be taken back, or its way back be given up. */
export function tellRun(
    {
        runId,
        plan,
        state,
        head,
    }: {readonly runId: string; readonly plan: Plan; readonly state: RunState; readonly head: string},
    events: readonly RunEvent[],
    rescueDirectory: string,
    issueNonce: (purpose: string) => string,
): ReplyBody {
    const planText = printPlan(plan);
    const word = (kind: 'roll_back' | 'discard') =>
        state.end !== undefined && canBeTakenBack(state)
            ? issueNonce(purposeOf(kind, makePlanDigest(planText), runId))
            : '';
    return {
        kind: 'run',
        runId,
        planText,
        kit: findKitFolder(rescueDirectory, runId),
        events: [...events],
        head,
        nonce: word('roll_back'),
        discardNonce: word('discard'),
    };
}

/** Every run, oldest first, a line each. */
export function tellHistory(runs: readonly StoredRun[]): ReplyBody {
    return {
        kind: 'history',
        runs: runs.map(({runId, plan, events, state}) => {
            const closed = events.findLast((event) => event.kind === 'closed');
            const by = state.openedBy;
            return {
                runId,
                goal: plan.goal,
                openedAt: events[0]?.at ?? new Date(0).toISOString(),
                closedAt: state.end === undefined ? null : (closed?.at ?? null),
                by: by === undefined ? '' : nameActor(by),
                end: state.end ?? null,
                downMs: closed?.kind === 'closed' ? closed.downMs : null,
                from: plan.from.reference,
                to: plan.to.reference,
            };
        }),
    };
}
