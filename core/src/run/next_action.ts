import type {Plan} from '../plan/plan.ts';
import {BACK_STEP_CODES} from '../plan/step.ts';
import type {BackStepCode, StepCode} from '../plan/step.ts';
import {hasChanged} from './run_state.ts';
import type {RunState} from './run_state.ts';
import type {RunEnd} from './run_event.ts';

/** What a run does next. `close` carries the reason's code: words under `run.because.<code>`. */
export type RunAction =
    | {readonly do: 'perform'; readonly step: StepCode}
    | {readonly do: 'turn_back'; readonly because: string}
    | {readonly do: 'go_back'; readonly step: BackStepCode}
    | {readonly do: 'close'; readonly end: RunEnd; readonly because: string}
    | {readonly do: 'nothing'};

/** What a run is judged by besides its events. */
export type RunTerms = {readonly steps: readonly StepCode[]; readonly rollBack: Plan['rollBack']};

/** The next action of a run, out of its plan and its events alone: the same after a crash as without one. */
export function nextAction({steps, rollBack}: RunTerms, state: RunState): RunAction {
    if (state.end !== undefined) {
        return {do: 'nothing'};
    }
    if (state.turnedBack !== undefined || state.rollBackAsked) {
        return goBack(state);
    }
    if (state.cancelAsked && !hasChanged(state)) {
        return {do: 'close', end: 'cancelled', because: 'cancel_asked'};
    }
    if (state.failure) {
        return answerFailure(state.failure, state, rollBack);
    }
    const step = steps.find((one) => state.steps.get(one) !== 'done');
    if (step !== undefined) {
        return {do: 'perform', step};
    }
    const [notice] = state.notices;
    return notice === undefined
        ? {do: 'close', end: 'succeeded', because: 'all_steps_done'}
        : {do: 'close', end: 'needs_attention', because: notice};
}

/**
 * Before the first change a failure ends the run untouched. After it the way back is taken, unless the settings say that a
 * person decides once the new container may be running, or the failure leaves the site up.
 */
function answerFailure(
    {step, reason, consequence}: NonNullable<RunState['failure']>,
    state: RunState,
    rollBack: Plan['rollBack'],
): RunAction {
    if (consequence === 'attention') {
        return {do: 'close', end: 'needs_attention', because: reason};
    }
    if (!hasChanged(state) || (step === 'rotate' && consequence === 'stop')) {
        return {do: 'close', end: 'refused', because: reason};
    }
    if (rollBack === 'ask' && state.steps.has('recreate')) {
        return {do: 'close', end: 'needs_attention', because: reason};
    }
    return {do: 'turn_back', because: reason};
}

/** Only what was begun is taken back, in the fixed order; one failure on the way leaves it to a person. */
function goBack(state: RunState): RunAction {
    const failed = BACK_STEP_CODES.find((step) => state.back.get(step) === 'failed');
    if (failed !== undefined) {
        return {do: 'close', end: 'needs_attention', because: `${failed}_failed`};
    }
    const step = BACK_STEP_CODES.find((one) => isNeeded(one, state) && state.back.get(one) !== 'done');
    if (step !== undefined) {
        return {do: 'go_back', step};
    }
    return {do: 'close', end: 'rolled_back', because: state.turnedBack ?? 'roll_back_asked'};
}

function isNeeded(step: BackStepCode, {steps}: RunState): boolean {
    switch (step) {
        case 'restore_files':
            return steps.has('edit');
        case 'restore_password':
            return steps.has('rotate');
        case 'restore_container':
        case 'wait_back':
        case 'verify_back':
            return steps.has('recreate');
    }
}
