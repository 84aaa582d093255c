import {readFile} from 'node:fs/promises';
import type {ContainerDetails, Engine} from './engine.ts';

/** The engine mounts these three from a folder named after the container, on the host's network too. */
const ENGINE_FILE = /\/([0-9a-f]{64})\/(?:hostname|hosts|resolv\.conf) \/etc\/(?:hostname|hosts|resolv\.conf) /;

/** The id of the container a process runs in, from its /proc/self/mountinfo; undefined outside of one. */
export function readContainerId(mountInfo: string): string | undefined {
    for (const line of mountInfo.split('\n')) {
        const id = ENGINE_FILE.exec(line)?.[1];
        if (id !== undefined) {
            return id;
        }
    }
    return undefined;
}

/** The container the agent itself runs in, where it is one of this engine's. */
export async function findOwnContainer(engine: Pick<Engine, 'fetchContainer'>): Promise<ContainerDetails | undefined> {
    const id = readContainerId(await readFile('/proc/self/mountinfo', 'utf8').catch(() => ''));
    return id === undefined ? undefined : engine.fetchContainer(id);
}

/** Where a path of this container is on the host; undefined where it is in the container alone, and gone with it. */
export function findHostPath({mounts}: Pick<ContainerDetails, 'mounts'>, path: string): string | undefined {
    const above = mounts.filter(({target}) => path === target || path.startsWith(`${target}/`));
    const [nearest] = above.toSorted((first, second) => second.target.length - first.target.length);
    return nearest?.type === 'bind' ? `${nearest.source}${path.slice(nearest.target.length)}` : undefined;
}
