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

/** How far the step in hand is: shown, never kept. `phase` is a word below `run.phase.`. */
export type StepProgressReport =
    | {readonly done: number; readonly total: number | null; readonly unit: 'bytes' | 'ms'}
    | {
          readonly done: number;
          readonly total: number;
          readonly unit: 'pods';
          readonly phase: 'operator' | 'update_check' | 'pods';
      };

/** One step's action; may be repeated after a crash at any point of it. */
export type Performer = (
    signal: AbortSignal,
    onProgress: (progress: StepProgressReport) => void,
) => Promise<StepResult>;

/** What a step of the rollback cannot go on without. Permanent codes; words under `wait.<code>`. */
export type WaitReason =
    | 'engine_unreachable'
    | 'engine_slow'
    | 'cluster_unreachable'
    | 'database_unreachable'
    | 'database_away'
    | 'database_paused'
    | 'database_gone';

/** A step of the rollback that cannot go on yet: nothing is given up, it is tried again. */
export type Waits = {readonly code: 'waits'; readonly reason: WaitReason; readonly data?: EventData};

/** One step of the rollback. */
export type Reverter = (
    signal: AbortSignal,
    onProgress: (progress: StepProgressReport) => void,
) => Promise<StepResult | Waits>;

/** The step did what it should. */
export function done(outcome: string, data: EventData = {}): StepResult {
    return {code: 'done', outcome, data};
}

/** The step failed. What it may have changed is reverted, unless `consequence` says it left everything as it was. */
export function failed(reason: string, data: EventData = {}, consequence: Consequence = 'roll_back'): StepResult {
    return {code: 'failed', reason, data, consequence};
}
