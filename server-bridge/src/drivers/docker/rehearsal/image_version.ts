import {SERVER_PROGRAMS} from '@fips-readiness/core';
import type {Engine} from '../engine/engine.ts';
import {DEFAULT_CONFINEMENT, NO_NAME_LOOKUP} from '../engine/one_off.ts';
import type {OneOffResult} from '../engine/one_off.ts';
import {makeOneOffName} from '../../../rehearsal/one_off_name.ts';

/** The engine could not start the program: not there (127) or not to be run (126). */
export const NOT_STARTED = [126, 127];

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
    let result: OneOffResult = {exitCode: 127, stdout: '', stderr: '', timedOut: false};
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
        if (!NOT_STARTED.includes(result.exitCode)) {
            break;
        }
    }
    return {version: /^Version: (\S+)$/m.exec(result.stdout)?.[1], result};
}
