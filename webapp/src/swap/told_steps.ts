import {BACK_STEP_CODES, describeOutcome, describeReason, STEP_CODES} from '@fips-readiness/core';
import type {BackStepCode, RunEvent, StepCode, Voice} from '@fips-readiness/core';
import type {RunView} from '../state/run_view.ts';

/** How one step of a run stands: `skipped` is one that an ended or turned-back run never came to. */
export type ToldStep = {
    readonly step: StepCode | BackStepCode;
    readonly stand: 'done' | 'failed' | 'current' | 'waiting' | 'skipped';
    /** What came of it, in words; '' while nothing did. */
    readonly line: string;
    readonly tookMs: number | undefined;
    /** By the host's clock, ISO 8601; undefined where it has not begun. */
    readonly begunAt: string | undefined;
};

/** Every step of a run in order, the way back's after its own. Durations are the host's monotonic ones. */
export function tellSteps(run: RunView, voice: Voice): readonly ToldStep[] {
    const planned = run.plan?.steps.map(({code}) => code) ?? STEP_CODES.filter((code) => run.state.steps.has(code));
    const back = BACK_STEP_CODES.filter((code) => run.state.back.has(code));
    return [...planned, ...back].map((step) => tellStep(step, run, voice));
}

function tellStep(step: StepCode | BackStepCode, {events, state}: RunView, voice: Voice): ToldStep {
    const own = events.filter((event) => 'step' in event && event.step === step);
    const last = own.at(-1);
    const begun = own.findLast(({kind}) => kind === 'step_begun' || kind === 'back_begun');
    const isOver = state.end !== undefined || (state.turnedBack !== undefined && isForward(step));
    return {
        step,
        line: last ? lineOf(last, voice) : '',
        tookMs: last && begun && last !== begun ? Math.max(0, last.sinceMs - begun.sinceMs) : undefined,
        begunAt: begun?.at,
        stand: last ? standOf(last, isOver) : isOver ? 'skipped' : 'waiting',
    };
}

function standOf({kind}: RunEvent, isOver: boolean): ToldStep['stand'] {
    switch (kind) {
        case 'step_done':
        case 'back_done':
            return 'done';
        case 'step_failed':
        case 'back_failed':
            return 'failed';
        default:
            return isOver ? 'skipped' : 'current';
    }
}

function lineOf(event: RunEvent, voice: Voice): string {
    switch (event.kind) {
        case 'step_done':
        case 'back_done':
            return describeOutcome(event.outcome, event.data, voice);
        case 'step_failed':
        case 'back_failed':
            return describeReason(event.reason, event.data, voice);
        default:
            return '';
    }
}

function isForward(step: StepCode | BackStepCode): boolean {
    return (STEP_CODES as readonly string[]).includes(step);
}
