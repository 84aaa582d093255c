import {hasChanged, isFipsError, nextAction, STEPS} from '@fips-readiness/core';
import type {Actor, BackStepCode, EventData, RunEvent, RunState, RunTerms, StepCode} from '@fips-readiness/core';
import type {Downtime} from '../downtime/door_watch.ts';
import type {Journal} from '../journal/journal.ts';
import type {DriverRun} from '../port/driver.ts';
import {failed} from '../port/step_result.ts';
import type {Performer, StepProgressReport, StepResult, Waits} from '../port/step_result.ts';

/** What carries a run out. Actions decide nothing: what comes next is `nextAction` of core alone. */
export type RunPorts = {
    readonly journal: Journal;
    readonly terms: RunTerms;
    readonly steps: DriverRun['steps'];
    readonly backSteps: DriverRun['backSteps'];
    /** Called before the way back begins, and after each line of the journal: the rescue kit and what is kept of a failure. */
    readonly beforeTurningBack: () => Promise<void>;
    readonly afterEvent: (event: RunEvent) => Promise<void>;
    readonly onProgress: (step: StepCode | BackStepCode, progress: StepProgressReport) => void;
    /** Measured so far, for the line that closes the run. */
    readonly downtime: () => Downtime;
    /** Kept out of sight: foreign errors may hold secrets. */
    readonly keepError: (error: unknown) => Promise<void>;
    /** Ends the step in hand and the run, only while nothing was changed. */
    readonly cancel: AbortSignal;
    readonly cancelBy: () => Actor;
    /** Finishes the action in hand and leaves the rest to the next start. */
    readonly stop: AbortSignal;
    /** Passes the time between two tries of a step that waits; ends early at `stop`. */
    readonly pause: () => Promise<void>;
};

/** What the step that failed for this reason said of it. */
function dataOfFailure(journal: Journal, because: string): {readonly data?: EventData} {
    const failure = journal.events().findLast((event) => event.kind === 'step_failed' && event.reason === because);
    return failure?.kind === 'step_failed' ? {data: failure.data} : {};
}

const NEVER = new AbortController().signal;

/** Carries a run on from where its journal stands, to its end or to `stop`. Answers the state it is left in. */
export async function executeRun(ports: RunPorts): Promise<RunState> {
    const {journal, terms} = ports;
    const append = async (body: Parameters<Journal['append']>[0]): Promise<void> =>
        ports.afterEvent(await journal.append(body));
    const noteCancel = async (): Promise<void> => {
        if (ports.cancel.aborted && !journal.state().cancelAsked && !hasChanged(journal.state())) {
            await append({kind: 'cancel_asked', by: ports.cancelBy()});
        }
    };
    while (!ports.stop.aborted || (ports.cancel.aborted && !hasChanged(journal.state()))) {
        await noteCancel();
        const action = nextAction(terms, journal.state());
        switch (action.do) {
            case 'nothing':
                return journal.state();
            case 'close': {
                const {end, because} = action;
                const {container: downMs, frontDoor: frontDownMs} = ports.downtime();
                await append({kind: 'closed', end, because, downMs, frontDownMs});
                break;
            }
            case 'turn_back':
                await ports.beforeTurningBack().catch(ports.keepError);
                await append({kind: 'turned_back', because: action.because, ...dataOfFailure(journal, action.because)});
                break;
            case 'perform': {
                const {step} = action;
                await append({kind: 'step_begun', step});
                const result = await attempt(ports, step, ports.steps[step] ?? notOffered);
                await noteCancel();
                for (const {notice, data} of result.code === 'done' ? (result.notices ?? []) : []) {
                    await append({kind: 'noticed', notice, data});
                }
                await append(
                    result.code === 'done'
                        ? {kind: 'step_done', step, outcome: result.outcome, data: dataOf(result)}
                        : {
                              kind: 'step_failed',
                              step,
                              reason: result.reason,
                              data: dataOf(result),
                              consequence: result.consequence,
                          },
                );
                break;
            }
            case 'go_back': {
                const {step} = action;
                await append({kind: 'back_begun', step});
                const result = await revert(ports, step, append);
                if (result) {
                    await append(
                        result.code === 'done'
                            ? {kind: 'back_done', step, outcome: result.outcome, data: dataOf(result)}
                            : {kind: 'back_failed', step, reason: result.reason, data: dataOf(result)},
                    );
                }
                break;
            }
        }
    }
    return journal.state();
}

type Append = (body: Parameters<Journal['append']>[0]) => Promise<void>;

/**
 * A step of the rollback, tried again while the engine or the database is away: nobody may be there to do it. Undefined where
 * the agent was told to stop meanwhile; the step is open then, and the next start goes on with it.
 */
async function revert(ports: RunPorts, step: BackStepCode, append: Append): Promise<StepResult | undefined> {
    for (;;) {
        const result = await attempt(ports, step, ports.backSteps[step] ?? notOffered);
        if (result.code !== 'waits') {
            return result;
        }
        const {reason, data = {}} = result;
        if (ports.journal.state().waitsFor?.reason !== reason) {
            await append({kind: 'back_waits', step, reason, data});
        }
        await ports.pause();
        if (ports.stop.aborted) {
            return undefined;
        }
    }
}

function dataOf(result: StepResult): EventData {
    return result.data ?? {};
}

/** A plan names only steps its driver has; one that was made by another version may name more. */
const notOffered: Performer = () => Promise.resolve(failed('unexpected', {}, 'stop'));

function isCancellable(step: StepCode | BackStepCode): boolean {
    return step in STEPS && STEPS[step as StepCode].cancellable;
}

/** Whatever goes wrong inside an action is a failure of its step: a run never ends by an exception. */
async function attempt<T extends StepResult | Waits>(
    ports: RunPorts,
    step: StepCode | BackStepCode,
    perform: (...args: Parameters<Performer>) => Promise<T>,
): Promise<T | StepResult> {
    try {
        return await perform(isCancellable(step) ? ports.cancel : NEVER, (progress) =>
            ports.onProgress(step, progress),
        );
    } catch (error) {
        await ports.keepError(error);
        return isFipsError(error)
            ? {code: 'failed', reason: error.code, data: error.data, consequence: 'roll_back'}
            : {code: 'failed', reason: 'unexpected', consequence: 'roll_back'};
    }
}
