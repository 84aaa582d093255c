import {isFipsError} from '@fips-readiness/core';
import {keepBundles} from '../rescue/keep_bundles.ts';
import {openStateDirectory} from '../../../state/state_directory.ts';
import {writeKitCopies, writeKitTexts} from '../rescue/write_rescue_kit.ts';
import {findRescueFolder} from '../../../journal/rescue_folder.ts';
import {keepContainer} from '../kept/kept_container.ts';
import {readPlannedEdits} from '../kept/planned_edits.ts';
import type {DockerRun} from '../run/docker_run.ts';
import {stageChange} from '../run/stage_change.ts';
import {readStagedChange, writeStagedChange} from '../kept/staged_change.ts';
import {readLayersBefore, writeLayersBefore} from '../../../verify/layers_before.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer} from '../../../port/step_result.ts';
import {lookBefore} from './verify.ts';

/** Everything the way back needs, on disk before the first change: texts staged, the container kept, the kit written. */
export function makeRescueKit(context: DockerRun): Performer {
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
            const kitFolder = findRescueFolder(settings.RESCUE_DIR, runId);
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
        if ((await readLayersBefore(folder)) === undefined) {
            await writeLayersBefore(folder, await lookBefore(context));
        }
        return done('written', {path: findRescueFolder(settings.RESCUE_DIR, runId)});
    };
}

/** The engine had its part in it: it reads what the kit keeps. */
function isEngineError(error: unknown): boolean {
    return isFipsError(error) && error.code.startsWith('engine_');
}
