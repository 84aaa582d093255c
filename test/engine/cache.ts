import {createHash} from 'node:crypto';
import {mkdir, mkdtemp, readdir, rename, rm, stat, utimes} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, join} from 'node:path';

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
 * The cached folder `<area>/<key>`, made by `fill` when it is not there. It appears under its name only when complete, and when
 * two runs make it at once the second one's copy is thrown away.
 */
export async function cachedFolder(
    area: string,
    key: string,
    fill: (folder: string) => Promise<void>,
): Promise<string> {
    const folder = join(cacheFolder(), area, key);
    if (await touch(folder)) {
        return folder;
    }
    await mkdir(dirname(folder), {recursive: true});
    const draft = await mkdtemp(`${folder}.draft-`);
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

/** Deletes all but the most lately used folders of an area, drafts of runs that were killed among them. */
export async function pruneCache(area: string, kept: number): Promise<void> {
    const base = join(cacheFolder(), area);
    const folders = await Promise.all(
        (await readdir(base)).map(async (name) => {
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
