import {chmod, lstat, mkdir} from 'node:fs/promises';
import {FipsError} from '@fips-readiness/core';

/**
 * Opens the agent's own folder: made with mode 0700 where it is missing, refused where it is a link, somebody else's,
 * or readable by others. Throws FipsError `state_unsafe` or `state_unwritable`.
 */
export async function openStateDirectory(path: string): Promise<void> {
    try {
        await mkdir(path, {recursive: true, mode: 0o700});
    } catch {
        throw new FipsError('state_unwritable', {path});
    }
    const stat = await lstat(path);
    const uid = process.getuid?.() ?? 0;
    if (!stat.isDirectory() || (stat.uid !== uid && stat.uid !== 0)) {
        throw new FipsError('state_unsafe', {path});
    }
    if ((stat.mode & 0o077) !== 0) {
        await chmod(path, 0o700).catch(() => {
            throw new FipsError('state_unsafe', {path});
        });
    }
}
