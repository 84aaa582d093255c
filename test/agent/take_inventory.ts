import {readFile} from 'node:fs/promises';
import type {Engine} from '../engine/engine.ts';
import type {Project} from '../engine/project.ts';

/** Everything of a project that a run may touch: files as they stand, containers by name with image, state and addresses. */
export type Inventory = {
    readonly env: string;
    readonly files: readonly string[];
    readonly containers: readonly (readonly [string, string, string, readonly string[]])[];
};

/** Takes stock, to compare before and after: two inventories are equal where nothing a run may touch has moved. */
export async function takeInventory({client}: Engine, project: Project): Promise<Inventory> {
    const containers = await client.listContainers({all: true});
    return {
        env: await readFile(project.envPath, 'utf8'),
        files: await Promise.all(project.files.map((file) => readFile(`${project.root}/${file}`, 'utf8'))),
        containers: containers
            .map(({Names, ImageID, State, NetworkSettings}): Inventory['containers'][number] => [
                Names[0] ?? '',
                ImageID,
                State,
                Object.values(NetworkSettings.Networks).map(({IPAddress}) => IPAddress),
            ])
            .sort(([first], [second]) => first.localeCompare(second)),
    };
}
