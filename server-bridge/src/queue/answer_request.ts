import {isFipsError, makePlanDigest, parsePlan} from '@fips-readiness/core';
import type {Actor, ErrorCode, QueueUser, Refusal, Request} from '@fips-readiness/core';
import type {RunDesk} from '../run/run_desk.ts';
import type {Settings} from '../settings/settings.ts';
import {takeApprovalCode, writeApprovalCode} from '../state/approval_code.ts';
import {judgeApprover} from './approver.ts';
import {purposeOf} from './nonces.ts';
import type {Nonces} from './nonces.ts';
import type {ReplyBody} from './reply_body.ts';
import {tellHistory, tellRun} from './tell_run.ts';

/** What answers to requests are made with. */
export type AnswerPorts = {
    readonly desk: RunDesk;
    readonly nonces: Nonces;
    readonly settings: Pick<Settings, 'APPROVAL' | 'APPROVERS' | 'STATE_DIR' | 'RESCUE_DIR'>;
};

/** Puts a reply into the thread of the request in hand. */
type Say = (body: ReplyBody) => Promise<void>;

/** A request that is not a `check`, from whom, at the server's time. */
export type Asked = {
    readonly request: Exclude<Request, {kind: 'check'}>;
    readonly author: QueueUser;
    readonly serverNowMs: number;
};

/** Our own errors in the queue's words; whatever else stands in the way is for the host's log. */
const REFUSALS: Partial<Record<ErrorCode, Refusal>> = {
    read_only_mode: 'read_only',
    plan_unreadable: 'plan_unknown',
    plan_stale: 'plan_stale',
    plan_used: 'plan_used',
    plan_is_handover: 'plan_is_handover',
    goal_not_allowed: 'goal_not_allowed',
    too_many_changes: 'too_many_changes',
    not_ready_to_apply: 'not_ready',
    run_in_progress: 'run_in_progress',
    run_unfinished: 'run_unfinished',
    no_run: 'no_such_run',
    nothing_to_roll_back: 'nothing_to_roll_back',
    hold_off_over: 'hold_off_over',
    already_there: 'no_plan',
    no_fips_counterpart: 'no_plan',
};

/** Makes what answers accepted requests. First approvals, where two are asked for, live as long as this agent's process. */
export function makeAnswerer(ports: AnswerPorts): (asked: Asked, say: Say) => Promise<Refusal | undefined> {
    const firstApprovals = new Map<string, string>();
    return async (asked, say) => {
        try {
            return await answer(ports, firstApprovals, asked, say);
        } catch (error) {
            if (!isFipsError(error)) {
                throw error;
            }
            return REFUSALS[error.code] ?? 'cannot_look';
        }
    };
}

async function answer(
    ports: AnswerPorts,
    firstApprovals: Map<string, string>,
    {request, author, serverNowMs}: Asked,
    say: Say,
): Promise<Refusal | undefined> {
    const {desk, nonces, settings} = ports;
    const by: Actor = {kind: 'admin', userId: author.id, username: author.username};
    switch (request.kind) {
        case 'plan': {
            const {planText, blockers} = await desk.makePlan(request.goal);
            const digest = makePlanDigest(planText);
            if (settings.APPROVAL === 'host') {
                await writeApprovalCode(settings.STATE_DIR, digest);
            }
            const {failing, unknown} = blockers;
            const nonce = nonces.issue(purposeOf('approve', digest, request.goal));
            await say({
                kind: 'plan',
                planText,
                nonce,
                failing: [...failing],
                unknown: [...unknown],
                approval: settings.APPROVAL,
            });
            return undefined;
        }
        case 'approve': {
            const planText = await desk.readPlan(request.planId);
            const plan = parsePlan(planText ?? '');
            if (planText === undefined || !plan) {
                return 'plan_unknown';
            }
            if (makePlanDigest(planText) !== request.digest || plan.goal !== request.goal) {
                return 'digest_differs';
            }
            const refusal = judgeApprover(author, settings, serverNowMs);
            if (refusal) {
                return refusal;
            }
            if (!nonces.take(request.nonce, purposeOf('approve', request.digest, request.goal))) {
                return 'nonce_void';
            }
            if (
                settings.APPROVAL === 'host' &&
                !(await takeApprovalCode(settings.STATE_DIR, request.digest, request.code))
            ) {
                return 'host_code_wrong';
            }
            if (settings.APPROVAL === 'two') {
                const first = firstApprovals.get(request.digest);
                if (first === author.id) {
                    return 'same_approver';
                }
                if (first === undefined) {
                    firstApprovals.set(request.digest, author.id);
                    await say({kind: 'noted', planId: request.planId, by: author.username});
                    return undefined;
                }
                firstApprovals.delete(request.digest);
            }
            await desk.begin(planText, by, request.changeReference);
            return undefined;
        }
        case 'cancel':
            return desk.cancel(request.runId, by) ? undefined : 'not_cancellable';
        case 'roll_back': {
            const refusal = judgeApprover(author, settings, serverNowMs);
            if (refusal) {
                return refusal;
            }
            if (!nonces.take(request.nonce, purposeOf('roll_back', request.digest, request.runId))) {
                return 'nonce_void';
            }
            await desk.rollBack(request.runId, by);
            return undefined;
        }
        case 'show': {
            const runs = await desk.fetchRuns();
            await say(tellHistory(runs));
            const newest = runs.at(-1);
            if (newest) {
                const issue = (purpose: string) => nonces.issue(purpose);
                await say(tellRun(newest, newest.events, settings.RESCUE_DIR, issue));
            }
            return undefined;
        }
    }
}
