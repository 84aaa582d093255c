import {join} from 'node:path';
import {FipsError} from '@fips-readiness/core';
import {takeSocketLock} from '../state/socket_lock.ts';
import type {SocketLock} from '../state/socket_lock.ts';

/** Held while a run goes on. */
export type RunLock = SocketLock;

/** Takes the one lock of this state folder: one run at a time. Throws FipsError `run_in_progress`. */
export async function takeRunLock(stateDirectory: string): Promise<RunLock> {
    const lock = await takeSocketLock(join(stateDirectory, 'run.lock'));
    if (!lock) {
        throw new FipsError('run_in_progress', {folder: stateDirectory});
    }
    return lock;
}

/** Throws FipsError `run_in_progress` while a run of this state folder goes on: its agent is neither replaced nor removed under it. */
export async function requireNoRunGoingOn(stateDirectory: string): Promise<void> {
    await (await takeRunLock(stateDirectory)).release();
}
