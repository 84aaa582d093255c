import {STEPS} from '../plan/steps.ts';
import type {BackStepCode, StepCode} from '../plan/steps.ts';
import type {Actor, Consequence, EventData, RunEnd, RunEvent} from './run_event.ts';

/** How far a step is. `begun` without an end is what a crash leaves: the step is done again, every action may be repeated. */
export type StepProgress = 'begun' | 'done' | 'failed';

export type RunFailure = {
    readonly step: StepCode;
    readonly reason: string;
    readonly consequence: Consequence;
};

/** What a step of the rollback waits for before it can go on: what is in the way, as a reason's code with its values. */
export type RunWait = {readonly step: BackStepCode; readonly reason: string; readonly data: EventData};

/** Where a run stands: the fold of its events, and nothing else. */
export type RunState = {
    readonly runId: string;
    readonly planId: string;
    readonly planDigest: string;
    readonly openedBy: Actor | undefined;
    readonly steps: ReadonlyMap<StepCode, StepProgress>;
    readonly back: ReadonlyMap<BackStepCode, StepProgress>;
    /**
     * Changing steps that may have touched what the deployment lives from, and how often each was started. One that failed
     * and says it left everything as it was is not among them, unless an earlier try of it was cut off.
     */
    readonly changed: ReadonlyMap<StepCode, number>;
    /** What the rollback waits for right now. */
    readonly waitsFor: RunWait | undefined;
    /** Where the rescue kit is on the host; '' until it is written. */
    readonly kitFolder: string;
    /** Plugins whose stored bundle the rollback has restored. */
    readonly restoredBundles: readonly string[];
    readonly failure: RunFailure | undefined;
    /** Findings that keep the site up and end in `needs_attention`. */
    readonly notices: readonly string[];
    readonly cancelAsked: boolean;
    readonly rollBackAsked: boolean;
    /** Somebody asked for the rollback of a run that had ended, or in which nothing had failed. */
    readonly rollBackWanted: boolean;
    readonly turnedBack: string | undefined;
    /** What was kept for the rollback is discarded. */
    readonly discarded: boolean;
    readonly end: RunEnd | undefined;
    readonly events: number;
};

const RUN_START: RunState = {
    runId: '',
    planId: '',
    planDigest: '',
    openedBy: undefined,
    steps: new Map(),
    back: new Map(),
    changed: new Map(),
    waitsFor: undefined,
    kitFolder: '',
    restoredBundles: [],
    failure: undefined,
    notices: [],
    cancelAsked: false,
    rollBackAsked: false,
    rollBackWanted: false,
    turnedBack: undefined,
    discarded: false,
    end: undefined,
    events: 0,
};

/** Folds a run's events, oldest first. */
export function foldRun(events: readonly RunEvent[]): RunState {
    return events.reduce(foldEvent, RUN_START);
}

/** Has a run changed something that was not rolled back yet, and that still can be? */
export function canBeTakenBack(state: RunState): boolean {
    return hasChanged(state) && state.end !== 'rolled_back' && !state.discarded;
}

/** Has the run started to touch what the deployment lives from? */
export function hasChanged({changed}: Pick<RunState, 'changed'>): boolean {
    return changed.size > 0;
}

/** May the target image have run since the run was started? */
export function mayRunTarget({changed}: Pick<RunState, 'changed'>): boolean {
    return [...changed.keys()].some((step) => STEPS[step].runsTarget);
}

/** Did the run end with the new container ready, and keep it? A person may still have to look at what it noticed. */
export function hasMoved({end, steps, turnedBack, rollBackAsked}: RunState): boolean {
    return (
        (end === 'succeeded' || end === 'needs_attention') &&
        [...steps].some(([step, progress]) => STEPS[step].proves === 'ready' && progress === 'done') &&
        turnedBack === undefined &&
        !rollBackAsked
    );
}

function hasNotFailed({failure, turnedBack}: RunState): boolean {
    return failure === undefined && turnedBack === undefined;
}

/** The state after one more event. */
export function foldEvent(state: RunState, event: RunEvent): RunState {
    const next = {...state, events: event.n};
    switch (event.kind) {
        case 'opened':
            return {
                ...next,
                runId: event.runId,
                planId: event.planId,
                planDigest: event.planDigest,
                openedBy: event.by,
            };
        case 'resumed':
            return next;
        case 'step_begun':
            return {
                ...next,
                steps: put(state.steps, event.step, 'begun'),
                changed: STEPS[event.step].changes
                    ? put(state.changed, event.step, (state.changed.get(event.step) ?? 0) + 1)
                    : state.changed,
            };
        case 'step_done':
            return {
                ...next,
                steps: put(state.steps, event.step, 'done'),
                kitFolder: event.step === 'rescue_kit' ? String(event.data['path'] ?? '') : state.kitFolder,
            };
        case 'step_failed': {
            const {step, reason, consequence} = event;
            const untouched = consequence === 'stop' && state.changed.get(step) === 1;
            return {
                ...next,
                steps: put(state.steps, step, 'failed'),
                changed: untouched ? without(state.changed, step) : state.changed,
                failure: {step, reason, consequence},
            };
        }
        case 'noticed':
            return {...next, notices: [...state.notices, event.notice]};
        case 'cancel_asked':
            return {...next, cancelAsked: true};
        case 'roll_back_asked':
            // A run that has ended goes on from here: its rollback has not started yet, or broke off.
            return {
                ...next,
                rollBackAsked: true,
                rollBackWanted: state.rollBackWanted || state.end !== undefined || hasNotFailed(state),
                end: undefined,
                back: new Map(),
                waitsFor: undefined,
            };
        case 'turned_back':
            return {...next, turnedBack: event.because};
        case 'back_begun':
            return {...next, back: put(state.back, event.step, 'begun')};
        case 'back_waits': {
            const {step, reason, data} = event;
            return {...next, waitsFor: {step, reason, data}};
        }
        case 'back_done':
            return {
                ...next,
                back: put(state.back, event.step, 'done'),
                waitsFor: undefined,
                restoredBundles: readNames(event.data['bundles']) ?? state.restoredBundles,
            };
        case 'back_failed':
            return {...next, back: put(state.back, event.step, 'failed'), waitsFor: undefined};
        case 'closed':
            return {...next, end: event.end};
        case 'discarded':
            return {...next, discarded: true};
    }
}

function readNames(value: EventData[string] | undefined): readonly string[] | undefined {
    return Array.isArray(value) ? value : undefined;
}

function put<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
    return new Map(map).set(key, value);
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
    return new Map([...map].filter(([one]) => one !== key));
}
