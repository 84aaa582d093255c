import {makePlanDigest, printPlan} from '@fips-readiness/core';
import type {Plan, RunEvent, RunEventBody, StepCode} from '@fips-readiness/core';
import {makeSamplePlan} from './sample_plan.ts';

export const RUN_ID = 'a1'.repeat(16);
export const KIT = `/var/lib/fips-agent/rescue/${RUN_ID}`;

/** What comes of each step of the sample plan. */
const OUTCOMES: Partial<Record<StepCode, {outcome: string; data: Record<string, string | number | string[]>}>> = {
    rescue_kit: {outcome: 'written', data: {}},
    pull: {outcome: 'pulled', data: {image: 'mattermost/mattermost-enterprise-fips-edition:11.7.2'}},
    inspect: {outcome: 'same_version', data: {version: '11.7.2', imageId: 'sha256:2'}},
    backup: {outcome: 'dumped', data: {file: '/var/lib/fips-agent/backup.dump', bytes: 212_000_000, entries: 812}},
    rehearse: {outcome: 'rehearsed', data: {schemaVersion: 155}},
    edit: {outcome: 'written', data: {}},
    recreate: {outcome: 'recreated', data: {container: 'mattermost-mattermost-1'}},
    wait: {outcome: 'ready', data: {seconds: 4.2}},
    verify: {outcome: 'verified', data: {passed: 11, skipped: ['docker_health.not_before'], layers: 12}},
    finish: {outcome: 'finished', data: {}},
};

/** How a run of this plan begins. */
export function openRun(plan: Plan = makeSamplePlan()): RunEventBody {
    return {
        kind: 'opened',
        format: 1,
        runId: RUN_ID,
        planId: plan.id,
        planDigest: makePlanDigest(printPlan(plan)),
        goal: plan.goal,
        by: {kind: 'admin', userId: 'a'.repeat(26), username: 'maria'},
        approvals: [],
        window: null,
        agentVersion: '0.1.0',
        changeReference: 'CHG-1',
    };
}

/** The steps up to this one, each begun and done. */
export function stepsThrough(last: StepCode, plan: Plan = makeSamplePlan()): readonly RunEventBody[] {
    const codes = plan.steps.map(({code}) => code);
    return codes.slice(0, codes.indexOf(last) + 1).flatMap((step): RunEventBody[] => [
        {kind: 'step_begun', step},
        {kind: 'step_done', step, ...(OUTCOMES[step] ?? {outcome: 'already', data: {}})},
    ]);
}

/** Numbers and times events, one second apart, the last of them at `lastAtMs`. */
export function timeEvents(bodies: readonly RunEventBody[], lastAtMs = Date.now()): readonly RunEvent[] {
    return bodies.map((body, index) => {
        const sinceMs = index * 1_000;
        const at = new Date(lastAtMs - (bodies.length - 1 - index) * 1_000).toISOString();
        return {...body, n: index + 1, at, sinceMs} as RunEvent;
    });
}

/** A run reply: a body to sign. */
export function runReply(
    events: readonly RunEvent[],
    change: {nonce?: string; discardNonce?: string; plan?: Plan} = {},
): object {
    const planText = printPlan(change.plan ?? makeSamplePlan());
    const {nonce = '', discardNonce = ''} = change;
    return {kind: 'run', runId: RUN_ID, planText, kit: KIT, events: [...events], nonce, discardNonce};
}
