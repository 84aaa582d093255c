import {SERVER_PROGRAMS} from '@fips-readiness/core';
import type {Engine} from '../engine/engine.ts';
import {DEFAULT_CONFINEMENT, NO_NAME_LOOKUP} from '../engine/one_off.ts';
import type {OneOffResult} from '../engine/one_off.ts';
import {makeOneOffName} from '../../../rehearsal/one_off_name.ts';
import {isNotStarted, NOTHING_RUN, readVersion} from '../../../program_end.ts';

/** `version` is undefined where the image does not tell one; the result then says how its program ended. */
export type ImageVersion = {readonly version: string | undefined; readonly result: OneOffResult};

/**
 * `mattermost version` of an image, asked in a one-off without network, mounts and variables: it needs neither
 * configuration nor database.
 */
export async function fetchImageVersion(input: {
    readonly engine: Engine;
    readonly imageId: string;
    readonly timeoutMs: number;
    readonly signal?: AbortSignal;
}): Promise<ImageVersion> {
    const {engine, imageId, timeoutMs, signal} = input;
    let result: OneOffResult = NOTHING_RUN;
    for (const program of SERVER_PROGRAMS) {
        result = await engine.runOnce({
            name: await makeOneOffName(timeoutMs),
            imageId,
            argv: [program, 'version'],
            environment: new Map(),
            user: '',
            mounts: [],
            networks: [],
            nameLookup: NO_NAME_LOOKUP,
            confinement: DEFAULT_CONFINEMENT,
            timeoutMs,
            ...(signal && {signal}),
        });
        if (!isNotStarted(result.exitCode)) {
            break;
        }
    }
    return {version: readVersion(result.stdout), result};
}
