import type {Engine} from '../engine/engine.ts';
import {findMaker} from './one_off_name.ts';

/** A one-off of an agent in another container is taken for a leftover when it is older than any rehearsal can be. */
const LONGEST_LIFE_MS = 120_000;

/** Removes one-off containers whose agent died before it could; answers how many. */
export async function removeLeftovers(engine: Engine, now: Date): Promise<number> {
    let removed = 0;
    for (const {id, name, createdAt} of await engine.fetchContainers()) {
        const maker = await findMaker(name);
        const outlived = now.getTime() - createdAt.getTime() > LONGEST_LIFE_MS;
        if (maker === 'dead' || (maker === 'elsewhere' && outlived)) {
            await engine.removeContainer(id);
            removed += 1;
        }
    }
    return removed;
}
