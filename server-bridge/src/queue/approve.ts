import {isSameWindow, isUsableWindow, makePlanDigest, parsePlan} from '@fips-readiness/core';
import type {Actor, Approval, Request, StartWindow} from '@fips-readiness/core';
import type {Approved} from '../run/session.ts';
import {takeApprovalCode} from '../state/approval_code.ts';
import type {AnswerPorts, Asked} from './answer_ports.ts';
import {judgeApprover} from './approver.ts';
import {purposeOf} from './nonces.ts';
import {refuse} from './refusing.ts';
import type {Refusing} from './refusing.ts';
import type {ReplyBody} from './reply_body.ts';

/** The first of two approvals. */
export type FirstApproval = {readonly approval: Approval; readonly window: StartWindow | null};

/** A first approval waits so long for the second one. */
const FIRST_LIFE_MS = 15 * 60_000;

/** How an approval was taken: refused, or something to say in its thread, or a plan that may begin. */
type ApprovalAnswer =
    | {readonly code: 'refused'; readonly refusing: Refusing}
    | {readonly code: 'noted'; readonly body: ReplyBody}
    | {readonly code: 'approved'; readonly planText: string; readonly approved: Approved};

/** Takes an approval: bound to the plan's exact bytes, by an account that may give it, with a one-time word (security.md rules 7 to 9). */
export async function takeApproval(
    {runs, nonces, settings, clock, schedule}: AnswerPorts,
    firstApprovals: Map<string, FirstApproval>,
    request: Extract<Request, {kind: 'approve'}>,
    {author, serverNowMs}: Pick<Asked, 'author' | 'serverNowMs'>,
): Promise<ApprovalAnswer> {
    const refused = (reason: Refusing['reason']) => ({code: 'refused' as const, refusing: refuse(reason)});
    const {digest, window} = request;
    const planText = await runs.readPlan(request.planId);
    const plan = parsePlan(planText ?? '');
    if (planText === undefined || !plan) {
        return refused('plan_unknown');
    }
    if (makePlanDigest(planText) !== digest || plan.goal !== request.goal) {
        return refused('digest_differs');
    }
    const refusal = judgeApprover(author, settings, serverNowMs);
    if (refusal) {
        return refused(refusal);
    }
    if (window && !isUsableWindow(window, clock.now().getTime())) {
        return refused('window_unusable');
    }
    if (await schedule.fetchWaiting()) {
        return refused('approval_waiting');
    }
    if (!nonces.take(request.nonce, purposeOf('approve', digest, request.goal))) {
        return refused('nonce_void');
    }
    const hostCode = settings.APPROVAL === 'host';
    if (hostCode && !(await takeApprovalCode(settings.STATE_DIR, digest, request.code))) {
        return refused('host_code_wrong');
    }
    const by: Actor = {kind: 'admin', userId: author.id, username: author.username};
    const approval: Approval = {by, at: clock.now().toISOString(), hostCode};
    const first = findFirst(firstApprovals, digest, clock.now().getTime());
    if (settings.APPROVAL === 'two') {
        if (first?.approval.by.kind === 'admin' && first.approval.by.userId === author.id) {
            return refused('same_approver');
        }
        if (!first) {
            firstApprovals.set(digest, {approval, window});
            return {code: 'noted', body: {kind: 'noted', planId: plan.id, by: author.username, window}};
        }
        if (!isSameWindow(first.window, window)) {
            return refused('window_differs');
        }
        firstApprovals.delete(digest);
    }
    const approvals = first ? [first.approval, approval] : [approval];
    return {
        code: 'approved',
        planText,
        approved: {by, approvals, window, changeReference: request.changeReference},
    };
}

/** The first of two approvals, as long as it is good. */
function findFirst(
    firstApprovals: Map<string, FirstApproval>,
    digest: string,
    nowMs: number,
): FirstApproval | undefined {
    const first = firstApprovals.get(digest);
    if (first && nowMs - Date.parse(first.approval.at) > FIRST_LIFE_MS) {
        firstApprovals.delete(digest);
        return undefined;
    }
    return first;
}
