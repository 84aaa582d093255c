import {cp} from 'node:fs/promises';

import {cachedFolder, pruneCache} from './cache.ts';
import {startEngine} from './engine.ts';
import type {Engine} from './engine.ts';
import {startRegistry} from './registry.ts';
import type {Registry} from './registry.ts';

/** Older ones are of code that has changed since; another run may still be reading the newest. */
const KEPT_STORAGES = 3;

/**
 * The storage of a registry that holds a group of images, from the cache or made now on an engine of its own. What the lane's
 * engine has, it has therefore really pulled.
 */
export async function imageStorage(
    group: string,
    key: string,
    buildAndPush: (engine: Engine, registry: Registry) => Promise<void>,
): Promise<string> {
    const area = `images-${group}`;
    const storage = await cachedFolder(area, key, async (folder) => {
        const registry = await startRegistry();
        try {
            const engine = await startEngine({name: `build ${group}`});
            try {
                await buildAndPush(engine, registry);
            } finally {
                await engine.stop();
            }
            await cp(registry.storageFolder, folder, {recursive: true});
        } finally {
            await registry.stop();
        }
    });
    await pruneCache(area, KEPT_STORAGES);
    return storage;
}
