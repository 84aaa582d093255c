import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {FipsError} from '@fips-readiness/core';
import {takeSocketLock, tellLockHolder} from './socket_lock.ts';
import type {SocketLock} from './socket_lock.ts';

const FILE = 'serve.lock';
const STOP = 'stop';
/** A run's action in hand is finished first. */
const LONGEST_END_MS = 60_000;
const LOOK_EVERY_MS = 200;

/**
 * Notes that an agent serves this state folder, for as long as it does; `onStop` is called when somebody asks it to end. Only
 * the folder's owner reaches it. Throws FipsError `already_served` where another agent does.
 */
export async function takeServedLock(stateDirectory: string, onStop: () => void): Promise<SocketLock> {
    const lock = await takeSocketLock(join(stateDirectory, FILE), (socket) => {
        socket.once('data', (word) => {
            if (word.toString('utf8') === STOP) {
                onStop();
            }
        });
        socket.once('end', () => socket.end());
    });
    if (!lock) {
        throw new FipsError('already_served', {folder: stateDirectory});
    }
    return lock;
}

/** Does an agent serve this state folder? */
export function isServed(stateDirectory: string): Promise<boolean> {
    return tellLockHolder(join(stateDirectory, FILE));
}

/** Asks the agent that serves this folder to end, and waits until it has. Throws FipsError `still_served` where it goes on, or is started again. */
export async function stopServing(stateDirectory: string, limitMs = LONGEST_END_MS): Promise<void> {
    await tellLockHolder(join(stateDirectory, FILE), STOP);
    for (let waited = 0; await isServed(stateDirectory); waited += LOOK_EVERY_MS) {
        if (waited >= limitMs) {
            throw new FipsError('still_served', {folder: stateDirectory});
        }
        await wait(LOOK_EVERY_MS);
    }
}
