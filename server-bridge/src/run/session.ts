import {join} from 'node:path';
import {isFipsError, STEPS} from '@fips-readiness/core';
import type {
    Actor,
    Approval,
    StartWindow,
    BackStepCode,
    Plan,
    RunEvent,
    RunEventBody,
    RunState,
    StepCode,
} from '@fips-readiness/core';
import type {Changer, DriverRun} from '../port/driver.ts';
import type {Settings} from '../settings/settings.ts';
import {writeDurably} from '../state/durable_file.ts';
import {VERSION} from '../version.ts';
import type {Clock} from '../clock/clock.ts';
import {executeRun} from './execute_run.ts';
import {openJournal} from '../journal/journal.ts';
import type {RunContext} from '../port/run_context.ts';
import {findRunFolder} from '../journal/run_store.ts';
import {failed} from '../port/step_result.ts';
import type {Performer, StepProgressReport} from '../port/step_result.ts';
import {startDowntimeWatch} from './downtime_watch.ts';

/** What a run needs of the world, and who is told while it goes on. */
export type SessionInput = {
    readonly changer: Changer;
    readonly settings: Settings;
    readonly plan: Plan;
    readonly runId: string;
    readonly clock: Clock;
    readonly fingerprintKey: string;
    /** `head` is the journal's chain value with this event in it. */
    readonly onEvent: (event: RunEvent, state: RunState, head: string) => Promise<void> | void;
    readonly onProgress: (step: StepCode | BackStepCode, progress: StepProgressReport) => void;
    /** Asked right before the target image may run, the last moment to leave everything as it is: may the run still go on? */
    readonly guard?: () => Promise<boolean>;
    readonly cancel: AbortSignal;
    readonly cancelBy: () => Actor;
    readonly stop: AbortSignal;
};

/** Who let a run begin, in which time, and under which reference of theirs. */
export type Approved = {
    readonly by: Actor;
    readonly approvals: readonly Approval[];
    readonly window: StartWindow | null;
    readonly changeReference: string;
};

/** Why a session is entered: a new run, one that was interrupted, or one to be taken back. */
export type SessionStart =
    | ({readonly code: 'open'; readonly planDigest: string} & Approved)
    | {readonly code: 'resume'}
    | {readonly code: 'roll_back'; readonly by: Actor};

/** Carries a run out, on, or back, until it ends or `stop` is aborted. The caller holds the run lock. */
export async function runSession(input: SessionInput, start: SessionStart): Promise<RunState> {
    const {plan, settings, runId, clock, changer} = input;
    const folder = findRunFolder(settings.STATE_DIR, runId);
    const journal = await openJournal(folder, clock);
    const keepOutput = (name: string, text: string) => writeDurably(join(folder, name), text);
    const context: RunContext = {...input, folder, journal, keepOutput};
    const run = changer.openRun(context);
    const watch = startDowntimeWatch(context, changer);
    const afterEvent = async (event: RunEvent): Promise<void> => {
        // The kit is a help, not a condition: a full disk must not stop the rollback.
        await run.writeRescue(journal.state()).catch(() => undefined);
        watch.note(event);
        await input.onEvent(event, journal.state(), journal.head());
    };
    try {
        await afterEvent(await journal.append(openingEvent(start, input)));
        return await executeRun({
            journal,
            terms: {steps: plan.steps.map(({code}) => code), rollBack: plan.rollBack},
            steps: guarded(run.steps, input),
            backSteps: run.backSteps,
            beforeTurningBack: run.keepFailure,
            afterEvent,
            onProgress: input.onProgress,
            downtime: watch.read,
            keepError: (error) => keepOutput('error.txt', describeError(error)).catch(() => undefined),
            cancel: input.cancel,
            cancelBy: input.cancelBy,
            stop: input.stop,
            pause: () => clock.sleep(RETRY_MS, input.stop),
        });
    } finally {
        await watch.stop();
    }
}

/** Between two tries of a step of the rollback that waits for the engine or the database. */
const RETRY_MS = 2_000;

/** The page hears that it begins before it falls silent: the site is still up meanwhile. */
const ANNOUNCED_MS = 2_000;

/** The queue is looked at again before the target image may run (security.md rule 2): what cannot be looked at is not safe. */
function guarded(steps: DriverRun['steps'], {guard, clock}: SessionInput): DriverRun['steps'] {
    if (!guard) {
        return steps;
    }
    const withGuard = Object.entries(steps).map(([step, perform]): [string, Performer] => [
        step,
        STEPS[step as StepCode].runsTarget
            ? async (signal, onProgress) => {
                  if (!(await guard().catch(() => false))) {
                      return failed('queue_unsafe', {}, 'stop');
                  }
                  await clock.sleep(ANNOUNCED_MS);
                  return perform(signal, onProgress);
              }
            : perform,
    ]);
    return Object.fromEntries(withGuard);
}

function openingEvent(start: SessionStart, {runId, plan}: SessionInput): RunEventBody {
    switch (start.code) {
        case 'open':
            return {
                kind: 'opened',
                format: 1,
                runId,
                planId: plan.id,
                planDigest: start.planDigest,
                goal: plan.goal,
                by: start.by,
                approvals: [...start.approvals],
                window: start.window,
                agentVersion: VERSION,
                changeReference: start.changeReference,
            };
        case 'resume':
            return {kind: 'resumed', agentVersion: VERSION};
        case 'roll_back':
            return {kind: 'roll_back_asked', by: start.by};
    }
}

function describeError(error: unknown): string {
    if (isFipsError(error)) {
        return `${error.code} ${JSON.stringify(error.data)}\n`;
    }
    return error instanceof Error ? `${error.stack ?? error.message}\n` : `${String(error)}\n`;
}
