import type {ContainerDetails} from '../engine/engine.ts';
import {findKeptBundle} from '../rescue/write_rescue_kit.ts';
import {storedBundlePath, STORED_FOLDER} from '../../../scan/prepackaged_bundles.ts';
import {openChange} from '../run/open_change.ts';
import type {DockerRun} from '../run/docker_run.ts';
import {readStagedChange} from '../kept/staged_change.ts';
import type {StagedChange} from '../kept/staged_change.ts';
import type {Reverter} from '../../../port/step_result.ts';
import {isEngineFailure} from './retry_while_engine_restarts.ts';
import {whereEngineAnswers} from './where_engine_answers.ts';

type Bundles = NonNullable<StagedChange['bundles']>;

/** The old container again, over a file store that has the plugin bundles it had: the server reads them when it starts. */
export function makeRevertRecreate(context: DockerRun): Reverter {
    return () =>
        whereEngineAnswers(context, async () => {
            const {changer, plan, folder} = context;
            const bundles = (await readStagedChange(folder))?.bundles ?? [];
            const stopped = bundles.length > 0 ? await putBack(context, bundles) : undefined;
            const result = await changer.revert('recreate', await openChange(context));
            if (result.code === 'failed' && stopped) {
                // Whatever runs is better than nothing: it was only stopped for the files.
                await context.engine.startContainer(stopped.id).catch(() => undefined);
            }
            const container = result.code === 'done' && bundles.length > 0 ? await changer.find({plan}) : undefined;
            return container
                ? {...result, data: {...result.data, bundles: await findRestored(context, container, bundles)}}
                : result;
        });
}

/**
 * Unpacks what the kit has into the new container's file store. It is stopped for that, since it writes its own builds while it
 * starts; not where the old image would first have to be found. Returns the container that was stopped. May be repeated.
 */
async function putBack(context: DockerRun, bundles: Bundles): Promise<ContainerDetails | undefined> {
    const {engine, changer, plan, settings, runId} = context;
    const {from, to} = await openChange(context);
    const container = await changer.find({plan});
    if (container?.imageId !== to.id || !(await engine.fetchImage(from.id))) {
        return undefined;
    }
    await engine.stopContainer(container.id);
    for (const {id} of bundles) {
        try {
            await engine.writeArchive(container.id, STORED_FOLDER, findKeptBundle(settings.RESCUE_DIR, runId, id));
        } catch (error) {
            if (isEngineFailure(error)) {
                throw error;
            }
            await context.keepOutput(`bundle-${id}.txt`, String(error));
        }
    }
    return container;
}

/** Those the file store has in their old size. */
async function findRestored(
    {engine}: Pick<DockerRun, 'engine'>,
    container: ContainerDetails,
    bundles: Bundles,
): Promise<string[]> {
    const restored: string[] = [];
    for (const {id, sizeBytes} of bundles) {
        if ((await engine.statPath(container.id, storedBundlePath(id)))?.sizeBytes === sizeBytes) {
            restored.push(id);
        }
    }
    return restored;
}
