import {setTimeout as delay} from 'node:timers/promises';
import type {Clock} from './clock.ts';

/** The host's own clock. A sleep that is cut short by its signal ends early, without an error. */
export const SYSTEM_CLOCK: Clock = {
    now: () => new Date(),
    monotonicMs: () => Number(process.hrtime.bigint() / 1_000_000n),
    sleep: (ms, signal) => delay(ms, undefined, signal && {signal}).catch(() => undefined),
};
