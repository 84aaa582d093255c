import {createWriteStream} from 'node:fs';
import {rename, rm} from 'node:fs/promises';
import {pipeline} from 'node:stream/promises';
import {checkSpace} from '../../../backup/check_space.ts';
import {isInRegistry} from '../engine/is_in_registry.ts';
import {findKeptImage} from '../rescue/write_rescue_kit.ts';
import {findRescueFolder} from '../../../journal/rescue_folder.ts';
import {isFull} from '../../../state/durable_file.ts';
import {syncFile} from '../../../state/sync_file.ts';
import type {DockerRun} from '../run/docker_run.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer} from '../../../port/step_result.ts';

/**
 * The old image saved into the rescue kit where no registry would give it back: a clean-up on the host must not take the way
 * back away. Without room for it the engine's own copy has to do, and the step says so.
 */
export function makeKeepImage({engine, plan, settings, runId}: DockerRun): Performer {
    return async (signal, onProgress) => {
        const {id, reference} = plan.from;
        const image = id === null ? undefined : await engine.fetchImage(id);
        if (!image) {
            return failed('old_image_gone', {image: reference});
        }
        if (await isInRegistry(engine, image, reference)) {
            return done('in_registry');
        }
        const folder = findRescueFolder(settings.RESCUE_DIR, runId);
        if (!(await checkSpace(folder, image.sizeBytes)).enough) {
            return done('not_kept', {path: folder, bytes: image.sizeBytes});
        }
        const path = findKeptImage(settings.RESCUE_DIR, runId);
        const source = await engine.readImage(image.id);
        if (!source) {
            return failed('old_image_gone', {image: reference});
        }
        const part = `${path}.part`;
        let bytes = 0;
        source.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            onProgress({done: bytes, total: null, unit: 'bytes'});
        });
        try {
            await pipeline(source, createWriteStream(part, {mode: 0o600}), {signal});
            await syncFile(part);
            await rename(part, path);
        } catch (error) {
            await rm(part, {force: true}).catch(() => undefined);
            if (signal.aborted) {
                return failed('interrupted');
            }
            if (isFull(error)) {
                return done('not_kept', {path: folder, bytes: image.sizeBytes});
            }
            throw error;
        }
        return done('kept', {file: path, bytes});
    };
}
