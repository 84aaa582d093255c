import {findKitFolder, writeKitCopies, writeKitTexts} from '../rescue/write_rescue_kit.ts';
import {keepContainer} from '../run/kept_container.ts';
import {readPlannedEdits} from '../run/planned_edits.ts';
import type {RunContext} from '../../../run/run_context.ts';
import {stageChange} from '../run/stage_change.ts';
import {readStagedChange, writeStagedChange} from '../run/staged_change.ts';
import {done, failed} from '../../step_result.ts';
import type {Performer} from '../../step_result.ts';

/** Everything the way back needs, on disk before the first change: texts staged, the container kept, the kit written. */
export function makeRescueKit(context: RunContext): Performer {
    const {plan, folder, runId, changer, settings, journal} = context;
    return async () => {
        const container = await changer.find({plan});
        if (!container) {
            return failed('container_gone');
        }
        const staged =
            (await readStagedChange(folder)) ?? (await stageChange(context, container, await readPlannedEdits(folder)));
        if (!staged) {
            return failed('password_not_staged');
        }
        await writeStagedChange(folder, staged);
        await keepContainer(folder, container);
        const kit = {directory: settings.RESCUE_DIR, runId, plan, staged};
        try {
            await writeKitCopies(kit);
            await writeKitTexts(kit, journal.state());
        } catch {
            return failed('kit_not_written', {path: settings.RESCUE_DIR});
        }
        return done('written', {path: findKitFolder(settings.RESCUE_DIR, runId)});
    };
}
