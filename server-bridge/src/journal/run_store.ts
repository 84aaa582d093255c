import {randomBytes} from 'node:crypto';
import {mkdir, readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {FipsError, foldRun, parsePlan} from '@fips-readiness/core';
import type {Plan, RunEvent, RunState} from '@fips-readiness/core';
import {isFull, writeDurably} from '../state/durable_file.ts';
import type {PlannedChange} from '../port/driver.ts';
import {readStoredJournal} from './journal.ts';

/** A run as it lies on disk. `folder` holds its plan, journal, old files and what was kept of a failure; mode 0700. */
export type StoredRun = {
    readonly runId: string;
    readonly folder: string;
    readonly plan: Plan;
    readonly planText: string;
    /** The journal's lines as they are, each behind its chain value. */
    readonly lines: readonly string[];
    readonly events: readonly RunEvent[];
    /** The journal's last chain value. */
    readonly head: string;
    readonly state: RunState;
};

/** Where a run's own files lie below the state folder. */
export function findRunFolder(stateDirectory: string, runId: string): string {
    return join(stateDirectory, 'runs', runId);
}

/** Makes the folder of a new run and puts its plan there, and what its driver keeps. Returns the new run's id (32 hex digits). */
export async function makeRunFolder(
    stateDirectory: string,
    planText: string,
    keep: PlannedChange['keep'],
): Promise<string> {
    const runId = randomBytes(16).toString('hex');
    const folder = findRunFolder(stateDirectory, runId);
    await mkdir(folder, {recursive: true, mode: 0o700}).catch((error: unknown) => {
        throw isFull(error) ? new FipsError('state_full', {path: stateDirectory}) : error;
    });
    await keep(folder);
    await writeDurably(join(folder, 'plan.json'), planText);
    return runId;
}

/** Every run of this agent, oldest first. A folder without a plan and an opened journal is no run. */
export async function fetchRuns(stateDirectory: string): Promise<readonly StoredRun[]> {
    const names = await readdir(join(stateDirectory, 'runs')).catch(() => []);
    const runs = await Promise.all(names.map((name) => readRun(stateDirectory, name)));
    return runs
        .flatMap((run) => run ?? [])
        .sort((first, second) => (first.events[0]?.at ?? '').localeCompare(second.events[0]?.at ?? ''));
}

/** One run by its id or the beginning of it, undefined where there is none or more than one. */
export async function findRun(stateDirectory: string, idStart: string): Promise<StoredRun | undefined> {
    const found = (await fetchRuns(stateDirectory)).filter((run) => run.runId.startsWith(idStart));
    return found.length === 1 ? found[0] : undefined;
}

async function readRun(stateDirectory: string, runId: string): Promise<StoredRun | undefined> {
    const folder = findRunFolder(stateDirectory, runId);
    const planText = await readFile(join(folder, 'plan.json'), 'utf8').catch(() => '');
    const plan = parsePlan(planText);
    const journal = await readStoredJournal(folder);
    return plan && journal && journal.events.length > 0
        ? {runId, folder, plan, planText, ...journal, state: foldRun(journal.events)}
        : undefined;
}
