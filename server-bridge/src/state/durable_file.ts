import {randomBytes} from 'node:crypto';
import {open, rename, rm} from 'node:fs/promises';
import {dirname} from 'node:path';
import {FipsError} from '@fips-readiness/core';
import {readErrorCode} from '../foreign_error.ts';

/**
 * Writes a file whole or not at all: a new file beside it, synced, renamed over it, and the folder synced. Mode 0600.
 * Throws FipsError `state_full` where there is no room; nothing is left of the attempt.
 */
export async function writeDurably(path: string, text: string): Promise<void> {
    const fresh = `${path}.${randomBytes(4).toString('hex')}.new`;
    try {
        await writeSynced(fresh, text);
        await rename(fresh, path);
        await syncDirectory(dirname(path));
    } catch (error) {
        await rm(fresh, {force: true}).catch(() => undefined);
        throw isFull(error) ? new FipsError('state_full', {path: dirname(path)}) : error;
    }
}

/** Is this the error of a disk or a quota that has no room left? */
export function isFull(error: unknown): boolean {
    return ['ENOSPC', 'EDQUOT'].includes(readErrorCode(error) ?? '');
}

async function writeSynced(path: string, text: string): Promise<void> {
    const file = await open(path, 'wx', 0o600);
    try {
        await file.writeFile(text);
        await file.sync();
    } finally {
        await file.close();
    }
}

/** Appends one line and waits until it is on disk. */
export async function appendDurably(path: string, line: string): Promise<void> {
    const file = await open(path, 'a', 0o600);
    try {
        await file.appendFile(`${line}\n`);
        await file.datasync();
    } finally {
        await file.close();
    }
}

/** Waits until a folder's entries are on disk. */
export async function syncDirectory(path: string): Promise<void> {
    const directory = await open(path, 'r');
    try {
        await directory.sync();
    } finally {
        await directory.close();
    }
}
