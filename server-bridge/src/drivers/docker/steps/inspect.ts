import {FipsError} from '@fips-readiness/core';
import {fetchImageVersion} from '../rehearsal/image_version.ts';
import {requireVersion} from '../rehearsal/require_version.ts';
import type {DockerRun} from '../run/docker_run.ts';
import {done, failed} from '../../../port/step_result.ts';
import type {Performer} from '../../../port/step_result.ts';

/** The image is for amd64 and holds the running server's release; its id is what the container must run from here on. */
export function makeInspect(context: DockerRun): Performer {
    const {engine, plan, changer, settings} = context;
    const timeoutMs = settings.REHEARSAL_SECONDS * 1000;
    return async (signal) => {
        const {reference} = plan.to;
        const image = await engine.fetchImage(reference);
        if (!image) {
            return failed('image_absent', {image: reference});
        }
        if (image.architecture !== 'amd64') {
            return failed('image_not_amd64', {image: reference});
        }
        const found = await fetchImageVersion({engine, imageId: image.id, timeoutMs, signal});
        const container = await changer.find({plan});
        if (!container) {
            return failed('container_gone');
        }
        try {
            const version = await requireVersion({engine, container, image: reference, found, timeoutMs, signal});
            return done('same_version', {version, imageId: image.id});
        } catch (error) {
            if (error instanceof FipsError) {
                return failed(error.code, error.data);
            }
            throw error;
        }
    };
}
