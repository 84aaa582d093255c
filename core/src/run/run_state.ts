import {CHANGING_STEPS} from '../plan/step.ts';
import type {BackStepCode, StepCode} from '../plan/step.ts';
import type {Actor, Consequence, RunEnd, RunEvent} from './run_event.ts';

/** How far a step is. `begun` without an end is what a crash leaves: the step is done again, every action may be repeated. */
export type StepProgress = 'begun' | 'done' | 'failed';

export type RunFailure = {
    readonly step: StepCode;
    readonly reason: string;
    readonly consequence: Consequence;
};

/** Where a run stands: the fold of its events, and nothing else. */
export type RunState = {
    readonly runId: string;
    readonly planId: string;
    readonly planDigest: string;
    readonly openedBy: Actor | undefined;
    readonly steps: ReadonlyMap<StepCode, StepProgress>;
    readonly back: ReadonlyMap<BackStepCode, StepProgress>;
    readonly failure: RunFailure | undefined;
    /** Findings that keep the site up and end in `needs_attention`. */
    readonly notices: readonly string[];
    readonly cancelAsked: boolean;
    readonly rollBackAsked: boolean;
    readonly turnedBack: string | undefined;
    /** The way back was given up. */
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
    failure: undefined,
    notices: [],
    cancelAsked: false,
    rollBackAsked: false,
    turnedBack: undefined,
    discarded: false,
    end: undefined,
    events: 0,
};

/** Folds a run's events, oldest first. */
export function foldRun(events: readonly RunEvent[]): RunState {
    return events.reduce(foldEvent, RUN_START);
}

/** Has a run changed something that was not taken back yet, and that still can be? */
export function canBeTakenBack(state: RunState): boolean {
    return hasChanged(state) && state.end !== 'rolled_back' && !state.discarded;
}

/** Has the run begun to touch what the deployment lives from? */
export function hasChanged(state: Pick<RunState, 'steps'>): boolean {
    return CHANGING_STEPS.some((step) => state.steps.has(step));
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
            return {...next, steps: put(state.steps, event.step, 'begun')};
        case 'step_done':
            return {...next, steps: put(state.steps, event.step, 'done')};
        case 'step_failed': {
            const {step, reason, consequence} = event;
            return {...next, steps: put(state.steps, step, 'failed'), failure: {step, reason, consequence}};
        }
        case 'noticed':
            return {...next, notices: [...state.notices, event.notice]};
        case 'cancel_asked':
            return {...next, cancelAsked: true};
        case 'roll_back_asked':
            // A run that has ended goes on from here: its way back was not walked yet, or broke off.
            return {...next, rollBackAsked: true, end: undefined, back: new Map()};
        case 'turned_back':
            return {...next, turnedBack: event.because};
        case 'back_begun':
            return {...next, back: put(state.back, event.step, 'begun')};
        case 'back_done':
            return {...next, back: put(state.back, event.step, 'done')};
        case 'back_failed':
            return {...next, back: put(state.back, event.step, 'failed')};
        case 'closed':
            return {...next, end: event.end};
        case 'discarded':
            return {...next, discarded: true};
    }
}

function put<K>(map: ReadonlyMap<K, StepProgress>, key: K, progress: StepProgress): ReadonlyMap<K, StepProgress> {
    return new Map(map).set(key, progress);
}
