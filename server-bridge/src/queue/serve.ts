import {setTimeout as wait} from 'node:timers/promises';
import {FipsError} from '@fips-readiness/core';
import {makeBell} from './bell.ts';
import type {Bell} from './bell.ts';
import {CallError} from '../server/queue_client.ts';
import {makeQueueSession} from './queue_session.ts';
import type {Rhythm, ServePorts} from './serve_ports.ts';

/** Idle: one poll and one heartbeat a minute. */
const RHYTHM: Rhythm = {pollMs: 60_000, mergeMs: 1_000, maxBackOffMs: 60_000};

/**
 * Serves the queue until `stop` is aborted. Survives every failure of the server with a growing pause; ends with
 * FipsError `token_refused` on 401 and `wrong_bot` where the token is another account's.
 */
export async function serve(ports: ServePorts): Promise<void> {
    const rhythm = ports.rhythm ?? RHYTHM;
    const bell = makeBell();
    const session = makeQueueSession(ports, bell.ring);
    let failures = 0;
    await session.resume();
    while (!ports.stop.aborted) {
        const turnedAt = performance.now();
        try {
            await session.turn();
            if (failures > 0) {
                ports.log.info('server_back', {failures});
            }
            failures = 0;
        } catch (error) {
            if (!(error instanceof CallError)) {
                throw error;
            }
            if (error.failure === 'unauthorized') {
                await session.idle();
                throw new FipsError('token_refused');
            }
            failures += 1;
            ports.log.warn('server_unavailable', {status: error.status, failures});
            await ports.relocate?.();
        }
        const backOffMs = Math.min(1_000 * 2 ** (failures - 1), rhythm.maxBackOffMs);
        await pause(ports, bell, failures === 0 ? rhythm.pollMs : backOffMs, turnedAt + rhythm.mergeMs);
    }
    await session.idle();
}

/** Waits for the next turn: the pause, or a ring. The first ring is answered at once, later ones once a second. */
async function pause(ports: ServePorts, bell: Bell, pauseMs: number, notBeforeMs: number): Promise<void> {
    const awake = new AbortController();
    const signal = AbortSignal.any([ports.stop, awake.signal]);
    const quiet = (waiting: Promise<unknown>) => waiting.catch(() => undefined);
    await Promise.race([quiet(wait(pauseMs, undefined, {signal})), quiet(ports.ring(signal)), bell.wait(signal)]);
    awake.abort();
    if (!ports.stop.aborted) {
        await quiet(wait(Math.max(0, notBeforeMs - performance.now()), undefined, {signal: ports.stop}));
    }
}
