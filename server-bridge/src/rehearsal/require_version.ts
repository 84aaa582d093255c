import {FipsError} from '@fips-readiness/core';
import type {ContainerDetails, Engine} from '../engine/engine.ts';
import {makeLocalMode} from '../facts/local_mode.ts';
import {fetchImageVersion} from './image_version.ts';

/**
 * The release the running server and the new image share. The running one is asked in its own container, else in a
 * one-off of its image. Throws FipsError `version_differs`, or `version_unknown` where one of them does not tell.
 */
export async function requireVersion(input: {
    readonly engine: Engine;
    readonly container: ContainerDetails;
    /** The new image's name, for the error. */
    readonly image: string;
    /** The new image's version. */
    readonly found: string | undefined;
    readonly signal: AbortSignal;
}): Promise<string> {
    const {engine, container, image, found, signal} = input;
    if (found === undefined) {
        throw new FipsError('version_unknown', {image});
    }
    const told = await makeLocalMode(engine, container).fetchVersion();
    const running = told?.version ?? (await fetchImageVersion(engine, container.imageId, signal)).version;
    if (running === undefined) {
        throw new FipsError('version_unknown', {image: container.imageReference});
    }
    if (running !== found) {
        throw new FipsError('version_differs', {image, found, running});
    }
    return running;
}
