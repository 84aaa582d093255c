import {isFipsError} from '@fips-readiness/core';
import {keepBundles} from '../../rescue/keep_bundles.ts';
import {findKitFolder, writeKitCopies, writeKitTexts} from '../../rescue/write_rescue_kit.ts';
import {openStateDirectory} from '../../state/state_directory.ts';
import {keepContainer} from '../kept_container.ts';
import {readPlannedEdits} from '../planned_edits.ts';
import type {RunContext} from '../run_context.ts';
import {stageChange} from '../stage_change.ts';
import {readStagedChange, writeStagedChange} from '../staged_change.ts';
import {done, failed} from '../step_result.ts';
import type {Performer} from '../step_result.ts';

/** Everything the way back needs, on disk before the first change: texts staged, the container kept, the kit written. */
export function makeRescueKit(context: RunContext): Performer {
    const {engine, plan, folder, runId, changer, settings, journal} = context;
    return async () => {
        const container = await changer.find({plan});
        if (!container) {
            return failed('container_gone');
        }
        const earlier =
            (await readStagedChange(folder)) ?? (await stageChange(context, container, await readPlannedEdits(folder)));
        if (!earlier) {
            return failed('password_not_staged');
        }
        await keepContainer(folder, container);
        try {
            await openStateDirectory(settings.RESCUE_DIR);
            const kitFolder = findKitFolder(settings.RESCUE_DIR, runId);
            const bundles = earlier.bundles ?? (await keepBundles(engine, container.id, plan, kitFolder));
            if (!bundles) {
                return failed('bundle_gone');
            }
            const staged = {...earlier, ...(bundles.length > 0 && {bundles})};
            await writeStagedChange(folder, staged);
            const kit = {directory: settings.RESCUE_DIR, runId, plan, staged};
            await writeKitCopies(kit);
            await writeKitTexts(kit, journal.state());
        } catch (error) {
            if (isEngineError(error)) {
                throw error;
            }
            return failed('kit_not_written', {path: settings.RESCUE_DIR});
        }
        return done('written', {path: findKitFolder(settings.RESCUE_DIR, runId)});
    };
}

/** The engine had its part in it: it reads what the kit keeps. */
function isEngineError(error: unknown): boolean {
    return isFipsError(error) && error.code.startsWith('engine_');
}
