import {createHash} from 'node:crypto';

/** 64 hex digits as the engine's ids have; the same seed gives the same id. */
export function makeHexId(seed: string): string {
    return createHash('sha256').update(seed).digest('hex');
}
