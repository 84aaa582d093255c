import {findRescueFolder} from '../../../journal/rescue_folder.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer} from '../../../port/step_result.ts';
import {readLayersBefore, writeLayersBefore} from '../../../verify/layers_before.ts';
import {stagePassword} from '../password/stage_password.ts';
import {MATTERMOSTS} from '../resources.ts';
import {hasKit, writeKit} from '../rescue/write_kit.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';
import {lookBefore} from './verify.ts';

/** The resource as it is, and the commands that bring it back, on disk before the patch. */
export function makeRescueKit(run: KubernetesRun): Performer {
    return async () => {
        const {cluster, target, settings, runId, folder, plan, journal} = run;
        const {namespace, name} = target;
        const resource = await cluster.call({...MATTERMOSTS, verb: 'get', namespace, name});
        if (resource === undefined) {
            return failed('resource_gone', {name});
        }
        const staged = await stagePassword(run);
        if (staged === undefined) {
            return failed('password_not_staged');
        }
        try {
            if (!(await hasKit(settings.RESCUE_DIR, runId))) {
                await writeKit({directory: settings.RESCUE_DIR, runId, plan, state: journal.state(), staged}, resource);
            }
        } catch {
            return failed('kit_not_written', {path: settings.RESCUE_DIR});
        }
        if ((await readLayersBefore(folder)) === undefined) {
            await writeLayersBefore(folder, await lookBefore(run));
        }
        return done('written', {path: findRescueFolder(settings.RESCUE_DIR, runId)});
    };
}
