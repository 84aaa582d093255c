import {userInfo} from 'node:os';
import {downtimeOf, EXIT_CODES, FipsError, hasNoDowntime, makePlanDigest} from '@fips-readiness/core';
import type {Actor, ExitCode, Plan, RunEnd, RunState} from '@fips-readiness/core';
import {readPlanFile} from '../plan/plan_file.ts';
import {markBrokenRun} from '../run/broken_run.ts';
import {judgePlan} from '../run/judge_plan.ts';
import {takeRunLock} from '../run/run_lock.ts';
import {enterRun} from '../run/enter_run.ts';
import type {RunToEnter} from '../run/enter_run.ts';
import {fetchRuns, makeRunFolder} from '../journal/run_store.ts';
import type {StoredRun} from '../journal/run_store.ts';
import {runSession} from '../run/session.ts';
import type {SessionStart} from '../run/session.ts';
import {SYSTEM_CLOCK} from '../clock/system_clock.ts';
import {speakEnglish} from '../words/speak.ts';
import {openAgent, openFacts} from '../agent/open_agent.ts';
import type {Agent, GlobalOptions} from '../agent/open_agent.ts';
import type {Changer} from '../port/driver.ts';
import {confirm} from './init.ts';
import {openRunIdentity} from './run_identity.ts';
import {makeRunPrinter} from './run_printer.ts';
import type {Terminal} from './terminal.ts';

export type ApplyOptions = GlobalOptions & {
    readonly yes: boolean;
    readonly resume: boolean;
    readonly change: string;
};

/** `fips-agent apply PLAN`: carries a plan out, or goes on with a run that was interrupted (`--resume`). */
export async function apply(
    terminal: Terminal,
    file: string | undefined,
    options: ApplyOptions,
    stop: AbortSignal,
): Promise<ExitCode> {
    const agent = await openAgent(terminal, options);
    const {settings} = agent;
    requireSwapMode(agent);
    const {keys} = await openRunIdentity(agent);
    const lock = await takeRunLock(settings.STATE_DIR);
    try {
        const runs = await fetchRuns(settings.STATE_DIR);
        const unfinished = runs.find(({state}) => state.end === undefined);
        if (options.resume) {
            if (!unfinished) {
                throw nothingToResume(runs.at(-1));
            }
            return await carryOut(terminal, agent, unfinished, keys.secret, () => ({code: 'resume'}), stop);
        }
        if (unfinished) {
            throw new FipsError('run_unfinished', {run: unfinished.runId.slice(0, 8)});
        }
        const {plan, text} = await readPlanFile(file ?? '');
        const opened = await openFacts(terminal, options, 'whole');
        const keep = await judgePlan(opened, plan, runs, keys.secret, terminal.now());
        await confirm(terminal, options.yes, askToApply(plan));
        const runId = await makeRunFolder(settings.STATE_DIR, text, keep);
        const start = (by: Actor): SessionStart => ({
            code: 'open',
            by,
            approvals: [{by, at: terminal.now().toISOString(), hostCode: false}],
            window: null,
            planDigest: makePlanDigest(text),
            changeReference: options.change,
        });
        return await carryOut(terminal, agent, {plan, runId}, keys.secret, start, stop);
    } finally {
        await lock.release();
    }
}

function nothingToResume(newest: StoredRun | undefined): FipsError {
    return newest
        ? new FipsError('run_ended', {
              run: newest.runId.slice(0, 8),
              end: speakEnglish(`run.end.${newest.state.end ?? 'open'}`),
          })
        : new FipsError('no_run', {run: ''});
}

/** Runs that change something are refused while the agent only reports. */
export function requireSwapMode({settings}: Agent): void {
    if (settings.MODE !== 'swap') {
        throw new FipsError('read_only_mode');
    }
}

/** Who is at the terminal. */
export function makeHostActor({host}: Pick<Changer, 'host'>): Actor {
    return {kind: 'host', user: userInfo().username, host};
}

/** Carries a run on until it ends or is stopped, says each event, and returns the exit code its end stands for. */
export async function carryOut(
    terminal: Terminal,
    agent: Agent,
    run: RunToEnter,
    fingerprintKey: string,
    start: (by: Actor) => SessionStart,
    stop: AbortSignal,
): Promise<ExitCode> {
    const {settings} = agent;
    const {plan, runId} = run;
    const broken = (error: unknown): Promise<unknown> => markBrokenRun(error, settings.STATE_DIR, runId);
    const isOpen = run.state !== undefined;
    const {changer, leave} = await enterRun(agent, run, terminal.now()).catch(async (error: unknown) => {
        throw isOpen ? await broken(error) : error;
    });
    let state: RunState | undefined;
    try {
        const by = makeHostActor(changer);
        const printer = makeRunPrinter(terminal, plan, settings, runId);
        state = await runSession(
            {
                plan,
                runId,
                changer,
                settings,
                clock: SYSTEM_CLOCK,
                fingerprintKey,
                onEvent: printer.event,
                onProgress: printer.progress,
                cancel: stop,
                cancelBy: () => by,
                stop,
            },
            start(by),
        );
        printer.end(state);
        return exitCodeOf(state);
    } catch (error) {
        throw await broken(error);
    } finally {
        await leave(state);
    }
}

const ENDS: Readonly<Record<RunEnd, ExitCode>> = {
    succeeded: EXIT_CODES.ready,
    rolled_back: EXIT_CODES.rolled_back,
    needs_attention: EXIT_CODES.needs_attention,
    refused: EXIT_CODES.refused,
    cancelled: EXIT_CODES.cancelled,
};

/** A run that was left open was interrupted; a rollback that somebody wanted and that went well is a success. */
export function exitCodeOf({end, rollBackWanted}: Pick<RunState, 'end' | 'rollBackWanted'>): ExitCode {
    if (end === 'rolled_back' && rollBackWanted) {
        return EXIT_CODES.ready;
    }
    return end === undefined ? EXIT_CODES.interrupted : ENDS[end];
}

function askToApply(plan: Plan): string {
    return hasNoDowntime(plan)
        ? speakEnglish('run.question_no_downtime')
        : speakEnglish('run.question', downtimeOf(plan));
}
