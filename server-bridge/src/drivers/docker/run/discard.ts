import {rm} from 'node:fs/promises';
import {canBeTakenBack, FipsError} from '@fips-readiness/core';
import type {Actor, RunEvent} from '@fips-readiness/core';
import type {Changer} from '../../driver.ts';
import type {Engine} from '../engine/engine.ts';
import {nameKeptContainer} from '../rescue/container_names.ts';
import {findKeptImage} from '../rescue/write_rescue_kit.ts';
import type {Settings} from '../../../settings/settings.ts';
import type {Clock} from '../../../clock/clock.ts';
import {openJournal} from '../../../run/journal.ts';
import {findRunFolder} from '../../../run/run_store.ts';
import type {StoredRun} from '../../../run/run_store.ts';

/** Throws FipsError where a run keeps nothing, or where what it keeps may still be needed. */
export function requireDiscardable(run: StoredRun): void {
    if (run.state.end === undefined || !canBeTakenBack(run.state)) {
        throw new FipsError('nothing_to_discard', {run: run.runId.slice(0, 8)});
    }
}

/**
 * Gives up the way back of a run that ended: the kept container, the old image and its copy in the rescue kit. May be repeated
 * after a crash; the journal says it once it is done. Files and database are not touched. The caller holds the run lock.
 */
export async function discard(
    input: {
        readonly engine: Engine;
        readonly changer: Changer;
        readonly settings: Settings;
        readonly clock: Clock;
        readonly by: Actor;
    },
    run: StoredRun,
): Promise<{readonly event: RunEvent; readonly head: string}> {
    const {engine, changer, settings, clock, by} = input;
    const {plan, runId} = run;
    requireDiscardable(run);
    const {from, deployment} = plan;
    const running = await changer.find({plan});
    if (!running || running.imageId === from.id) {
        throw new FipsError('old_image_in_use', {image: from.reference});
    }
    const removed: string[] = [];
    const kept = await engine.fetchContainer(nameKeptContainer(deployment.container, runId));
    if (kept?.id === deployment.containerId) {
        await engine.removeContainer(kept.id, {keepVolumes: true});
        removed.push('container');
    }
    if (from.id !== null && (await removeOldImage(engine, from.id, from.reference))) {
        removed.push('image');
    }
    await rm(findKeptImage(settings.RESCUE_DIR, runId), {force: true});
    const journal = await openJournal(findRunFolder(settings.STATE_DIR, runId), clock);
    const event = await journal.append({kind: 'discarded', by, removed});
    return {event, head: journal.head()};
}

/** By its name where it still has it, so that a second name of the same image keeps it. False where something else uses it. */
async function removeOldImage(engine: Engine, id: string, reference: string): Promise<boolean> {
    const named = await engine.fetchImage(reference);
    return engine.removeImage(named?.id === id ? reference : id);
}
