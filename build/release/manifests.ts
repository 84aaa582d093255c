import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {writeArchive} from '../archive.ts';
import {listFiles, ROOT} from './project.ts';

const FOLDER = join(ROOT, 'deploy/kubernetes');

/** Writes deploy/kubernetes as an archive with one folder, `kubernetes`. */
export async function writeManifests(path: string): Promise<void> {
    const entries = (await listFiles(FOLDER)).map(async (name) => ({
        name: `kubernetes/${name}`,
        content: await readFile(join(FOLDER, name)),
    }));
    await writeArchive(path, await Promise.all(entries));
}
