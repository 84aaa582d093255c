import {setTimeout as wait} from 'node:timers/promises';
import {makePlanDigest, printPlan, signEvidence} from '@fips-readiness/core';
import type {Plan, RunEvent, RunEventBody, StepCode} from '@fips-readiness/core';
import type {LaneSay, LaneScript} from './lane_agent.ts';
import {makeEvidence} from '../samples/evidence.ts';
import {makeSitePlan} from '../samples/plan.ts';
import {CRASHED_AND_ROLLED_BACK, openRun, PLAN_NONCE, planReply, runReply, stepDone} from '../samples/run.ts';

export type LaneFate = {
    readonly end: 'succeeds' | 'rolls_back';
    readonly siteUrl: string;
    /** The key reports are signed with. */
    readonly secret: string;
    /** How long an event takes. */
    readonly eventMs: number;
    /** How long the server is away. */
    readonly silenceMs: number;
    /** The server goes, and comes back as the new one where the run succeeds. */
    readonly down: () => void;
    readonly up: () => void;
};

const BEFORE: readonly StepCode[] = ['rescue_kit', 'pull', 'inspect', 'backup', 'rehearse', 'edit'];

/** An agent that makes a plan, believes only its own digest and nonce, and carries it out as the real one tells it. */
export function makeLaneRun(fate: LaneFate): LaneScript {
    const plan = makeSitePlan({siteUrl: fate.siteUrl});
    const told: RunEvent[] = [];
    return {
        answer: async (request, rootId, say) => {
            switch (request['kind']) {
                case 'plan':
                    await say(rootId, planReply(plan));
                    return true;
                case 'approve': {
                    const fits =
                        request['digest'] === makePlanDigest(printPlan(plan)) && request['nonce'] === PLAN_NONCE;
                    if (fits) {
                        await carryOut(fate, plan, told, say);
                    } else {
                        await say(rootId, {kind: 'refused', reason: 'digest_differs'});
                    }
                    return true;
                }
                case 'report': {
                    const evidence = makeEvidence();
                    const signature = signEvidence(evidence, fate.secret);
                    await say(rootId, {kind: 'evidence', runId: request['runId'], evidence, signature});
                    return true;
                }
                default:
                    return false;
            }
        },
    };
}

const ANNOUNCED_MS = 2_500;

async function carryOut(fate: LaneFate, plan: Plan, told: RunEvent[], say: LaneSay): Promise<void> {
    const startedAt = performance.now();
    const note = (body: RunEventBody): RunEvent => {
        const sinceMs = Math.round(performance.now() - startedAt);
        const event = {...body, n: told.length + 1, at: new Date().toISOString(), sinceMs} as RunEvent;
        told.push(event);
        return event;
    };
    const tell = async (bodies: readonly RunEventBody[]): Promise<void> => {
        for (const body of bodies) {
            const nonce = body.kind === 'closed' && body.end === 'succeeded' ? '6'.repeat(32) : '';
            await say('', runReply([note(body)], {nonce, discardNonce: nonce, plan}));
            await wait(fate.eventMs);
        }
    };
    await tell([openRun(plan), ...BEFORE.flatMap(stepDone), {kind: 'step_begun', step: 'recreate'}]);
    // As the agent does: the page hears that it begins before it falls silent.
    await wait(ANNOUNCED_MS);
    fate.down();
    await wait(fate.silenceMs);
    fate.up();
    const [, recreated] = stepDone('recreate');
    const rest: readonly RunEventBody[] = [
        ...stepDone('wait'),
        ...stepDone('verify'),
        ...stepDone('finish'),
        {kind: 'closed', end: 'succeeded', because: 'all_steps_done', downMs: fate.silenceMs, frontDownMs: null},
    ];
    await tell([...(recreated ? [recreated] : []), ...(fate.end === 'succeeds' ? rest : CRASHED_AND_ROLLED_BACK)]);
}
