import {rm} from 'node:fs/promises';
import {connect, createServer} from 'node:net';
import type {Server, Socket} from 'node:net';
import {FipsError} from '@fips-readiness/core';
import {readErrorCode} from '../foreign_error.ts';

/** Held until it is released or its process ends; `release` may be called twice. */
export type SocketLock = {readonly release: () => Promise<void>};

/**
 * Takes a lock that is a socket somebody listens on: it dies with its process, however that ends, and is seen by agents in other
 * containers that share the folder. Whoever connects is handed to `hear`. Undefined where somebody has it. Throws FipsError
 * `state_unwritable`.
 */
export async function takeSocketLock(
    path: string,
    hear: (socket: Socket) => void = (socket) => void socket.end(),
): Promise<SocketLock | undefined> {
    const server = (await listen(path, hear)) ?? (await takeOver(path, hear));
    return (
        server && {
            release: () =>
                new Promise((resolve) => {
                    server.close(() => resolve());
                }),
        }
    );
}

/** Says a word to whoever has the lock; empty: only looks. False where nobody has it. */
export function tellLockHolder(path: string, word = ''): Promise<boolean> {
    return new Promise((resolve) => {
        const socket = connect(path);
        socket.once('connect', () => {
            socket.end(word, () => resolve(true));
        });
        socket.once('error', () => resolve(false));
    });
}

async function takeOver(path: string, hear: (socket: Socket) => void): Promise<Server | undefined> {
    if (await tellLockHolder(path)) {
        return undefined;
    }
    await rm(path, {force: true});
    return listen(path, hear);
}

/** The listening server; undefined where the address is taken. */
function listen(path: string, hear: (socket: Socket) => void): Promise<Server | undefined> {
    return new Promise((resolve, reject) => {
        const server = createServer((socket) => {
            socket.once('error', () => undefined);
            hear(socket);
        });
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
