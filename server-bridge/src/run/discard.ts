import {canBeTakenBack, FipsError, keepsOldImage} from '@fips-readiness/core';
import type {Actor, RunEvent} from '@fips-readiness/core';
import type {Clock} from '../clock/clock.ts';
import type {Changer} from '../port/driver.ts';
import type {Settings} from '../settings/settings.ts';
import {openJournal} from '../journal/journal.ts';
import {findRunFolder} from '../journal/run_store.ts';
import type {StoredRun} from '../journal/run_store.ts';

/** Throws FipsError where a run keeps nothing, or where what it keeps may still be needed. */
export function requireDiscardable(run: StoredRun): void {
    if (run.state.end === undefined || !canBeTakenBack(run.state) || !keepsOldImage(run.plan)) {
        throw new FipsError('nothing_to_discard', {run: run.runId.slice(0, 8)});
    }
}

/**
 * Gives up what a run that ended keeps for its rollback: the old container, the old image and its saved copy. May be repeated
 * after a crash; the journal says it once it is done. Files and database are not touched. The caller holds the run lock.
 */
export async function discard(
    input: {
        readonly changer: Changer;
        readonly settings: Settings;
        readonly clock: Clock;
        readonly by: Actor;
    },
    run: StoredRun,
): Promise<{readonly event: RunEvent; readonly head: string}> {
    const {changer, settings, clock, by} = input;
    const {plan, runId} = run;
    requireDiscardable(run);
    const running = await changer.findInstance();
    if (!running || running.imageId === plan.from.id) {
        throw new FipsError('old_image_in_use', {image: plan.from.reference});
    }
    const removed = [...(await changer.release(runId))];
    const journal = await openJournal(findRunFolder(settings.STATE_DIR, runId), clock);
    const event = await journal.append({kind: 'discarded', by, removed});
    return {event, head: journal.head()};
}
