import {isFipsError, LONGEST_MESSAGE, makePlanDigest, printCanonicalJson} from '@fips-readiness/core';
import type {Actor, Json} from '@fips-readiness/core';
import {nameRunCode, takeApprovalCode, writeApprovalCode} from '../state/approval_code.ts';
import type {AnswerPorts, Asked} from './answer_ports.ts';
import {takeApproval} from './approve.ts';
import type {FirstApproval} from './approve.ts';
import {judgeApprovals, judgeApprover} from './approver.ts';
import {purposeOf} from './nonces.ts';
import {refuse, refuseFor} from './refusing.ts';
import type {Refusing} from './refusing.ts';
import type {ReplyBody} from './reply_body.ts';
import {tellHistory, postRun} from './post_run.ts';

/** More than everything in a reply besides its evidence. */
const ROOM_FOR_REPLY = 2_000;

/** Puts a reply into the thread of the request in hand. */
type Say = (body: ReplyBody) => Promise<void>;

/** Makes what answers accepted requests. First approvals, where two are asked for, live as long as this agent's process. */
export function makeAnswerer(ports: AnswerPorts): (asked: Asked, say: Say) => Promise<Refusing | undefined> {
    const firstApprovals = new Map<string, FirstApproval>();
    return async (asked, say) => {
        try {
            return await answer(ports, firstApprovals, asked, say);
        } catch (error) {
            if (!isFipsError(error)) {
                throw error;
            }
            return refuseFor(error);
        }
    };
}

async function answer(
    ports: AnswerPorts,
    firstApprovals: Map<string, FirstApproval>,
    {request, author, serverNowMs}: Asked,
    say: Say,
): Promise<Refusing | undefined> {
    const {runs, nonces, settings} = ports;
    const by: Actor = {kind: 'admin', userId: author.id, username: author.username};
    switch (request.kind) {
        case 'plan': {
            const {planText, blockers} = await runs.makePlan(request.goal);
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
                head: (await runs.fetchRuns()).at(-1)?.head ?? '',
            });
            return undefined;
        }
        case 'approve': {
            const taken = await takeApproval(ports, firstApprovals, request, {author, serverNowMs});
            switch (taken.code) {
                case 'refused':
                    return taken.refusing;
                case 'noted':
                    await say(taken.body);
                    return undefined;
                case 'approved': {
                    const {planText, approved} = taken;
                    const {window, approvals, changeReference} = approved;
                    if (window) {
                        const {planId} = request;
                        await say(
                            await ports.schedule.add({
                                planId,
                                planText,
                                approvals: [...approvals],
                                window,
                                changeReference,
                            }),
                        );
                        return undefined;
                    }
                    const {fetchAdmin, clock} = ports;
                    const refusal = await judgeApprovals(approvals, settings, fetchAdmin, clock.now().getTime());
                    if (refusal) {
                        return refuse(refusal);
                    }
                    await runs.begin(planText, approved);
                    return undefined;
                }
            }
        }
        case 'withdraw': {
            const body = await ports.schedule.withdraw(request.planId, author.username);
            if (!body) {
                return refuse('nothing_waits');
            }
            await say(body);
            return undefined;
        }
        case 'cancel':
            return runs.cancel(request.runId, by) ? undefined : refuse('not_cancellable');
        case 'roll_back':
        case 'discard': {
            const {kind, digest, nonce, runId} = request;
            const refusal = judgeApprover(author, settings, serverNowMs);
            if (refusal) {
                return refuse(refusal);
            }
            if (!nonces.take(nonce, purposeOf(kind, digest, runId))) {
                return refuse('nonce_void');
            }
            const isCoded = settings.APPROVAL === 'host';
            if (isCoded && !(await takeApprovalCode(settings.STATE_DIR, nameRunCode(digest, runId), request.code))) {
                return refuse('host_code_wrong');
            }
            await (kind === 'discard' ? runs.discard(runId, by) : runs.rollBack(runId, by));
            return undefined;
        }
        case 'report': {
            const {runId} = request;
            const {evidence, signature} = await runs.makeReport(runId);
            if (printCanonicalJson(evidence as unknown as Json).length > LONGEST_MESSAGE - ROOM_FOR_REPLY) {
                return refuse('report_too_large');
            }
            await say({kind: 'evidence', runId, evidence, signature});
            return undefined;
        }
        case 'show': {
            const known = await runs.fetchRuns();
            await say(tellHistory(known));
            const newest = known.at(-1);
            if (newest) {
                const issue = (purpose: string) => nonces.issue(purpose);
                await say(await postRun(newest, newest.events, settings, issue));
            }
            return undefined;
        }
    }
}
