import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {BACK_STEP_CODES, FipsError, STEP_CODES} from '@fips-readiness/core';
import type {BackStepCode, StepCode} from '@fips-readiness/core';
import type {Clock} from '../clock/clock.ts';
import {executeRun} from './execute_run.ts';
import type {RunPorts} from './execute_run.ts';
import {openJournal} from '../journal/journal.ts';
import type {Journal} from '../journal/journal.ts';
import {done, failed} from '../port/step_result.ts';
import type {Performer, Reverter} from '../port/step_result.ts';

const BY = {kind: 'host', user: 'root', host: 'chat'} as const;
let folder = '';
let journal: Journal;
let nowMs = 0;
const clock: Clock = {now: () => new Date(nowMs), monotonicMs: () => nowMs, sleep: () => Promise.resolve()};
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'run-'));
    journal = await openJournal(folder, clock);
    await journal.append({
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
    });
});
afterEach(() => rm(folder, {recursive: true, force: true}));

const all = <K extends string, V>(keys: readonly K[], value: V) =>
    Object.fromEntries(keys.map((key) => [key, value])) as Record<K, V>;

/** Carries the run of `journal` on; the new container never gets ready. Every pause counts, and may stop the agent. */
async function carryOn(back: Partial<Record<BackStepCode, Reverter>>, stopAfterPauses = Infinity) {
    const stop = new AbortController();
    let pauses = 0;
    const steps: Record<StepCode, Performer> = all(STEP_CODES, async () => done('ok'));
    const ports: RunPorts = {
        journal,
        terms: {steps: STEP_CODES, rollBack: 'auto'},
        steps: {...steps, wait: async () => failed('not_ready')},
        backSteps: {...all(BACK_STEP_CODES, async () => done('restored')), ...back},
        beforeTurningBack: () => Promise.resolve(),
        afterEvent: () => Promise.resolve(),
        onProgress: () => undefined,
        downtime: () => ({container: null, frontDoor: null}),
        keepError: () => Promise.resolve(),
        cancel: new AbortController().signal,
        cancelBy: () => BY,
        stop: stop.signal,
        pause: () => {
            pauses += 1;
            nowMs += 60 * 60 * 1000;
            if (pauses >= stopAfterPauses) {
                stop.abort();
            }
            return Promise.resolve();
        },
    };
    const state = await executeRun(ports);
    return {state, pauses};
}

const kindsOf = () => journal.events().map((event) => event.kind);

/** Waits so often, then is done. */
function away(times: number): Reverter {
    let left = times;
    return async () => {
        left -= 1;
        return left >= 0
            ? {code: 'waits', reason: 'engine_unreachable', data: {endpoint: 'unix:///x'}}
            : done('restored');
    };
}

test('an engine that is away for a night -> the rollback goes on when it is there, and says once what it waits for', async () => {
    const {state, pauses} = await carryOn({restore_container: away(12)});
    expect(pauses).toBe(12);
    expect(state.end).toBe('rolled_back');
    expect(kindsOf().filter((kind) => kind === 'back_waits')).toHaveLength(1);
});

test('what it waits for changes -> that is said too', async () => {
    const answers = [
        {code: 'waits', reason: 'database_paused', data: {container: 'db'}},
        {code: 'waits', reason: 'database_paused', data: {container: 'db'}},
        {code: 'waits', reason: 'database_unreachable', data: {container: 'db'}},
        done('restored'),
    ] as const;
    let call = 0;
    const {state} = await carryOn({restore_password: async () => answers[call++] ?? done('restored')});
    expect(journal.events().flatMap((event) => (event.kind === 'back_waits' ? [event.reason] : []))).toEqual([
        'database_paused',
        'database_unreachable',
    ]);
    expect(state.end).toBe('rolled_back');
});

test('told to stop while it waits -> the run is open, and the next start goes on with that very step', async () => {
    const {state} = await carryOn({restore_container: away(Infinity)}, 3);
    expect(state.end).toBeUndefined();
    expect(state.waitsFor).toMatchObject({step: 'restore_container', reason: 'engine_unreachable'});
    expect(kindsOf().at(-1)).toBe('back_waits');
    journal = await openJournal(folder, clock);
    const next = await carryOn({restore_container: away(1)});
    expect(next.state.end).toBe('rolled_back');
    expect(next.state.waitsFor).toBeUndefined();
});

test('an action that throws is a failure of its step, and the others are reverted all the same', async () => {
    const {state} = await carryOn({
        restore_password: async () => {
            throw new FipsError('state_damaged', {file: 'x'});
        },
    });
    expect(state.end).toBe('needs_attention');
    expect(journal.events().flatMap((event) => (event.kind === 'back_done' ? [event.step] : []))).toEqual(
        BACK_STEP_CODES.filter((step) => step !== 'restore_password'),
    );
});
