import {readdir, readFile} from 'node:fs/promises';
import {join, relative} from 'node:path';
import {writeArchive} from '../archive.ts';
import {ROOT} from './project.ts';

const FOLDER = join(ROOT, 'deploy/kubernetes');

/** Writes deploy/kubernetes as an archive with one folder, `kubernetes`. */
export async function writeManifests(path: string): Promise<void> {
    const found = await readdir(FOLDER, {recursive: true, withFileTypes: true});
    const names = found
        .filter((entry) => entry.isFile())
        .map(({parentPath, name}) => relative(FOLDER, join(parentPath, name)));
    const entries = names.toSorted().map(async (name) => ({
        name: `kubernetes/${name}`,
        content: await readFile(join(FOLDER, name)),
    }));
    await writeArchive(path, await Promise.all(entries));
}
