import type {Consequence, EventData} from '@fips-readiness/core';

/**
 * How a step's action ended. `outcome` and `reason` are permanent codes (words under `step.<step>.<code>`); data holds
 * codes, names and numbers only. `notices` keep the site up and are looked at by a person afterwards.
 */
export type StepResult =
    | {
          readonly code: 'done';
          readonly outcome: string;
          readonly data?: EventData;
          readonly notices?: readonly {readonly notice: string; readonly data: EventData}[];
      }
    | {
          readonly code: 'failed';
          readonly reason: string;
          readonly data?: EventData;
          readonly consequence: Consequence;
      };

/** Bytes or seconds of the step in hand: shown, never kept. */
export type StepProgressReport = {readonly done: number; readonly total: number | null; readonly unit: 'bytes' | 'ms'};

/** One step's action; may be repeated after a crash at any point of it. */
export type Performer = (
    signal: AbortSignal,
    onProgress: (progress: StepProgressReport) => void,
) => Promise<StepResult>;

/** The step did what it should. */
export function done(outcome: string, data: EventData = {}): StepResult {
    return {code: 'done', outcome, data};
}

/** The step failed; before the first change the run ends untouched, after it the way back is taken. */
export function failed(reason: string, data: EventData = {}, consequence: Consequence = 'roll_back'): StepResult {
    return {code: 'failed', reason, data, consequence};
}
