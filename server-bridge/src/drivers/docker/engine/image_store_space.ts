import {statfs} from 'node:fs/promises';
import {hostname} from 'node:os';
import type {Engine, EngineInfo} from './engine.ts';
import {findOwnContainer} from './own_container.ts';

/** Free bytes of a place: `leastBytes` for certain, `mostBytes` perhaps. They differ where two readings of it do. */
export type StoreSpace = {readonly leastBytes: number; readonly mostBytes: number};

/**
 * What is free where the engine unpacks images; undefined where the agent cannot see that. In a container of that same engine no
 * mount is needed: the container's own root is in the very store its image is in, whatever the storage driver. Where it has a quota
 * of its own (`--storage-opt size`, `overlay2.size`) the root tells that one; the files the engine mounts from its data root do not.
 * On the host it is the data root, for an engine of this machine only: a folder of that name here says nothing of another one's.
 */
export async function measureImageStore(
    engine: Pick<Engine, 'endpoint' | 'fetchContainer'>,
    info: Pick<EngineInfo, 'host' | 'rootDirectory'>,
    measure: (path: string) => Promise<number | undefined> = readFreeBytes,
): Promise<StoreSpace | undefined> {
    if (await findOwnContainer(engine)) {
        return measureInside(measure);
    }
    const isHere = engine.endpoint.startsWith('unix://') || info.host === hostname();
    const free = isHere ? await measure(info.rootDirectory) : undefined;
    return free === undefined ? undefined : {leastBytes: free, mostBytes: free};
}

/** The same from inside a container: both readings, the lower one first. */
export async function measureInside(
    measure: (path: string) => Promise<number | undefined>,
): Promise<StoreSpace | undefined> {
    const [root, mounted] = await Promise.all([measure('/'), measure('/etc/hosts')]);
    if (root === undefined) {
        return undefined;
    }
    return {leastBytes: Math.min(root, mounted ?? root), mostBytes: Math.max(root, mounted ?? root)};
}

async function readFreeBytes(path: string): Promise<number | undefined> {
    const space = await statfs(path).catch(() => undefined);
    return space && space.bavail * space.bsize;
}
