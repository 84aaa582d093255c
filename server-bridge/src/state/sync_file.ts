import {open} from 'node:fs/promises';

/** Puts what was written to a file on the disk. */
export async function syncFile(path: string): Promise<void> {
    const file = await open(path, 'r');
    try {
        await file.datasync();
    } finally {
        await file.close();
    }
}
