import {rm} from 'node:fs/promises';
import {connect, createServer} from 'node:net';
import type {Server} from 'node:net';
import {join} from 'node:path';
import {FipsError} from '@fips-readiness/core';
import {readErrorCode} from '../foreign_error.ts';

/** Held while a run goes on; `release` may be called twice. */
export type RunLock = {readonly release: () => Promise<void>};

/**
 * Takes the one lock of this state folder: one run at a time. It is a socket somebody listens on, so it dies with its
 * process, however that ends, and is seen by agents in other containers that share the folder. Throws FipsError
 * `run_in_progress`.
 */
export async function takeRunLock(stateDirectory: string): Promise<RunLock> {
    const path = join(stateDirectory, 'run.lock');
    const server = (await listen(path)) ?? (await takeOver(path));
    if (!server) {
        throw new FipsError('run_in_progress', {folder: stateDirectory});
    }
    return {
        release: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
            }),
    };
}

async function takeOver(path: string): Promise<Server | undefined> {
    if (await answers(path)) {
        return undefined;
    }
    await rm(path, {force: true});
    return listen(path);
}

/** The listening server; undefined where the address is taken. */
function listen(path: string): Promise<Server | undefined> {
    return new Promise((resolve, reject) => {
        const server = createServer((socket) => socket.end());
        server.unref();
        server.once('error', (error) => {
            if (readErrorCode(error) === 'EADDRINUSE') {
                resolve(undefined);
            } else {
                reject(new FipsError('state_unwritable', {path}));
            }
        });
        server.listen(path, () => resolve(server));
    });
}

function answers(path: string): Promise<boolean> {
    return new Promise((resolve) => {
        const socket = connect(path);
        socket.once('connect', () => {
            socket.destroy();
            resolve(true);
        });
        socket.once('error', () => resolve(false));
    });
}
