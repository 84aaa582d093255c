import {makePlanDigest, printPlan} from '@fips-readiness/core';
import type {Plan, RunEvent, RunEventBody, StepCode} from '@fips-readiness/core';
import {makePlan} from '../samples/plan.ts';

export const LANE_RUN_ID = 'a1'.repeat(16);
export const LANE_KIT = `/opt/fips-agent/rescue/${LANE_RUN_ID}`;
export const LANE_NONCE = '5'.repeat(32);

/** The plan of the lane: the official project as many have it, with a short downtime. */
export function makeLanePlan(siteUrl: string): Plan {
    return makePlan({
        id: '7f3ac19e'.repeat(4),
        downtime: {fromMs: 4_000, toMs: 7_000, source: 'last_start', proxyWaitMs: 0},
        plugins: [
            {id: 'com.mattermost.calls', version: '1.11.0', active: true, outcome: 'vanishes'},
            {id: 'focalboard', version: '9.2.2', active: true, outcome: 'shadowed'},
            {id: 'playbooks', version: '2.8.0', active: true, outcome: 'becomes_fips'},
        ],
        risks: [
            {
                check: 'backup',
                reason: 'none_attested',
                why: 'The provider takes a snapshot every hour',
                by: 'maria',
                at: '2026-11-23T12:00:00.000Z',
                serverVersion: '11.7.2',
            },
        ],
        deployment: {...makePlan().plan.deployment, siteUrl},
    }).plan;
}

const OUTCOMES: Partial<Record<StepCode, {outcome: string; data: Record<string, string | number | string[]>}>> = {
    pull: {outcome: 'pulled', data: {image: 'mattermost/mattermost-enterprise-fips-edition:11.7.2'}},
    inspect: {outcome: 'same_version', data: {version: '11.7.2', imageId: `sha256:${'2'.repeat(12)}`}},
    backup: {outcome: 'attested', data: {reference: 'snap-1', takenAt: '2026-11-23T06:00:00Z', by: 'maria'}},
    rehearse: {outcome: 'rehearsed', data: {schemaVersion: 155}},
    recreate: {outcome: 'recreated', data: {container: 'mattermost-docker-mattermost-1'}},
    wait: {outcome: 'ready', data: {seconds: 4.2}},
    verify: {outcome: 'verified', data: {passed: 11, skipped: ['docker_health.not_before'], layers: 12}},
    finish: {outcome: 'finished', data: {}},
};

/** The first word of a run. */
export function openLaneRun(plan: Plan): RunEventBody {
    return {
        kind: 'opened',
        format: 1,
        runId: LANE_RUN_ID,
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
export function laneStep(step: StepCode): readonly RunEventBody[] {
    return [
        {kind: 'step_begun', step},
        {kind: 'step_done', step, ...(OUTCOMES[step] ?? {outcome: 'written', data: {}})},
    ];
}

/** How a run ends that cannot get ready: back to the old state, proved. */
export const LANE_WAY_BACK: readonly RunEventBody[] = [
    {kind: 'step_begun', step: 'wait'},
    {kind: 'step_failed', step: 'wait', reason: 'crash_loop', data: {restarts: 3}, consequence: 'roll_back'},
    {kind: 'turned_back', because: 'crash_loop'},
    ...(['restore_files', 'restore_container', 'wait_back', 'verify_back'] as const).flatMap((step): RunEventBody[] => [
        {kind: 'back_begun', step},
        {kind: 'back_done', step, outcome: 'restored', data: {}},
    ]),
    {kind: 'closed', end: 'rolled_back', because: 'crash_loop', downMs: 9_400, frontDownMs: 9_900},
];

/** Numbers events; `everyMs` apart, the last at `lastAtMs`. */
export function timeLaneEvents(
    bodies: readonly RunEventBody[],
    lastAtMs: number,
    everyMs: number,
): readonly RunEvent[] {
    return bodies.map((body, index) => {
        const at = new Date(lastAtMs - (bodies.length - 1 - index) * everyMs).toISOString();
        return {...body, n: index + 1, at, sinceMs: index * everyMs} as RunEvent;
    });
}

/** A run reply, to be signed. */
export function laneRunReply(plan: Plan, events: readonly RunEvent[], nonce = ''): object {
    return {
        kind: 'run',
        runId: LANE_RUN_ID,
        planText: printPlan(plan),
        kit: LANE_KIT,
        events: [...events],
        nonce,
        discardNonce: nonce,
    };
}

/** A plan reply, to be signed. */
export function lanePlanReply(plan: Plan): object {
    return {
        kind: 'plan',
        planText: printPlan(plan),
        nonce: LANE_NONCE,
        failing: [],
        unknown: [],
        approval: 'one',
        head: '',
    };
}
