import {userInfo} from 'node:os';
import {
    EXIT_CODES,
    findBoundsRefusal,
    findPlanDifferences,
    FipsError,
    hasChanged,
    makePlanDigest,
} from '@fips-readiness/core';
import type {Actor, ExitCode, Plan, RunEnd, RunState} from '@fips-readiness/core';
import {findBlockers} from '../plan/find_blockers.ts';
import {readPlanFile} from '../plan/plan_file.ts';
import {takeRunLock} from '../run/run_lock.ts';
import {fetchRuns, makeRunFolder} from '../run/run_store.ts';
import type {StoredRun} from '../run/run_store.ts';
import {runSession} from '../run/session.ts';
import type {SessionInput, SessionStart} from '../run/session.ts';
import {SYSTEM_CLOCK} from '../run/system_clock.ts';
import {speakEnglish} from '../words/speak.ts';
import {openContext, openDriver, openFacts} from './context.ts';
import type {Context, GlobalOptions, OpenFacts} from './context.ts';
import {confirm} from './init.ts';
import {judgeFor, planNow} from './plan.ts';
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
    const context = await openContext(terminal, options);
    const {settings} = context;
    requireSwapMode(context);
    const {keys} = await openRunIdentity(context);
    const lock = await takeRunLock(settings.STATE_DIR);
    try {
        const runs = await fetchRuns(settings.STATE_DIR);
        const unfinished = runs.find(({state}) => state.end === undefined);
        if (options.resume) {
            if (!unfinished) {
                throw new FipsError('no_run', {run: ''});
            }
            const {plan, runId} = unfinished;
            // Half-way through a recreate there may be no container to look at: what the plan pins is enough.
            const pinned = {context, ...(await openDriver(context, plan.deployment.kind))};
            return await carryOut(terminal, pinned, {plan, runId, edits: []}, keys.secret, {code: 'resume'}, stop);
        }
        if (unfinished) {
            throw new FipsError('run_unfinished', {run: unfinished.runId.slice(0, 8)});
        }
        const {plan, text} = await readPlanFile(file ?? '');
        const opened = await openFacts(terminal, options);
        const edits = await judgePlan(opened, plan, runs, keys.secret, terminal.now());
        await confirm(terminal, options.yes, speakEnglish('run.question', downtimeOf(plan)));
        const runId = await makeRunFolder(settings.STATE_DIR, text);
        const start: SessionStart = {
            code: 'open',
            by: makeHostActor(opened),
            planDigest: makePlanDigest(text),
            changeReference: options.change,
        };
        return await carryOut(terminal, opened, {plan, runId, edits}, keys.secret, start, stop);
    } finally {
        await lock.release();
    }
}

/** Runs that change something are refused while the agent only reports. */
export function requireSwapMode({settings}: Context): void {
    if (settings.MODE !== 'swap') {
        throw new FipsError('read_only_mode');
    }
}

/** Who is at the terminal. */
export function makeHostActor({info}: Pick<OpenFacts, 'info'>): Actor {
    return {kind: 'host', user: userInfo().username, host: info.host};
}

/**
 * Is the plan still right, unused, within the bounds, and is nothing known that would make it fail? It is made anew from what
 * is seen now and compared: the file is not trusted. Answers the edits to carry out.
 */
async function judgePlan(
    opened: OpenFacts,
    plan: Plan,
    runs: readonly StoredRun[],
    fingerprintKey: string,
    now: Date,
): Promise<SessionInput['edits']> {
    const {settings} = opened.context;
    const used = runs.find((run) => run.plan.id === plan.id);
    if (used) {
        throw new FipsError('plan_used', {run: used.runId.slice(0, 8)});
    }
    const made = await planNow(opened, {
        goal: plan.goal,
        planId: plan.id,
        fingerprintKey,
        handover: plan.handover === 'asked_for',
    });
    const moved = findPlanDifferences(plan, made.plan);
    if (moved.length > 0) {
        const parts = [...new Set(moved.map((part) => speakEnglish(`plan.moved.${part}`)))].join(', ');
        throw new FipsError('plan_stale', {parts});
    }
    if (plan.mode === 'handover') {
        throw new FipsError('plan_is_handover', {reason: speakEnglish(`handover.${plan.handover ?? 'asked_for'}`)});
    }
    const bounds = {
        allow: settings.ALLOW,
        changesPerHour: settings.CHANGES_PER_HOUR,
        changesPerDay: settings.CHANGES_PER_DAY,
    };
    const refusal = findBoundsRefusal(bounds, plan.goal, runs.flatMap(readChangeTime), now.getTime());
    if (refusal === 'goal_not_allowed') {
        throw new FipsError('goal_not_allowed', {goal: plan.goal, allowed: settings.ALLOW.join(', ')});
    }
    if (refusal) {
        throw new FipsError('too_many_changes', {hour: settings.CHANGES_PER_HOUR, day: settings.CHANGES_PER_DAY});
    }
    const {failing, unknown} = findBlockers(plan, judgeFor(opened, plan.goal, now));
    const standing = [...failing, ...unknown];
    if (standing.length > 0) {
        throw new FipsError('not_ready_to_apply', {blockers: standing.length, checks: standing.join(', ')});
    }
    return made.edits;
}

/** When a run began to change something; empty for one that did not. */
export function readChangeTime({state, events}: StoredRun): readonly number[] {
    const first = events[0];
    return first && hasChanged(state) ? [Date.parse(first.at)] : [];
}

/** Carries a run on until it ends or is stopped, says each event, and answers the exit code its end stands for. */
export async function carryOut(
    terminal: Terminal,
    {context, driver, info}: Pick<OpenFacts, 'context' | 'driver' | 'info'>,
    run: Pick<SessionInput, 'plan' | 'runId' | 'edits'>,
    fingerprintKey: string,
    start: SessionStart,
    stop: AbortSignal,
): Promise<ExitCode> {
    const {engine, settings} = context;
    if (!driver.changer) {
        throw new FipsError('compose_missing');
    }
    if (run.plan.deployment.engineId !== info.id) {
        throw new FipsError('other_engine', {host: run.plan.deployment.host});
    }
    const printer = makeRunPrinter(terminal, run.plan, settings, run.runId);
    const state = await runSession(
        {
            ...run,
            engine,
            changer: driver.changer,
            settings,
            clock: SYSTEM_CLOCK,
            fingerprintKey,
            onEvent: printer.event,
            onProgress: printer.progress,
            cancel: stop,
            stop,
        },
        start,
    );
    printer.end(state);
    return exitCodeOf(state);
}

const ENDS: Readonly<Record<RunEnd, ExitCode>> = {
    succeeded: EXIT_CODES.ready,
    rolled_back: EXIT_CODES.rolled_back,
    needs_attention: EXIT_CODES.needs_attention,
    refused: EXIT_CODES.refused,
    cancelled: EXIT_CODES.cancelled,
};

/** A run that was left open was interrupted. */
export function exitCodeOf({end}: Pick<RunState, 'end'>): ExitCode {
    return end === undefined ? EXIT_CODES.interrupted : ENDS[end];
}

function downtimeOf({downtime}: Plan): Readonly<Record<'from' | 'to', number>> {
    const seconds = (ms: number) => Math.round(ms / 100) / 10;
    return {from: seconds(downtime.fromMs), to: seconds(downtime.toMs)};
}
