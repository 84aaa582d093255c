import {createHash} from 'node:crypto';
import {access, mkdir, mkdtemp, rename, rm} from 'node:fs/promises';
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

async function exists(path: string): Promise<boolean> {
    return access(path).then(
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
    if (await exists(folder)) {
        return folder;
    }
    await mkdir(dirname(folder), {recursive: true});
    const draft = await mkdtemp(`${folder}.draft-`);
    try {
        await fill(draft);
        await rename(draft, folder).catch(async (error: unknown) => {
            if (!(await exists(folder))) {
                throw error;
            }
        });
    } finally {
        await rm(draft, {recursive: true, force: true});
    }
    return folder;
}
