import {mkdir, mkdtemp, readFile, readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';

import {isProcessAlive} from './process_alive.ts';

/**
 * Not the temporary folder: everyone may write there, and the agent refuses project files below such a parent
 * (security.md 13).
 */
const BASE = process.env['FIPS_READINESS_RIG_ROOT'] ?? '/var/lib/fips-readiness-rig';

/** The folders of runs that were killed. */
export async function findStaleFolders(): Promise<readonly string[]> {
    const stale: string[] = [];
    for (const entry of await readdir(BASE).catch(() => [])) {
        const runner = /^[a-z-]+\.(\d+)\./.exec(entry)?.[1];
        if (runner !== undefined && !(await isProcessAlive(runner))) {
            stale.push(entry);
        }
    }
    return stale.map((entry) => join(BASE, entry));
}

/** Removes what runs left that were killed, unless their engine is still on its way out. */
async function removeStaleFolders(): Promise<void> {
    for (const folder of await findStaleFolders()) {
        const engine = (await readFile(join(folder, 'dockerd.pid'), 'utf8').catch(() => '')).trim();
        if (engine === '' || !(await isProcessAlive(engine))) {
            await rm(folder, {recursive: true, force: true});
        }
    }
}

/** A fresh folder `<kind>.<process id>.<random>`, kind in lower case. Short enough for a unix socket below it (107 bytes). */
export async function makeRigFolder(kind: string): Promise<string> {
    await mkdir(BASE, {recursive: true, mode: 0o755});
    await removeStaleFolders();
    return mkdtemp(join(BASE, `${kind}.${process.pid}.`));
}
