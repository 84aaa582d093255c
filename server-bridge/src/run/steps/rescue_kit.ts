import type {FileEdit} from '../../compose/image_edit.ts';
import {findKitFolder, writeKitCopies, writeKitTexts} from '../../rescue/write_rescue_kit.ts';
import {keepContainer} from '../kept_container.ts';
import type {RunContext} from '../run_context.ts';
import {readStagedChange, writeStagedChange} from '../staged_change.ts';
import {done, failed} from '../step_result.ts';
import type {Performer} from '../step_result.ts';

/** Everything the way back needs, on disk before the first change: texts staged, the container kept, the kit written. */
export function makeRescueKit(context: RunContext, edits: readonly FileEdit[]): Performer {
    const {plan, folder, runId, changer, settings, journal} = context;
    return async () => {
        const container = await changer.find({plan});
        if (!container) {
            return failed('container_gone');
        }
        const staged = (await readStagedChange(folder)) ?? {format: 1 as const, files: [...edits], password: null};
        await writeStagedChange(folder, staged);
        await keepContainer(folder, container);
        const kit = {directory: settings.RESCUE_DIR, runId, plan, staged};
        try {
            await writeKitCopies({...kit, passwordSql: null});
            await writeKitTexts(kit, journal.state());
        } catch {
            return failed('kit_not_written', {path: settings.RESCUE_DIR});
        }
        return done('written', {path: findKitFolder(settings.RESCUE_DIR, runId)});
    };
}
