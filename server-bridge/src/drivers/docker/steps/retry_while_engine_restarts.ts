import {isFipsError} from '@fips-readiness/core';
import type {Engine} from '../engine/engine.ts';
import type {Clock} from '../../../clock/clock.ts';

const PATIENCE_MS = 180_000;
const PAUSE_MS = 1_000;

/**
 * Does something that may be repeated, again when the engine went away under it: an engine that is being restarted comes
 * back, one that is slow gets time, and half of a recreate must not be given up for that. The error goes on after three minutes.
 */
export async function retryWhileEngineRestarts<T>(engine: Engine, clock: Clock, act: () => Promise<T>): Promise<T> {
    const until = clock.monotonicMs() + PATIENCE_MS;
    for (;;) {
        try {
            return await act();
        } catch (error) {
            const away = isEngineFailure(error) || (isFipsError(error) && error.code === 'compose_refuses');
            if (!away || !(await comesBack(engine, clock, until, isSlow(error)))) {
                throw error;
            }
        }
    }
}

/** Did a call fail because no engine answered it? */
export function isEngineFailure(error: unknown): boolean {
    return isFipsError(error) && (error.code === 'engine_unreachable' || error.code === 'engine_slow');
}

/** Did the engine take a call and not answer it in time? */
export function isSlow(error: unknown): boolean {
    return isFipsError(error) && error.code === 'engine_slow';
}

/** False where it was there all the time and not slow (the error had another cause), or does not come back in time. */
async function comesBack(engine: Engine, clock: Clock, untilMs: number, wasSlow: boolean): Promise<boolean> {
    for (let round = 0; clock.monotonicMs() < untilMs; round += 1) {
        const there = await engine.fetchInfo().then(
            () => true,
            () => false,
        );
        if (there) {
            return wasSlow || round > 0;
        }
        await clock.sleep(PAUSE_MS);
    }
    return false;
}
