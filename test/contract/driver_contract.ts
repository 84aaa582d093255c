import {mkdtemp, mkdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {
    BACK_STEP_CODES,
    CHAIN_START,
    foldRun,
    makePlan,
    parsePlan,
    printPlan,
    STEP_CODES,
    STEPS,
} from '@fips-readiness/core';
import type {Plan, RunEvent, StepCode} from '@fips-readiness/core';
import {SYSTEM_CLOCK} from '@fips-readiness/server-bridge';
import type {Changer, Deployment, Driver, RunContext} from '@fips-readiness/server-bridge';

/** A platform with one deployment of the standard image that runs, and a driver for it. */
export type DriverSubject = {
    readonly settings: RunContext['settings'];
    /** `calls`: the platform takes this many calls and then no more, as for an agent that is killed. Without it, all of them. */
    readonly makeDriver: (calls?: number) => Driver;
    /** Everything a run may touch, and may not leave otherwise. */
    readonly takeInventory: () => Promise<unknown>;
    /** Waits until a platform that works by itself has done what it was asked for; others are through when a step is. */
    readonly settle?: () => Promise<void>;
    readonly close: () => Promise<void>;
};

/** Where an agent is cut off, in calls to its platform: at once, and further and further in. */
const CUT_AFTER: readonly number[] = [0, 1, 2, 3, 5, 8, 13];

const RUN_ID = 'f'.repeat(32);

/** Steps that need a server that really starts are proved by whole runs. */
const BY_A_RUN: readonly (string | null)[] = ['start', 'ready', 'layers', 'backup'];

/** What every driver does, whatever it drives. A driver that is not described by this is caught by `every_driver.test.ts`. */
export function describeDriver(
    name: string,
    start: () => Promise<DriverSubject>,
    {
        timeoutMs,
        cutAfter = CUT_AFTER,
    }: {
        readonly timeoutMs: number;
        readonly cutAfter?: readonly number[];
    },
): void {
    describe(`the driver contract: ${name}`, () => {
        let subject: DriverSubject;
        let folder: string;
        beforeEach(async () => {
            subject = await start();
            // Below the home, not in the temporary folder: everybody may write to that.
            folder = await mkdtemp(join(process.env['HOME'] ?? tmpdir(), 'driver-contract-'));
        }, timeoutMs);
        afterEach(async () => {
            await subject.close();
            await rm(folder, {recursive: true, force: true});
        }, timeoutMs);

        const find = async (): Promise<Deployment> => {
            const detection = await subject.makeDriver().detect();
            if (detection.code !== 'found') {
                throw new Error(`not found: ${JSON.stringify(detection)}`);
            }
            return detection.deployment;
        };

        const planIt = async (deployment: Deployment): Promise<Plan> => {
            const facts = await deployment.readFacts(new Date().toISOString());
            const {keep, handoverPaths, ...change} = await deployment.planChange({
                goal: 'to_fips',
                facts,
                fingerprintKey: 'k'.repeat(64),
                handover: false,
            });
            expect([change.handover === null, handoverPaths]).toEqual([true, []]);
            await mkdir(join(folder, 'run'), {recursive: true});
            await keep(join(folder, 'run'));
            return makePlan({
                planId: '0'.repeat(32),
                goal: 'to_fips',
                facts,
                change,
                handoverAsked: false,
                stored: [],
                measured: {downsMs: [], exceededMs: [], rehearsalsMs: [], containerStartMs: undefined},
                limitsMs: {},
                acceptedRisks: [],
                rollBack: 'auto',
            });
        };

        /** A run of the plan by a driver; `events` is what its journal has. */
        const openRun = async (plan: Plan, events: RunEvent[], calls?: number) => {
            const changer: Changer = await subject.makeDriver(calls).openChanger(plan);
            return changer.openRun({
                settings: subject.settings,
                plan,
                runId: RUN_ID,
                folder: join(folder, 'run'),
                journal: {events: () => events, state: () => foldRun(events), head: () => CHAIN_START},
                clock: {...SYSTEM_CLOCK, sleep: () => Promise.resolve()},
                fingerprintKey: 'k'.repeat(64),
                keepOutput: (file, text) => writeFile(join(folder, 'run', file), text),
            });
        };

        /** The deployment's lock, as a run holds it from its first to its last line. */
        const hold = async (plan: Plan) =>
            (await subject.makeDriver().openChanger(plan)).lock({
                holder: {runId: RUN_ID, host: 'ops-1', since: '2026-11-28T02:00:00.000Z'},
                isOver: () => false,
                hasLine: () => true,
                inspectedImage: undefined,
            });

        type Direction = 'steps' | 'backSteps';

        /** Does a step, once cut off after some calls and then, or only, to its end. */
        async function perform(plan: Plan, events: RunEvent[], where: Direction, step: string, cutAfter?: number) {
            const once = async (calls?: number) => {
                const run = await openRun(plan, events, calls);
                const act = Object.entries(run[where]).find(([code]) => code === step)?.[1];
                return act?.(new AbortController().signal, () => undefined);
            };
            if (cutAfter !== undefined) {
                await once(cutAfter).catch(() => undefined);
            }
            const result = await once();
            await subject.settle?.();
            if (where === 'steps' && result?.code === 'done') {
                const {outcome, data = {}} = result;
                const n = events.length + 1;
                events.push({
                    n,
                    at: new Date().toISOString(),
                    sinceMs: n,
                    kind: 'step_done',
                    step: step as StepCode,
                    outcome,
                    data,
                });
            }
            return result;
        }

        const stepsOf = (plan: Plan) =>
            plan.steps.map(({code}) => code).filter((code) => !BY_A_RUN.includes(STEPS[code].proves));
        const backStepsOf = (plan: Plan) =>
            BACK_STEP_CODES.filter((back) => plan.steps.some(({code}) => STEPS[code].undoneBy === back));

        test(
            'it finds what runs: a target of its kind, an instance with addresses, facts of its own, a reason for all it lacks',
            async () => {
                const deployment = await find();
                const {kind, target, instances, exec, files, images, lendFile, rehearse} = deployment;
                expect(target.kind).toBe(subject.makeDriver().kind);
                expect(target.identity).toMatch(/\S/);
                expect(
                    instances.every(({state, urls}) => state === 'running' && urls.every((url) => URL.canParse(url))),
                ).toBe(true);
                const facts = await deployment.readFacts('2026-11-28T12:00:00.000Z');
                expect(facts.deployment).toMatchObject({value: {kind, name: deployment.name}});
                expect(facts.running_image).toMatchObject({value: {variant: 'standard'}});
                for (const capability of [exec, files, images, lendFile, rehearse]) {
                    expect(capability.can || capability.reason.length > 10).toBe(true);
                }
            },
            timeoutMs,
        );

        test(
            'its plan can be printed and read, pins what was found, and names only steps it can do, and undo',
            async () => {
                const deployment = await find();
                const plan = await planIt(deployment);
                expect(parsePlan(printPlan(plan))).toEqual(plan);
                expect(plan.target).toEqual(deployment.target);
                expect(plan.from.id).toBe(deployment.instances[0].imageId);
                const run = await openRun(plan, []);
                const codes = plan.steps.map(({code}) => code);
                expect(codes.filter((code) => run.steps[code] === undefined)).toEqual([]);
                expect(codes.toSorted((one, other) => STEP_CODES.indexOf(one) - STEP_CODES.indexOf(other))).toEqual(
                    codes,
                );
                expect(codes.some((code) => STEPS[code].runsTarget)).toBe(true);
                expect(backStepsOf(plan).filter((back) => run.backSteps[back] === undefined)).toEqual([]);
            },
            timeoutMs,
        );

        test(
            'one run at a time: another one is told who holds the deployment; the same one goes on; given up, it is free',
            async () => {
                const plan = await planIt(await find());
                const take = async (runId: string, isOver = false) =>
                    (await subject.makeDriver().openChanger(plan)).lock({
                        holder: {runId, host: 'ops-1', since: '2026-11-28T02:00:00.000Z'},
                        isOver: () => isOver,
                        hasLine: () => true,
                        inspectedImage: undefined,
                    });
                const first = await take('a'.repeat(32));
                await take('a'.repeat(32));
                await expect(take('b'.repeat(32))).rejects.toMatchObject({
                    code: 'run_elsewhere',
                    data: {run: 'a'.repeat(8), host: 'ops-1'},
                });
                await first.release();
                const second = await take('b'.repeat(32));
                await take('c'.repeat(32), true).then(({release}) => release());
                await second.release();
            },
            timeoutMs,
        );

        test(
            'each step done twice is done once; each reverted twice leaves everything as it was',
            async () => {
                const before = await subject.takeInventory();
                const plan = await planIt(await find());
                const lock = await hold(plan);
                const events: RunEvent[] = [];
                for (const step of stepsOf(plan)) {
                    for (const round of ['first', 'again']) {
                        expect([step, round, await perform(plan, events, 'steps', step)]).toMatchObject([
                            step,
                            round,
                            {code: 'done'},
                        ]);
                    }
                }
                const changer = await subject.makeDriver().openChanger(plan);
                expect((await changer.findInstance())?.imageId).not.toBe(plan.from.id);
                expect(await subject.takeInventory()).not.toEqual(before);
                for (const step of backStepsOf(plan)) {
                    for (const round of ['first', 'again']) {
                        expect([step, round, await perform(plan, events, 'backSteps', step)]).toMatchObject([
                            step,
                            round,
                            {code: 'done'},
                        ]);
                    }
                }
                expect((await changer.findInstance())?.imageId).toBe(plan.from.id);
                await lock.release();
                expect(await subject.takeInventory()).toEqual(before);
            },
            timeoutMs,
        );

        test.each(cutAfter)(
            'cut off after %i calls of every step, forwards and backwards, it ends where an undisturbed run ends',
            async (calls) => {
                const before = await subject.takeInventory();
                const plan = await planIt(await find());
                const lock = await hold(plan);
                const events: RunEvent[] = [];
                for (const step of stepsOf(plan)) {
                    expect([step, await perform(plan, events, 'steps', step, calls)]).toMatchObject([
                        step,
                        {code: 'done'},
                    ]);
                }
                const changer = await subject.makeDriver().openChanger(plan);
                expect((await changer.findInstance())?.imageId).not.toBe(plan.from.id);
                for (const step of backStepsOf(plan)) {
                    expect([step, await perform(plan, events, 'backSteps', step, calls)]).toMatchObject([
                        step,
                        {code: 'done'},
                    ]);
                }
                await lock.release();
                expect(await subject.takeInventory()).toEqual(before);
            },
            timeoutMs,
        );
    });
}
