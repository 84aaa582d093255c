import {open, unlink} from 'node:fs/promises';
import type {FileHandle} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {randomBytes} from 'node:crypto';

/**
 * A file without a name, for a program that takes it as a descriptor: it may be read more than once, unlike a pipe, and nothing of
 * it is left when it is closed or its processes are killed.
 */
export async function openNamelessFile(text: string): Promise<FileHandle> {
    const path = join(tmpdir(), `fips-agent-${randomBytes(12).toString('hex')}`);
    const file = await open(path, 'wx+', 0o600);
    try {
        await unlink(path);
        await file.writeFile(text);
        return file;
    } catch (error) {
        await file.close();
        throw error;
    }
}
