import {statfs} from 'node:fs/promises';
import {hostname} from 'node:os';
import type {Engine, EngineInfo} from './engine.ts';
import {findOwnContainer} from './own_container.ts';

/**
 * Free bytes where the engine unpacks images; undefined where the agent cannot see that. In a container of that same engine no
 * mount is needed: the container's own root is in the very store its image is in, whatever the storage driver. On the host it is
 * the data root, for an engine of this machine only: a folder of that name here says nothing of another one's.
 */
export async function measureImageStore(
    engine: Pick<Engine, 'endpoint' | 'fetchContainer'>,
    info: Pick<EngineInfo, 'host' | 'rootDirectory'>,
): Promise<number | undefined> {
    if (await findOwnContainer(engine)) {
        return measure('/');
    }
    const isHere = engine.endpoint.startsWith('unix://') || info.host === hostname();
    return isHere ? measure(info.rootDirectory) : undefined;
}

async function measure(folder: string): Promise<number | undefined> {
    const space = await statfs(folder).catch(() => undefined);
    return space && space.bavail * space.bsize;
}
