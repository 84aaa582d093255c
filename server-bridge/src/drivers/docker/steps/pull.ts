import {FipsError, parseImageReference, printRepository} from '@fips-readiness/core';
import {pullImageOrThrow} from '../rehearsal/fetch_fips_image.ts';
import type {DockerRun} from '../run/docker_run.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer} from '../../../port/step_result.ts';

/** Brings the image into the engine, as the plan named it. One that is there already is taken as it is. */
export function makePull({engine, plan, settings}: DockerRun): Performer {
    return async (signal, onProgress) => {
        const {reference, id, digest} = plan.to;
        const local = await engine.fetchImage(reference);
        if (local && (id === null || local.id === id)) {
            return done('already_here', {image: reference});
        }
        if (local && id !== null) {
            return failed('image_moved', {image: reference});
        }
        try {
            await pullImageOrThrow({
                engine,
                image: reference,
                stallSeconds: settings.PULL_STALL_SECONDS,
                onProgress: ({doneBytes, totalBytes}) =>
                    onProgress({done: doneBytes, total: totalBytes, unit: 'bytes'}),
                signal,
            });
        } catch (error) {
            if (error instanceof FipsError) {
                return failed(error.code, {image: reference});
            }
            throw error;
        }
        const image = parseImageReference(reference);
        const planned = image && digest !== null ? `${printRepository(image)}@${digest}` : undefined;
        if (planned !== undefined && !(await engine.fetchImage(planned))) {
            return failed('image_moved', {image: reference});
        }
        return done('pulled', {image: reference});
    };
}
