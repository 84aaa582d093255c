import type {World} from '../world_shape.ts';

/** Now, but later than the given moment: a second write of the same row never carries the first one's time. */
export function timeAfter(world: World, earlier: number): number {
    return Math.max(world.now(), earlier + 1);
}
