import {canBeTakenBack, keepsOldImage, makePlanDigest, nameActor, printPlan, sumDowntime} from '@fips-readiness/core';
import type {Plan, RunEvent, RunState} from '@fips-readiness/core';
import {findRescueFolder} from '../journal/rescue_folder.ts';
import type {StoredRun} from '../journal/run_store.ts';
import type {Settings} from '../settings/settings.ts';
import {nameRunCode, offerApprovalCode} from '../state/approval_code.ts';
import {purposeOf} from './nonces.ts';
import type {ReplyBody} from './reply_body.ts';

/** Some of a run's events as a reply; with one-time words where the run has ended and can be taken back, or its way back be given up. */
export async function postRun(
    {
        runId,
        plan,
        state,
        head,
    }: {readonly runId: string; readonly plan: Plan; readonly state: RunState; readonly head: string},
    events: readonly RunEvent[],
    settings: Pick<Settings, 'APPROVAL' | 'RESCUE_DIR' | 'STATE_DIR'>,
    issueNonce: (purpose: string) => string,
): Promise<ReplyBody> {
    const planText = printPlan(plan);
    const digest = makePlanDigest(planText);
    const canAct = state.end !== undefined && canBeTakenBack(state);
    if (canAct && settings.APPROVAL === 'host') {
        await offerApprovalCode(settings.STATE_DIR, nameRunCode(digest, runId));
    }
    const word = (kind: 'roll_back' | 'discard', may: boolean) =>
        may ? issueNonce(purposeOf(kind, digest, runId)) : '';
    return {
        kind: 'run',
        runId,
        planText,
        kit: findRescueFolder(settings.RESCUE_DIR, runId),
        approval: settings.APPROVAL,
        events: [...events],
        head,
        nonce: word('roll_back', canAct),
        discardNonce: word('discard', canAct && keepsOldImage(plan)),
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
                downMs: sumDowntime(events).downMs,
                from: plan.from.reference,
                to: plan.to.reference,
            };
        }),
    };
}
