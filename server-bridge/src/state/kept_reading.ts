import {mkdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parseJson} from '@fips-readiness/core';
import {writeDurably} from './durable_file.ts';

const FOLDER = 'bundles';

/** What was read of an image or a container under this name: neither changes under its id. Undefined where nothing was kept. */
export async function recallReading(stateDirectory: string, name: string): Promise<unknown> {
    return parseJson(await readFile(fileOf(stateDirectory, name), 'utf8').catch(() => ''));
}

/** A help, not a condition: without a state folder it is read again the next time. */
export async function keepReading(stateDirectory: string, name: string, value: unknown): Promise<void> {
    await mkdir(join(stateDirectory, FOLDER), {mode: 0o700}).catch(() => undefined);
    await writeDurably(fileOf(stateDirectory, name), JSON.stringify(value)).catch(() => undefined);
}

function fileOf(stateDirectory: string, name: string): string {
    return join(stateDirectory, FOLDER, `${name.replace(/[^0-9a-z]/g, '_')}.json`);
}
