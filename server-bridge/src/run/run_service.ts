import {randomBytes} from 'node:crypto';
import {mkdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {
    findBlockers,
    FipsError,
    foldEvent,
    hasChanged,
    makePlanDigest,
    parsePlan,
    printPlan,
    signEvidence,
} from '@fips-readiness/core';
import type {Actor, Blockers, Evidence, Goal, Plan, RunEvent, RunState} from '@fips-readiness/core';
import type {Agent, OpenFacts} from '../agent/open_agent.ts';
import {gatherEvidence} from '../evidence/gather_evidence.ts';
import {judgeFor, planNow} from '../plan/plan_now.ts';
import {writeDurably} from '../state/durable_file.ts';
import {discard} from './discard.ts';
import {enterRun} from './enter_run.ts';
import type {EnteredRun, RunToEnter} from './enter_run.ts';
import {judgePlan} from './judge_plan.ts';
import {requireRollback} from './require_rollback.ts';
import {takeRunLock} from './run_lock.ts';
import {fetchRuns, findRun, makeRunFolder} from '../journal/run_store.ts';
import type {StoredRun} from '../journal/run_store.ts';
import {runSession} from './session.ts';
import type {Approved, SessionStart} from './session.ts';
import {SYSTEM_CLOCK} from '../clock/system_clock.ts';

/** What a run tells while it goes on: each event as it stands in the journal by now. */
export type RunNews = {
    readonly runId: string;
    readonly plan: Plan;
    readonly event: RunEvent;
    readonly state: RunState;
    readonly head: string;
};

/**
 * Where requests become plans and runs. Every call throws FipsError for what it refuses; a run that has begun goes on by itself
 * and is told through `onNews`.
 */
export type RunService = {
    readonly makePlan: (goal: Goal) => Promise<{readonly planText: string; readonly blockers: Blockers}>;
    /** The exact text of a plan this agent has made; undefined where it made none of that id. */
    readonly readPlan: (planId: string) => Promise<string | undefined>;
    readonly begin: (planText: string, approved: Approved) => Promise<void>;
    readonly rollBack: (runId: string, by: Actor) => Promise<void>;
    /** Gives up what a run keeps for its way back. */
    readonly discard: (runId: string, by: Actor) => Promise<void>;
    /** False where it is too late. */
    readonly cancel: (runId: string, by: Actor) => boolean;
    /** Goes on with a run an earlier start of the agent left open; answers it. */
    readonly resume: () => Promise<StoredRun | undefined>;
    readonly fetchRuns: () => Promise<readonly StoredRun[]>;
    /** Evidence of the state now with a run's record, or with none for '', and its signature. */
    readonly makeReport: (runId: string) => Promise<{readonly evidence: Evidence; readonly signature: string}>;
    /** Resolves when no run goes on. */
    readonly idle: () => Promise<void>;
};

type ServiceInput = {
    readonly open: () => Promise<OpenFacts>;
    readonly agent: Agent;
    readonly fingerprintKey: string;
    readonly now: () => Date;
    readonly onNews: (news: RunNews) => Promise<void>;
    readonly guard: () => Promise<boolean>;
    readonly stop: AbortSignal;
};

/** Makes the desk of a serving agent. */
export function makeRunService(input: ServiceInput): RunService {
    const {agent, fingerprintKey, now} = input;
    const {settings} = agent;
    const {STATE_DIR: stateDirectory, MODE: mode} = settings;
    let current:
        {readonly runId: string; readonly cancel: (by: Actor) => boolean; readonly ended: Promise<void>} | undefined;

    /** Takes both locks, carries the run on in the background, and lets go of them at its end. */
    const carryOn = async (run: RunToEnter, start: SessionStart): Promise<void> => {
        const lock = await takeRunLock(stateDirectory);
        const cancel = new AbortController();
        let cancelBy: Actor | undefined;
        let state: RunState | undefined;
        let entered: EnteredRun | undefined;
        const release = async () => {
            await entered?.leave(state);
            await lock.release();
        };
        try {
            entered = await enterRun(agent, run, now());
            const {changer} = entered;
            const session = runSession(
                {
                    ...run,
                    changer,
                    settings,
                    clock: SYSTEM_CLOCK,
                    fingerprintKey,
                    onEvent: async (event, after, head) => {
                        state = after;
                        await input.onNews({runId: run.runId, plan: run.plan, event, state: after, head});
                    },
                    onProgress: () => undefined,
                    guard: input.guard,
                    cancel: cancel.signal,
                    cancelBy: () => cancelBy ?? {kind: 'host', user: '', host: run.plan.target.host},
                    stop: input.stop,
                },
                start,
            );
            const ended = session.then(
                () => undefined,
                () => undefined,
            );
            current = {
                runId: run.runId,
                ended: ended.finally(async () => {
                    current = undefined;
                    await release();
                }),
                cancel: (by) => {
                    if (state && hasChanged(state)) {
                        return false;
                    }
                    cancelBy = by;
                    cancel.abort();
                    return true;
                },
            };
        } catch (error) {
            await release();
            throw error;
        }
    };
    const requireSwap = () => {
        if (mode !== 'swap') {
            throw new FipsError('read_only_mode');
        }
        if (current) {
            throw new FipsError('run_in_progress', {folder: stateDirectory});
        }
    };
    const readPlan = async (planId: string): Promise<string | undefined> => {
        const text = await readFile(join(stateDirectory, 'plans', `${planId}.json`), 'utf8').catch(() => '');
        return parsePlan(text)?.id === planId ? text : undefined;
    };
    return {
        makePlan: async (goal) => {
            const opened = await input.open();
            const wish = {goal, planId: randomBytes(16).toString('hex'), fingerprintKey, handover: false};
            const {plan} = await planNow(opened, wish);
            const planText = printPlan(plan);
            await mkdir(join(stateDirectory, 'plans'), {recursive: true, mode: 0o700});
            await writeDurably(join(stateDirectory, 'plans', `${plan.id}.json`), planText);
            return {planText, blockers: findBlockers(plan, judgeFor(opened, plan, now()))};
        },
        readPlan,
        begin: async (planText, approved) => {
            requireSwap();
            const plan = parsePlan(planText);
            if (!plan) {
                throw new FipsError('plan_unreadable', {file: ''});
            }
            const runs = await fetchRuns(stateDirectory);
            const unfinished = runs.find(({state}) => state.end === undefined);
            if (unfinished) {
                throw new FipsError('run_unfinished', {run: unfinished.runId.slice(0, 8)});
            }
            const keep = await judgePlan(await input.open(), plan, runs, fingerprintKey, now());
            const runId = await makeRunFolder(stateDirectory, planText, keep);
            const planDigest = makePlanDigest(planText);
            await carryOn({plan, runId}, {code: 'open', planDigest, ...approved});
        },
        rollBack: async (runId, by) => {
            requireSwap();
            const run = await findRun(stateDirectory, runId);
            if (!run) {
                throw new FipsError('no_run', {run: runId.slice(0, 8)});
            }
            requireRollback(run, settings, now());
            await carryOn(run, {code: 'roll_back', by});
        },
        discard: async (runId, by) => {
            requireSwap();
            const run = await findRun(stateDirectory, runId);
            if (!run) {
                throw new FipsError('no_run', {run: runId.slice(0, 8)});
            }
            const lock = await takeRunLock(stateDirectory);
            try {
                const {changer, leave} = await enterRun(agent, run, now());
                const discarded = await discard({changer, settings, clock: SYSTEM_CLOCK, by}, run).finally(() =>
                    leave(),
                );
                await input.onNews({
                    ...discarded,
                    runId: run.runId,
                    plan: run.plan,
                    state: foldEvent(run.state, discarded.event),
                });
            } finally {
                await lock.release();
            }
        },
        cancel: (runId, by) => current?.runId === runId && current.cancel(by),
        resume: async () => {
            const open = (await fetchRuns(stateDirectory)).find(({state}) => state.end === undefined);
            if (open && mode === 'swap') {
                await carryOn(open, {code: 'resume'});
            }
            return open;
        },
        fetchRuns: () => fetchRuns(stateDirectory),
        makeReport: async (runId) => {
            if (current) {
                throw new FipsError('run_in_progress', {folder: stateDirectory});
            }
            const runs = await fetchRuns(stateDirectory);
            const run = runs.find((one) => one.runId === runId);
            if (!run && runId !== '') {
                throw new FipsError('no_run', {run: runId.slice(0, 8)});
            }
            const {deployment, facts} = await input.open();
            const evidence = await gatherEvidence({
                ...{deployment, settings, facts, runs, run},
                clock: SYSTEM_CLOCK,
                signal: input.stop,
            });
            return {evidence, signature: signEvidence(evidence, fingerprintKey)};
        },
        idle: async () => {
            await current?.ended;
        },
    };
}
