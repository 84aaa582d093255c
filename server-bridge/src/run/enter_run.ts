import {existsSync} from 'node:fs';
import {findInspectedImage, FipsError} from '@fips-readiness/core';
import type {Plan, RunState} from '@fips-readiness/core';
import {openChanger} from '../agent/open_agent.ts';
import type {Context} from '../agent/open_agent.ts';
import type {Changer} from '../drivers/driver.ts';
import type {EngineInfo} from '../drivers/docker/engine/engine.ts';
import {takeDeploymentLock} from '../drivers/docker/run/deployment_lock.ts';
import {fetchRuns, findRunFolder} from './run_store.ts';

/** A deployment that a run may now change: the very one it was planned for, and nobody else's meanwhile. */
export type EnteredRun = {
    readonly changer: Changer;
    readonly info: EngineInfo;
    /** Gives the deployment up, unless the run in its last state (none: as it was entered) is open and to be gone on with. */
    readonly leave: (state?: RunState) => Promise<void>;
};

/** A run that is to begin has no state yet. */
export type RunToEnter = {readonly plan: Plan; readonly runId: string; readonly state?: RunState};

/**
 * The one way to what a run changes, for terminal and queue, to begin, to go on, to roll back and to discard. Throws FipsError
 * `other_engine`, `run_elsewhere`, `compose_missing`. The caller holds the lock of its state folder.
 */
export async function enterRun(context: Context, {plan, runId, state}: RunToEnter, now: Date): Promise<EnteredRun> {
    const {engine, settings} = context;
    const {deployment} = plan;
    const {changer, info} = await openChanger(context, deployment.kind);
    if (deployment.engineId !== info.id) {
        throw new FipsError('other_engine', {host: deployment.host});
    }
    const runs = await fetchRuns(settings.STATE_DIR);
    const running = await changer.find({plan});
    const inspected = findInspectedImage(runs.find((run) => run.runId === runId)?.events ?? []);
    const lock = await takeDeploymentLock(engine, {
        deployment,
        holder: {runId, host: info.host, since: now.toISOString()},
        imageIds: [running?.imageId, plan.from.id, plan.to.id, inspected].flatMap((id) => id ?? []),
        isOver: (id) =>
            existsSync(findRunFolder(settings.STATE_DIR, id)) &&
            !runs.some((run) => run.runId === id && run.state.end === undefined),
    });
    return {
        changer,
        info,
        leave: async (last = state) => {
            if (last === undefined || last.end !== undefined) {
                // What cannot be removed now is removed by this agent's next run.
                await lock.release().catch(() => undefined);
            }
        },
    };
}
