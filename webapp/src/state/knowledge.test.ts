import {isObserved, makeFact, printPlan} from '@fips-readiness/core';
import type {BelievedReply, Facts, RunEvent, RunEventBody, Variant} from '@fips-readiness/core';
import {
    backStepsDone,
    CRASHED_AND_ROLLED_BACK,
    openRun,
    RUN_ID,
    stepsThrough,
    SUCCEEDED,
    timeEvents,
} from '../../../test/samples/run.ts';
import {makeSitePlan} from '../../../test/samples/plan.ts';
import type {AgentView} from './agent_view.ts';
import {judge} from './judgement.ts';
import {findEnd, readKnowledge} from './knowledge.ts';
import {readMove} from './move.ts';
import type {Move} from './move.ts';
import {findNews} from './news.ts';
import {NO_SETTINGS} from './plugin_settings.ts';
import type {Snapshot} from './snapshot.ts';

const maria = {kind: 'admin', userId: 'a'.repeat(26), username: 'maria'} as const;
const closed = (end: 'rolled_back' | 'cancelled' | 'needs_attention', because: string): RunEventBody => ({
    kind: 'closed',
    end,
    because,
    downMs: null,
    frontDownMs: null,
});

/** Recorded runs, each with the image that it leaves behind. */
const RUNS: readonly (readonly [string, readonly RunEventBody[]])[] = [
    ['succeeds', SUCCEEDED],
    ['is rolled back', [openRun(), ...stepsThrough('recreate'), ...CRASHED_AND_ROLLED_BACK]],
    [
        'succeeds and is rolled back by wish',
        [
            ...SUCCEEDED,
            {kind: 'roll_back_asked', by: maria},
            ...backStepsDone(),
            closed('rolled_back', 'roll_back_asked'),
        ],
    ],
    [
        'is cancelled',
        [openRun(), ...stepsThrough('backup'), {kind: 'cancel_asked', by: maria}, closed('cancelled', 'cancel_asked')],
    ],
    ['ends with findings', [openRun(), ...stepsThrough('finish'), closed('needs_attention', 'plugins')]],
];

const STEP_MS = 1_000;
const START_MS = Date.UTC(2026, 10, 23, 12);

/** The image that runs right after these events; undefined while the container is being changed. */
function truthAfter(events: readonly RunEvent[]): Variant | undefined {
    let variant: Variant | undefined = 'standard';
    for (const event of events) {
        if (event.kind === 'step_begun' && event.step === 'recreate') {
            variant = undefined;
        } else if (event.kind === 'step_done' && event.step === 'recreate') {
            variant = 'fips';
        } else if (event.kind === 'back_begun' && event.step === 'restore_container') {
            variant = undefined;
        } else if (event.kind === 'back_done' && event.step === 'restore_container') {
            variant = 'standard';
        }
    }
    return variant;
}

/** What somebody saw who looked at that moment. */
function factsAt(events: readonly RunEvent[], atMs: number, source: 'agent_engine' | 'page_rest'): Facts {
    const variant = truthAfter(events.filter(({at}) => Date.parse(at) <= atMs)) ?? 'standard';
    const at = new Date(atMs).toISOString();
    const server = makeFact({version: '11.7.2', enterpriseReady: true, fips: variant === 'fips'}, source, at);
    if (source === 'page_rest') {
        return {server};
    }
    const reference = `mattermost/mattermost-enterprise-${variant === 'fips' ? 'fips-' : ''}edition:11.7.2`;
    return {server, running_image: makeFact({reference, imageId: 'sha256:1', variant, pin: 'release'}, source, at)};
}

function believe(events: readonly RunEvent[]): readonly BelievedReply[] {
    const planText = printPlan(makeSitePlan());
    return events.map((event, index) => ({
        reply: {
            protocol: 1,
            agentId: '0'.repeat(32),
            agentVersion: '0.1.0',
            channelId: 'c'.repeat(26),
            requestId: '',
            at: event.at,
            kind: 'run',
            runId: RUN_ID,
            planText,
            kit: '/kit',
            events: [event],
            nonce: '',
            discardNonce: '',
            head: '',
            approval: 'one',
        } as unknown as BelievedReply['reply'],
        saidAtMs: Date.parse(event.at),
        postedAtMs: Date.parse(event.at) + 100,
        rootId: '',
        postIds: [String(index)],
    }));
}

type Told = {readonly believed: readonly BelievedReply[]; readonly move: Move};

function tell(events: readonly RunEvent[]): Told {
    const believed = believe(events);
    return {believed, move: readMove(believed)};
}

/** What the page makes of a run so far told, with facts of its own of one moment and the agent's of another. */
function show(events: readonly RunEvent[], {believed, move}: Told, pageAtMs: number, agentAtMs: number, aheadMs = 0) {
    const agent = {
        believed,
        serverAheadMs: aheadMs,
        facts: {facts: factsAt(events, agentAtMs, 'agent_engine'), saidAtMs: agentAtMs},
    } as unknown as AgentView;
    const snapshot = {
        agent,
        settings: NO_SETTINGS,
        pageFacts: factsAt(events, pageAtMs, 'page_rest'),
        takenAt: new Date(pageAtMs - aheadMs).toISOString(),
    } as unknown as Snapshot;
    return [undefined, findEnd(move.run)?.name].map((confirmedEnd) => {
        const knowledge = readKnowledge({snapshot, move, confirmedEnd});
        const judgement = judge(snapshot, knowledge);
        const news = judgement && findNews({move, judgement, nowMs: START_MS + 100 * STEP_MS});
        return {knowledge, judgement, news};
    });
}

describe.each(RUNS)('a run that %s', (_name, bodies) => {
    const events = timeEvents(bodies, START_MS + (bodies.length - 1) * STEP_MS, STEP_MS);
    /** Between any two events, before all and after all. */
    const moments = Array.from(
        {length: bodies.length + 2},
        (_, index) => START_MS + (index - 1) * STEP_MS + STEP_MS / 2,
    );

    it('is never judged while it goes on, nor by what was seen before its end, in whatever order the words arrive', () => {
        const faults: string[] = [];
        events.forEach((event, index) => {
            const told = tell(events.slice(0, index + 1));
            const truth = truthAfter(events.slice(0, index + 1));
            const inTime = moments.filter((atMs) => atMs <= Date.parse(event.at) + STEP_MS);
            for (const pageAtMs of inTime) {
                for (const agentAtMs of inTime) {
                    for (const {judgement, news} of show(events, told, pageAtMs, agentAtMs)) {
                        const facts = judgement?.facts;
                        const seen = [
                            isObserved(facts?.server) && (facts.server.value.fips ? 'fips' : 'standard'),
                            isObserved(facts?.running_image) && facts.running_image.value.variant,
                            judgement && (judgement.report.verdict.code === 'already_there' ? 'fips' : 'standard'),
                            // The headline and the verdict below it speak of one site.
                            news?.state.end === 'rolled_back' && 'standard',
                        ].filter((variant) => variant !== undefined && variant !== false);
                        if (judgement && (told.move.isRunning || seen.some((variant) => variant !== truth))) {
                            faults.push(`${event.n} ${event.kind}: ${seen.join()} at ${pageAtMs}, ${agentAtMs}`);
                        }
                    }
                }
            }
        });
        expect(faults).toEqual([]);
    });

    it('is confirmed by looks after its end, and only by them', () => {
        const whole = tell(events);
        const last = moments.at(-1) ?? 0;
        const before = moments[0] ?? 0;
        const codes = (pageAtMs: number, agentAtMs: number, aheadMs = 0) =>
            show(events, whole, pageAtMs, agentAtMs, aheadMs).map(({knowledge}) => knowledge.code);
        const changes = findEnd(whole.move.run) !== undefined;
        const until = changes ? 'confirming' : 'current';
        expect(codes(last, last)).toEqual(['current', 'current']);
        expect(codes(before, last)).toEqual([until, until]);
        expect(codes(last, before)).toEqual([until, changes ? 'unconfirmed' : 'current']);
        // A browser whose clock is wrong sees the same.
        expect(codes(last, before, 3_600_000)).toEqual([until, changes ? 'unconfirmed' : 'current']);
        expect(codes(before, last, -3_600_000)).toEqual([until, until]);
    });
});
