import {open, rm} from 'node:fs/promises';
import {basename, dirname} from 'node:path';
import {connect, createServer} from 'node:net';
import type {Server, Socket} from 'node:net';
import {FipsError} from '@fips-readiness/core';
import {readErrorCode} from '../foreign_error.ts';

const LONGEST_ADDRESS = 107;

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
    const server = await withShortPath(
        path,
        async (address) => (await listen(address, hear)) ?? takeOver(address, hear),
    );
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
    return withShortPath(path, (address) => tell(address, word)).catch(() => false);
}

/** The kernel takes socket addresses of up to 107 bytes; the folder behind a descriptor has a short name, whatever its own. */
async function withShortPath<T>(path: string, use: (address: string) => Promise<T>): Promise<T> {
    if (Buffer.byteLength(path) <= LONGEST_ADDRESS) {
        return use(path);
    }
    const folder = await open(dirname(path)).catch(() => {
        throw new FipsError('state_unwritable', {path});
    });
    try {
        return await use(`/proc/self/fd/${folder.fd}/${basename(path)}`);
    } finally {
        await folder.close();
    }
}

function tell(address: string, word: string): Promise<boolean> {
    return new Promise((resolve) => {
        const socket = connect(address);
        socket.once('connect', () => {
            socket.end(word, () => resolve(true));
        });
        socket.once('error', () => resolve(false));
    });
}

async function takeOver(path: string, hear: (socket: Socket) => void): Promise<Server | undefined> {
    if (await tell(path, '')) {
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
