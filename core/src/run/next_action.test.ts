import * as fc from 'fast-check';
import {BACK_STEP_CODES, STEP_CODES, STEPS} from '../plan/steps.ts';
import type {BackStepCode, StepCode} from '../plan/steps.ts';
import {nextAction} from './next_action.ts';
import type {RunTerms} from './next_action.ts';
import type {Consequence, RunEvent, RunEventBody} from './run_event.ts';
import {foldRun} from './run_state.ts';

type Failures = Partial<Record<StepCode | BackStepCode, Consequence>>;

const BY = {kind: 'host', user: 'root', host: 'chat'} as const;
const OPENED: RunEventBody = {
    kind: 'opened',
    format: 1,
    runId: 'a'.repeat(32),
    planId: 'b'.repeat(32),
    planDigest: 'sha256:0',
    goal: 'to_fips',
    by: BY,
    approvals: [],
    window: null,
    agentVersion: '0.1.0',
    changeReference: '',
};
/** A project on a Docker engine has every step but a cluster's. */
const ON_DOCKER = STEP_CODES.filter((step) => step !== 'patch');
const BACK_ON_DOCKER = BACK_STEP_CODES.filter((step) => step !== 'restore_resource');
const TERMS: RunTerms = {steps: ON_DOCKER, rollBack: 'auto'};

const stamp = (bodies: readonly RunEventBody[]): readonly RunEvent[] =>
    bodies.map((body, index) => ({...body, n: index + 1, at: '2026-11-27T02:00:00.000Z', sinceMs: index}) as RunEvent);

/** Carries a run on from its events to its end, where each step ends as `failures` says. Answers all events. */
function carryOn(begun: readonly RunEventBody[], failures: Failures, terms = TERMS): readonly RunEventBody[] {
    const events = [...begun];
    for (let turn = 0; turn < 200; turn += 1) {
        const action = nextAction(terms, foldRun(stamp(events)));
        switch (action.do) {
            case 'nothing':
                return events;
            case 'close':
                events.push({
                    kind: 'closed',
                    end: action.end,
                    because: action.because,
                    downMs: null,
                    frontDownMs: null,
                });
                break;
            case 'turn_back':
                events.push({kind: 'turned_back', because: action.because});
                break;
            case 'perform': {
                const {step} = action;
                const consequence = failures[step];
                events.push({kind: 'step_begun', step});
                events.push(
                    consequence === undefined
                        ? {kind: 'step_done', step, outcome: 'ok', data: {}}
                        : {kind: 'step_failed', step, reason: `${step}_broke`, data: {}, consequence},
                );
                break;
            }
            case 'go_back': {
                const {step} = action;
                events.push({kind: 'back_begun', step});
                events.push(
                    failures[step] === undefined
                        ? {kind: 'back_done', step, outcome: 'ok', data: {}}
                        : {kind: 'back_failed', step, reason: `${step}_broke`, data: {}},
                );
                break;
            }
        }
    }
    throw new Error('the run does not end');
}

const endOf = (events: readonly RunEventBody[]) => foldRun(stamp(events)).end;
const doneBack = (events: readonly RunEventBody[]) =>
    events.flatMap((event) => (event.kind === 'back_done' ? [event.step] : []));

describe('nextAction', () => {
    test('opened -> every step in order -> succeeded', () => {
        const events = carryOn([OPENED], {});
        expect(events.flatMap((event) => (event.kind === 'step_done' ? [event.step] : []))).toEqual(ON_DOCKER);
        expect(endOf(events)).toBe('succeeded');
    });

    test.each(['rescue_kit', 'pull', 'inspect', 'backup'] as const)(
        '%s fails -> refused, nothing is taken back',
        (step) => {
            const events = carryOn([OPENED], {[step]: 'roll_back'});
            expect(endOf(events)).toBe('refused');
            expect(doneBack(events)).toEqual([]);
        },
    );

    test.each([
        ['rehearse', ['restore_password']],
        ['edit', ['restore_password', 'restore_files']],
        ['recreate', BACK_ON_DOCKER],
        ['wait', BACK_ON_DOCKER],
        ['verify', BACK_ON_DOCKER],
    ] as const)('%s fails -> rolled_back by %j', (step, back) => {
        const events = carryOn([OPENED], {[step]: 'roll_back'});
        expect(doneBack(events)).toEqual(back);
        expect(endOf(events)).toBe('rolled_back');
    });

    test('rotate fails and the old password is proved -> refused', () => {
        const events = carryOn([OPENED], {rotate: 'stop'});
        expect(endOf(events)).toBe('refused');
        expect(doneBack(events)).toEqual([]);
    });

    test('without a rotation the rehearsal fails -> refused', () => {
        const steps = ON_DOCKER.filter((step) => step !== 'rotate');
        expect(endOf(carryOn([OPENED], {rehearse: 'roll_back'}, {...TERMS, steps}))).toBe('refused');
    });

    test('verify finds what keeps the site up -> needs_attention, nothing is taken back', () => {
        const events = carryOn([OPENED], {verify: 'attention'});
        expect(endOf(events)).toBe('needs_attention');
        expect(doneBack(events)).toEqual([]);
    });

    test('a notice -> every step is done and the run needs attention', () => {
        const events = carryOn([OPENED, {kind: 'noticed', notice: 'front_door', data: {}}], {});
        expect(endOf(events)).toBe('needs_attention');
        expect(foldRun(stamp(events)).steps.get('finish')).toBe('done');
    });

    test.each([
        ['restore_password', ['restore_files', 'restore_container', 'wait_back', 'verify_back']],
        ['restore_files', ['restore_password', 'restore_container', 'wait_back', 'verify_back']],
        ['restore_container', ['restore_password', 'restore_files']],
        ['wait_back', ['restore_password', 'restore_files', 'restore_container']],
        ['verify_back', ['restore_password', 'restore_files', 'restore_container', 'wait_back']],
    ] as const)('%s fails -> %j are reverted all the same, then needs_attention', (step, back) => {
        const events = carryOn([OPENED], {verify: 'roll_back', [step]: 'roll_back'});
        expect(doneBack(events)).toEqual(back);
        expect(events.at(-1)).toMatchObject({end: 'needs_attention', because: `${step}_failed`});
    });

    test('the edit leaves every file as it was -> only the password is reverted; without a rotation -> refused', () => {
        const rotated = carryOn([OPENED], {edit: 'stop'});
        expect(doneBack(rotated)).toEqual(['restore_password']);
        expect(endOf(rotated)).toBe('rolled_back');
        const steps = ON_DOCKER.filter((step) => step !== 'rotate');
        expect(endOf(carryOn([OPENED], {edit: 'stop'}, {...TERMS, steps}))).toBe('refused');
    });

    test('the recreate never began -> files and password are reverted, the container is left alone', () => {
        expect(doneBack(carryOn([OPENED], {recreate: 'stop'}))).toEqual(['restore_password', 'restore_files']);
    });

    test('a try of the rotation was cut off, the next one left everything as it was -> the password is reverted all the same', () => {
        const cut: RunEventBody = {kind: 'step_begun', step: 'rotate'};
        expect(doneBack(carryOn([OPENED, cut], {rotate: 'stop'}))).toEqual(['restore_password']);
    });

    test('a step of the rollback that waits -> it is still open, and says for what until it goes on', () => {
        const whole = carryOn([OPENED], {wait: 'roll_back'});
        const until = whole.findIndex((event) => event.kind === 'turned_back');
        const events: readonly RunEventBody[] = [
            ...whole.slice(0, until + 1),
            {kind: 'back_begun', step: 'restore_password'},
            {kind: 'back_waits', step: 'restore_password', reason: 'database_paused', data: {container: 'db'}},
        ];
        const state = foldRun(stamp(events));
        expect(state.waitsFor).toEqual({step: 'restore_password', reason: 'database_paused', data: {container: 'db'}});
        expect(nextAction(TERMS, state)).toEqual({do: 'go_back', step: 'restore_password'});
        const done = foldRun(
            stamp([...events, {kind: 'back_done', step: 'restore_password', outcome: 'restored', data: {}}]),
        );
        expect(done.waitsFor).toBeUndefined();
    });

    test('ROLLBACK=ask: the new container fails -> needs_attention; the edit fails -> rolled_back', () => {
        const terms: RunTerms = {...TERMS, rollBack: 'ask'};
        expect(endOf(carryOn([OPENED], {wait: 'roll_back'}, terms))).toBe('needs_attention');
        expect(endOf(carryOn([OPENED], {edit: 'roll_back'}, terms))).toBe('rolled_back');
    });

    test('cancelled before the first change -> cancelled; after it -> goes on', () => {
        const cancel: RunEventBody = {kind: 'cancel_asked', by: BY};
        expect(endOf(carryOn([OPENED, cancel], {}))).toBe('cancelled');
        const rotating: RunEventBody = {kind: 'step_begun', step: 'rotate'};
        expect(endOf(carryOn([OPENED, rotating, cancel], {}))).toBe('succeeded');
    });

    test('a run that succeeded -> asked to roll back -> rolled_back, and again when the way back broke off', () => {
        const asked: RunEventBody = {kind: 'roll_back_asked', by: BY};
        const succeeded = carryOn([OPENED], {});
        const back = carryOn([...succeeded, asked], {});
        expect(doneBack(back)).toEqual(BACK_ON_DOCKER);
        expect(endOf(back)).toBe('rolled_back');
        const broken = carryOn([...succeeded, asked], {wait_back: 'roll_back'});
        expect(endOf(broken)).toBe('needs_attention');
        expect(endOf(carryOn([...broken, asked], {}))).toBe('rolled_back');
    });

    test('every prefix of a journal, carried on, reaches the same end', () => {
        const consequence = fc.constantFrom<Consequence>('stop', 'roll_back', 'attention');
        const failures = fc.dictionary(fc.constantFrom(...STEP_CODES, ...BACK_STEP_CODES), consequence, {maxKeys: 3});
        fc.assert(
            fc.property(failures, fc.constantFrom('auto', 'ask'), (broken, rollBack) => {
                const terms: RunTerms = {...TERMS, rollBack};
                const whole = carryOn([OPENED], broken, terms);
                for (let length = 1; length <= whole.length; length += 1) {
                    const resumed: RunEventBody = {kind: 'resumed', agentVersion: '0.1.0'};
                    const last = whole[length - 1];
                    // A try that was cut off may have changed something, whatever the next one says of itself.
                    const cut = last?.kind === 'step_begun' && STEPS[last.step].changes && broken[last.step] === 'stop';
                    const told: Failures = cut ? {...broken, [last.step]: 'roll_back'} : broken;
                    const expected = cut ? carryOn([OPENED], told, terms) : whole;
                    const carried = carryOn([...whole.slice(0, length), resumed], broken, terms);
                    expect(endOf(carried)).toBe(endOf(expected));
                    expect([...foldRun(stamp(carried)).steps]).toEqual([...foldRun(stamp(expected)).steps]);
                    expect([...foldRun(stamp(carried)).back]).toEqual([...foldRun(stamp(expected)).back]);
                }
            }),
            {numRuns: 200},
        );
    });
});
