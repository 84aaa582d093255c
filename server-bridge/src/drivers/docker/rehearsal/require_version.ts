import {FipsError} from '@fips-readiness/core';
import type {ContainerDetails, Engine} from '../engine/engine.ts';
import {makeLocalMode} from '../../../server/local_mode.ts';
import {fetchImageVersion} from './image_version.ts';
import type {ImageVersion} from './image_version.ts';

/**
 * The release the running server and the new image share. The running one is asked in its own container, else in a
 * one-off of its image. Throws FipsError `version_differs`, `version_unknown`
 * where one of them does not tell, or `version_slow` where it did not come to it in time.
 */
export async function requireVersion(input: {
    readonly engine: Engine;
    readonly container: ContainerDetails;
    /** The new image's name, for the error. */
    readonly image: string;
    /** The new image's version, asked within the same limit. */
    readonly found: ImageVersion;
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
}): Promise<string> {
    const {engine, container, image, timeoutMs, signal} = input;
    const told = ({version, result}: ImageVersion, name: string): string => {
        if (version === undefined) {
            throw result.timedOut
                ? new FipsError('version_slow', {image: name, seconds: timeoutMs / 1000})
                : new FipsError('version_unknown', {image: name});
        }
        return version;
    };
    const found = told(input.found, image);
    const running =
        (
            await makeLocalMode(
                {can: true, use: (argv, options) => engine.exec(container.id, argv, options)},
                container,
            ).fetchVersion()
        )?.version ??
        told(
            await fetchImageVersion({engine, imageId: container.imageId, timeoutMs, signal}),
            container.imageReference,
        );
    if (running !== found) {
        throw new FipsError('version_differs', {image, found, running});
    }
    return running;
}
