import {findHidden, SERVER_PROGRAMS} from '@fips-readiness/core';
import type {ContainerDetails, Engine} from '../engine/engine.ts';
import type {OneOff, OneOffResult} from '../engine/one_off.ts';
import {classifyRehearsal} from '../../../rehearsal/classify_rehearsal.ts';
import type {RehearsalOutcome} from '../../../rehearsal/classify_rehearsal.ts';
import {makeOneOffName} from '../../../rehearsal/one_off_name.ts';
import {isNotStarted, NOTHING_RUN} from '../../../program_end.ts';
import {makeRehearsalEnvironment} from './rehearsal_environment.ts';

/** Logs are written beside the site's own otherwise: the image's own volume takes them, and goes with the container. */
const NOT_MOUNTED = ['/mattermost/logs'];

/** The judged end, and what was printed: may hold secrets, stays inside the agent. */
export type Rehearsal = {readonly outcome: RehearsalOutcome; readonly result: OneOffResult};

/**
 * Runs `mattermost db version` of the new image beside the live site, with the running container's own settings, mounts
 * read-only: the configuration is loaded and validated, the database login proved. The image must be of the server's
 * version, and the container must run: a stopped one's address would be taken.
 */
export async function rehearse(input: {
    readonly engine: Engine;
    readonly container: ContainerDetails;
    readonly imageId: string;
    readonly timeoutMs: number;
    readonly signal?: AbortSignal;
}): Promise<Rehearsal> {
    const {engine} = input;
    const settings = await makeSettings(input);
    if (findHidden(settings.mounts.map(({target}) => target)).program.length > 0) {
        // What would run is the mount's program: its answer would be taken for the image's.
        return {outcome: {code: 'program_hidden'}, result: NOTHING_RUN};
    }
    let result: OneOffResult = NOTHING_RUN;
    for (const program of SERVER_PROGRAMS) {
        result = await engine.runOnce({
            ...settings,
            name: await makeOneOffName(input.timeoutMs),
            argv: [program, 'db', 'version'],
        });
        if (!isNotStarted(result.exitCode)) {
            break;
        }
    }
    return {outcome: classifyRehearsal(result), result};
}

async function makeSettings({
    engine,
    container,
    imageId,
    timeoutMs,
    signal,
}: Parameters<typeof rehearse>[0]): Promise<Omit<OneOff, 'name' | 'argv'>> {
    const old = await engine.fetchImage(container.imageId);
    return {
        imageId,
        environment: makeRehearsalEnvironment({
            running: container.environment,
            oldImage: old?.environment ?? new Map(),
            command: container.command,
        }),
        user: container.user === old?.user ? '' : container.user,
        mounts: container.mounts.filter(
            ({type, target}) => (type === 'bind' || type === 'volume') && !NOT_MOUNTED.includes(target),
        ),
        networks: container.networkMode.startsWith('container:')
            ? [container.networkMode]
            : container.networks.map((network) => network.name),
        nameLookup: container.nameLookup,
        confinement: container.confinement,
        timeoutMs,
        ...(signal && {signal}),
    };
}
