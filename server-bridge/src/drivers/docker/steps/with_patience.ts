import {isFipsError} from '@fips-readiness/core';
import type {Engine} from '../engine/engine.ts';
import type {Clock} from '../../../clock/clock.ts';

const PATIENCE_MS = 180_000;
const PAUSE_MS = 1_000;

/**
 * Does something that may be repeated, again when the engine went away under it: an engine that is being restarted comes
 * back, and half of a recreate must not be given up for that. The error goes on when it stays away for three minutes.
 */
export async function withPatience<T>(engine: Engine, clock: Clock, act: () => Promise<T>): Promise<T> {
    const until = clock.monotonicMs() + PATIENCE_MS;
    for (;;) {
        try {
            return await act();
        } catch (error) {
            const away = isEngineFailure(error) || (isFipsError(error) && error.code === 'compose_refuses');
            if (!away || !(await comesBack(engine, clock, until))) {
                throw error;
            }
        }
    }
}

/** Did a call fail because no engine answered it? */
export function isEngineFailure(error: unknown): boolean {
    return isFipsError(error) && error.code === 'engine_unreachable';
}

/** False where it was there all the time (the error had another cause) or does not come back in time. */
async function comesBack(engine: Engine, clock: Clock, untilMs: number): Promise<boolean> {
    for (let round = 0; clock.monotonicMs() < untilMs; round += 1) {
        const there = await engine.fetchInfo().then(
            () => true,
            () => false,
        );
        if (there) {
            return round > 0;
        }
        await clock.sleep(PAUSE_MS);
    }
    return false;
}
