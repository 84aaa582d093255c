import {randomBytes} from 'node:crypto';
import {open, rename} from 'node:fs/promises';
import {dirname} from 'node:path';

/** Writes a file whole or not at all: a new file beside it, synced, renamed over it, and the folder synced. Mode 0600. */
export async function writeDurably(path: string, text: string): Promise<void> {
    const fresh = `${path}.${randomBytes(4).toString('hex')}.new`;
    const file = await open(fresh, 'wx', 0o600);
    try {
        await file.writeFile(text);
        await file.sync();
    } finally {
        await file.close();
    }
    await rename(fresh, path);
    await syncDirectory(dirname(path));
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
