import {readdir, readFile} from 'node:fs/promises';
import {join, relative} from 'node:path';

/** The project's root folder. */
export const ROOT = join(import.meta.dirname, '..', '..');

const manifest = JSON.parse(await readFile(join(ROOT, 'plugin.json'), 'utf8')) as Readonly<
    Record<'id' | 'version' | 'description', string>
>;

/** The version of page and agent: they are released together. */
export const VERSION = manifest.version;

/** The page's bundle, as `make dist` names it. */
export const BUNDLE = `${manifest.id}-${VERSION}.tar.gz`;

/** The folder with the agent as `make dist` builds it. */
export const AGENT_FOLDER = join(ROOT, 'server-bridge/dist/agent');

/** The Node that runs here is the one that goes into the executable: package-lock.json pins it. */
export const NODE = process.execPath;

/** Every file of a folder and of those in it, sorted, each by its path from there. */
export async function listFiles(folder: string): Promise<readonly string[]> {
    const found = await readdir(folder, {recursive: true, withFileTypes: true});
    return found
        .filter((entry) => entry.isFile())
        .map(({parentPath, name}) => relative(folder, join(parentPath, name)))
        .toSorted();
}
