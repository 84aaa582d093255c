import {chmod, lstat, mkdir, realpath} from 'node:fs/promises';
import {dirname} from 'node:path';
import {FipsError} from '@fips-readiness/core';

/** What is judged of a folder: its owner's id, and its mode's lower twelve bits. */
export type FolderStat = {readonly uid: number; readonly mode: number};

/**
 * Opens the agent's own folder: made with mode 0700 where it is missing, refused where it is a link, somebody else's, readable by
 * others, or below a folder that others can exchange. Throws FipsError `state_unsafe` or `state_unwritable`.
 */
export async function openStateDirectory(path: string): Promise<void> {
    try {
        await mkdir(path, {recursive: true, mode: 0o700});
    } catch {
        throw new FipsError('state_unwritable', {path});
    }
    const stat = await lstat(path);
    const uid = process.getuid?.() ?? 0;
    if (!stat.isDirectory() || (stat.uid !== uid && stat.uid !== 0) || !(await isBelowTrusted(path, uid))) {
        throw new FipsError('state_unsafe', {path});
    }
    if ((stat.mode & 0o077) !== 0) {
        await chmod(path, 0o700).catch(() => {
            throw new FipsError('state_unsafe', {path});
        });
    }
}

async function isBelowTrusted(path: string, uid: number): Promise<boolean> {
    for (let at = dirname(await realpath(path)); ; at = dirname(at)) {
        const {uid: owner, mode} = await lstat(at);
        if (!isTrustedParent({uid: owner, mode: mode & 0o7777}, uid)) {
            return false;
        }
        if (dirname(at) === at) {
            return true;
        }
    }
}

/** May nobody but root and the agent's own user exchange what is in this folder? In a sticky one only an entry's owner may. */
export function isTrustedParent({uid: owner, mode}: FolderStat, uid: number): boolean {
    const isOpen = (mode & 0o022) !== 0 && (mode & 0o1000) === 0;
    return (owner === 0 || owner === uid) && !isOpen;
}
