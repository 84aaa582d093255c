import type {Engine} from '../engine/engine.ts';
import {findMaker} from '../../../rehearsal/one_off_name.ts';

/** Between a container's making and its start, and after its limit, a slow engine needs a while. */
const GRACE_MS = 120_000;

/**
 * Removes one-off containers whose agent died before it could; answers how many. One of an agent in another container is a
 * leftover when it is older than that agent lets it become.
 */
export async function removeLeftovers(engine: Engine, now: Date): Promise<number> {
    let removed = 0;
    for (const {id, name, createdAt} of await engine.fetchContainers()) {
        const maker = await findMaker(name);
        const ageMs = now.getTime() - createdAt.getTime();
        if (maker?.code === 'dead' || (maker?.code === 'elsewhere' && ageMs > maker.lifeMs + GRACE_MS)) {
            await engine.removeContainer(id);
            removed += 1;
        }
    }
    return removed;
}
