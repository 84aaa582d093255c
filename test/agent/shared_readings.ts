import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

/** Where the agent keeps what it read of an image or a container, by id. */
const FOLDER = 'bundles';

/** Readings by file name: what one agent of a test file has read of an image, the next need not read again for seconds. */
const readings = new Map<string, string>();

/** Makes an agent's state folder, with the readings of the agents before. */
export async function makeStateDirectory(path: string): Promise<void> {
    await mkdir(join(path, FOLDER), {recursive: true, mode: 0o700});
    for (const [name, text] of readings) {
        await writeFile(join(path, FOLDER, name), text, {mode: 0o600});
    }
}

/** Keeps the readings of a state folder that is about to go; none where it has gone already. */
export async function collectReadings(path: string): Promise<void> {
    const folder = join(path, FOLDER);
    for (const name of await readdir(folder).catch(() => [])) {
        readings.set(name, await readFile(join(folder, name), 'utf8'));
    }
}
