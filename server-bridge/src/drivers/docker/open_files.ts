import type {FileAccess, ImageAccess} from '../../port/driver.ts';
import type {Engine} from './engine/engine.ts';

/** Files inside a container, running or not. */
export function openFiles(engine: Pick<Engine, 'statPath' | 'readArchive'>, containerId: string): FileAccess {
    return {
        statPath: (path) => engine.statPath(containerId, path),
        readArchive: (path) => engine.readArchive(containerId, path),
    };
}

/** The files of the container of that name or id; undefined where there is none. */
export async function findContainerFiles(
    engine: Pick<Engine, 'fetchContainer' | 'statPath' | 'readArchive'>,
    name: string,
): Promise<FileAccess | undefined> {
    const container = await engine.fetchContainer(name);
    return container && openFiles(engine, container.id);
}

/** Images of the engine's store. */
export function makeImageAccess(engine: Pick<Engine, 'fetchImage' | 'readImage'>): ImageAccess {
    return {
        findImage: (reference) => engine.fetchImage(reference),
        readImage: (reference) => engine.readImage(reference),
    };
}
