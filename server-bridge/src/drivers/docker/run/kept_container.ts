import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {FipsError, parseJson} from '@fips-readiness/core';
import type {ContainerDetails} from '../engine/engine.ts';
import {writeDurably} from '../../../state/durable_file.ts';

const FILE = 'container-before.json';

/** Keeps how the container ran before the run; holds secrets, mode 0600, never shown. */
export async function keepContainer(folder: string, container: ContainerDetails): Promise<void> {
    const text = JSON.stringify({...container, environment: [...container.environment]});
    await writeDurably(join(folder, FILE), text);
}

/** How the container ran before the run. The file is the agent's own: FipsError `state_damaged` where it is not readable. */
export async function readKeptContainer(folder: string): Promise<ContainerDetails> {
    const path = join(folder, FILE);
    const kept = parseJson(await readFile(path, 'utf8').catch(() => '')) as
        | (Omit<ContainerDetails, 'environment' | 'settings'> & {readonly settings?: ContainerDetails['settings']} & {
              readonly environment: readonly (readonly [string, string])[];
          })
        | undefined;
    if (!kept) {
        throw new FipsError('state_damaged', {file: path});
    }
    return {...kept, settings: kept.settings ?? {}, environment: new Map(kept.environment)};
}
