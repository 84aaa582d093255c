import {makePlanDigest, printPlan} from '@fips-readiness/core';
import type {BackStepCode, Plan, PlanReply, RunEvent, RunEventBody, StepCode} from '@fips-readiness/core';
import {makeSitePlan} from './plan.ts';

export const RUN_ID = 'a1'.repeat(16);
export const KIT = `/var/lib/fips-agent/rescue/${RUN_ID}`;
/** The one-time word of a sample plan. */
export const PLAN_NONCE = '0'.repeat(32);

/** What comes of each step of the sample plan. */
const OUTCOMES: Partial<Record<StepCode, {outcome: string; data: Record<string, string | number | string[]>}>> = {
    pull: {outcome: 'pulled', data: {image: 'mattermost/mattermost-enterprise-fips-edition:11.7.2'}},
    inspect: {outcome: 'same_version', data: {version: '11.7.2', imageId: `sha256:${'2'.repeat(12)}`}},
    backup: {outcome: 'dumped', data: {file: '/var/lib/fips-agent/backup.dump', bytes: 212_000_000, entries: 812}},
    rehearse: {outcome: 'rehearsed', data: {schemaVersion: 155}},
    recreate: {outcome: 'recreated', data: {container: 'mattermost-mattermost-1'}},
    wait: {outcome: 'ready', data: {seconds: 4.2}},
    verify: {outcome: 'verified', data: {passed: 11, skipped: ['docker_health.not_before'], layers: 12}},
    patch: {outcome: 'patched', data: {name: 'mm'}},
    rotate: {outcome: 'rotated', data: {}},
    finish: {outcome: 'finished', data: {}},
};

/** How a run of this plan begins. */
export function openRun(plan: Plan = makeSitePlan()): RunEventBody {
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
        changeReference: 'CHG-2041',
    };
}

/** A step that begins and ends well. */
export function stepDone(step: StepCode): readonly RunEventBody[] {
    return [
        {kind: 'step_begun', step},
        {kind: 'step_done', step, ...(OUTCOMES[step] ?? {outcome: 'written', data: {}})},
    ];
}

/** The steps up to this one, each begun and done. */
export function stepsThrough(last: StepCode, plan: Plan = makeSitePlan()): readonly RunEventBody[] {
    const codes = plan.steps.map(({code}) => code);
    return codes.slice(0, codes.indexOf(last) + 1).flatMap(stepDone);
}

/** Steps of a rollback, each begun and done. */
export function backStepsDone(
    steps: readonly BackStepCode[] = ['restore_files', 'restore_container', 'wait_back', 'verify_back'],
): readonly RunEventBody[] {
    return steps.flatMap((step): RunEventBody[] => [
        {kind: 'back_begun', step},
        {kind: 'back_done', step, outcome: 'restored', data: {}},
    ]);
}

/** How a run ends that reached its goal. */
export const SUCCEEDED: readonly RunEventBody[] = [
    openRun(),
    ...stepsThrough('finish'),
    {kind: 'closed', end: 'succeeded', because: 'all_steps_done', downMs: 5_200, frontDownMs: null},
];

/** How a run ends whose server does not get ready: back in the old state, proved. Begins after `recreate`. */
export const CRASHED_AND_ROLLED_BACK: readonly RunEventBody[] = [
    {kind: 'step_begun', step: 'wait'},
    {kind: 'step_failed', step: 'wait', reason: 'crash_loop', data: {restarts: 3}, consequence: 'roll_back'},
    {kind: 'turned_back', because: 'crash_loop'},
    ...backStepsDone(),
    {kind: 'closed', end: 'rolled_back', because: 'crash_loop', downMs: 9_400, frontDownMs: 9_900},
];

/** Numbers and times events, `everyMs` apart, the last of them at `lastAtMs`. */
export function timeEvents(
    bodies: readonly RunEventBody[],
    lastAtMs = Date.now(),
    everyMs = 1_000,
): readonly RunEvent[] {
    return bodies.map((body, index) => {
        const at = new Date(lastAtMs - (bodies.length - 1 - index) * everyMs).toISOString();
        return {...body, n: index + 1, at, sinceMs: index * everyMs} as RunEvent;
    });
}

/** A run reply: a body to sign. */
export function runReply(
    events: readonly RunEvent[],
    change: {nonce?: string; discardNonce?: string; plan?: Plan} = {},
): object {
    const planText = printPlan(change.plan ?? makeSitePlan());
    const {nonce = '', discardNonce = ''} = change;
    return {kind: 'run', runId: RUN_ID, planText, kit: KIT, events: [...events], nonce, discardNonce};
}

/** A plan reply: a body to sign. */
export function planReply(plan: Plan = makeSitePlan(), change: Partial<PlanReply> = {}): object {
    return {
        kind: 'plan',
        planText: printPlan(plan),
        nonce: PLAN_NONCE,
        failing: [],
        unknown: [],
        approval: 'one',
        head: '',
        ...change,
    };
}
