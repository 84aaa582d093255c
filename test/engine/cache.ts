import {createHash} from 'node:crypto';
import {mkdir, mkdtemp, readdir, rename, rm, stat, utimes} from 'node:fs/promises';
import {homedir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';

import {isProcessAlive} from './process_alive.ts';

const POLL_MS = 200;

/** Where slow things are kept between runs, outside the repository. Deleting it costs time only. */
export function cacheFolder(): string {
    return process.env['FIPS_READINESS_CACHE'] ?? join(homedir(), '.cache', 'fips-readiness');
}

/** A short key over everything that shapes a cached thing: same parts, same key. */
export function cacheKey(parts: readonly (string | Uint8Array)[]): string {
    const hash = createHash('sha256');
    for (const part of parts) {
        hash.update(`${part.length}\n`).update(part);
    }
    return hash.digest('hex').slice(0, 20);
}

/** Marks a folder as used now; false where it does not exist. */
async function touch(folder: string): Promise<boolean> {
    const now = new Date();
    return utimes(folder, now, now).then(
        () => true,
        () => false,
    );
}

/**
 * The cached folder `<area>/<key>`, made by `fill` when it is not there. It appears under its name only when complete. A process that
 * finds another making it waits; where two began at the same moment the second one's copy is thrown away.
 */
export async function cachedFolder(
    area: string,
    key: string,
    fill: (folder: string) => Promise<void>,
): Promise<string> {
    const folder = join(cacheFolder(), area, key);
    await mkdir(dirname(folder), {recursive: true});
    while (await isBeingMade(folder)) {
        await delay(POLL_MS);
    }
    if (await touch(folder)) {
        return folder;
    }
    const draft = await mkdtemp(`${folder}.draft-${process.pid}-`);
    try {
        await fill(draft);
        await rename(draft, folder).catch(async (error: unknown) => {
            if (!(await touch(folder))) {
                throw error;
            }
        });
    } finally {
        await rm(draft, {recursive: true, force: true});
    }
    return folder;
}

/** Is another process at work on this draft? One of a run that was killed is nobody's. */
async function isLiveDraft(name: string): Promise<boolean> {
    const owner = /\.draft-(\d+)-/.exec(name)?.[1];
    return owner !== undefined && Number(owner) !== process.pid && (await isProcessAlive(owner));
}

async function isBeingMade(folder: string): Promise<boolean> {
    const names = (await readdir(dirname(folder))).filter((name) => name.startsWith(`${basename(folder)}.draft-`));
    return (await Promise.all(names.map((name) => isLiveDraft(name)))).includes(true);
}

/** Deletes all but the most lately used folders of an area; drafts of runs that were killed among them, not those in the making. */
export async function pruneCache(area: string, kept: number): Promise<void> {
    const base = join(cacheFolder(), area);
    const names = await readdir(base);
    const isLive = await Promise.all(names.map((name) => isLiveDraft(name)));
    const folders = await Promise.all(
        names
            .filter((_name, index) => isLive[index] !== true)
            .map(async (name) => {
                const path = join(base, name);
                return {
                    path,
                    usedMs: await stat(path).then(
                        ({mtimeMs}) => mtimeMs,
                        () => 0,
                    ),
                };
            }),
    );
    const newestFirst = folders.toSorted((left, right) => right.usedMs - left.usedMs);
    await Promise.all(newestFirst.slice(kept).map(({path}) => rm(path, {recursive: true, force: true})));
}
