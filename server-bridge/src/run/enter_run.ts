import {existsSync} from 'node:fs';
import {findInspectedImage, FipsError} from '@fips-readiness/core';
import type {Plan, RunState} from '@fips-readiness/core';
import type {Changer, Driver} from '../port/driver.ts';
import {findDriver} from '../port/find_deployment.ts';
import type {Settings} from '../settings/settings.ts';
import {fetchRuns, findRunFolder} from '../journal/run_store.ts';

/** A deployment that a run may now change: the very one it was planned for, and nobody else's meanwhile. */
export type EnteredRun = {
    readonly changer: Changer;
    /** Gives the deployment up, unless the run in its last state (none: as it was entered) is open and to be gone on with. */
    readonly leave: (state?: RunState) => Promise<void>;
};

/** A run that is to begin has no state yet. */
export type RunToEnter = {readonly plan: Plan; readonly runId: string; readonly state?: RunState};

/**
 * The one way to what a run changes, for terminal and queue, to begin, to go on, to roll back and to discard. Throws FipsError
 * `other_engine`, `run_elsewhere`, `journal_behind`, and what keeps the driver from changing anything. The caller holds the lock of its state folder.
 */
export async function enterRun(
    {drivers, settings}: {readonly drivers: readonly Driver[]; readonly settings: Pick<Settings, 'STATE_DIR'>},
    {plan, runId, state}: RunToEnter,
    now: Date,
): Promise<EnteredRun> {
    const {target} = plan;
    const changer = await findDriver(drivers, target.kind).openChanger(plan);
    if (target.identity !== changer.identity) {
        throw new FipsError('other_engine', {host: target.host});
    }
    const runs = await fetchRuns(settings.STATE_DIR);
    const own = runs.find((run) => run.runId === runId);
    const lock = await changer.lock({
        holder: {runId, host: changer.host, since: now.toISOString()},
        inspectedImage: findInspectedImage(own?.events ?? []),
        isOver: (id) =>
            existsSync(findRunFolder(settings.STATE_DIR, id)) &&
            !runs.some((run) => run.runId === id && run.state.end === undefined),
        hasLine: (head) => own?.lines.some((line) => line.startsWith(`${head} `)) === true,
    });
    return {
        changer,
        leave: async (last = state) => {
            if (last === undefined || last.end !== undefined) {
                // What cannot be removed now is removed by this agent's next run.
                await lock.release().catch(() => undefined);
            }
        },
    };
}
