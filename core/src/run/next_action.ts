import type {Plan} from '../plan/plan.ts';
import {BACK_STEP_CODES, BACK_STEPS, findReverted} from '../plan/steps.ts';
import type {BackStepCode, StepCode} from '../plan/steps.ts';
import {hasChanged, mayRunTarget} from './run_state.ts';
import type {RunState, StepProgress} from './run_state.ts';
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
 * Before the first change a failure ends the run untouched. After it the run is rolled back, unless the settings say that a
 * person decides once the new container may be running, or the failure leaves the site up.
 */
function answerFailure(
    {reason, consequence}: NonNullable<RunState['failure']>,
    state: RunState,
    rollBack: Plan['rollBack'],
): RunAction {
    if (consequence === 'attention') {
        return {do: 'close', end: 'needs_attention', because: reason};
    }
    if (!hasChanged(state)) {
        return {do: 'close', end: 'refused', because: reason};
    }
    if (rollBack === 'ask' && mayRunTarget(state)) {
        return {do: 'close', end: 'needs_attention', because: reason};
    }
    return {do: 'turn_back', because: reason};
}

/** Each thing that was changed is reverted by itself, in the fixed order, whatever else fails; what failed is left to a person. */
function goBack(state: RunState): RunAction {
    const step = BACK_STEP_CODES.find((one) => isNeeded(one, state) && !hasEnded(state.back.get(one)));
    if (step !== undefined) {
        return {do: 'go_back', step};
    }
    const failed = BACK_STEP_CODES.find((one) => state.back.get(one) === 'failed');
    if (failed !== undefined) {
        return {do: 'close', end: 'needs_attention', because: `${failed}_failed`};
    }
    return {do: 'close', end: 'rolled_back', because: state.turnedBack ?? 'roll_back_asked'};
}

function hasEnded(progress: StepProgress | undefined): boolean {
    return progress === 'done' || progress === 'failed';
}

function isNeeded(step: BackStepCode, {changed, back}: RunState): boolean {
    const reverted = findReverted(step);
    return reverted === undefined
        ? BACK_STEPS[step].follows.some((one) => back.get(one) === 'done')
        : changed.has(reverted);
}
