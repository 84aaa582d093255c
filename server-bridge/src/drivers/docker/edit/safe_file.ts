import {constants} from 'node:fs';
import {lstat, open, rename, rm} from 'node:fs/promises';
import {randomBytes} from 'node:crypto';
import {basename, dirname, join} from 'node:path';
import {readErrorCode} from '../../../foreign_error.ts';
import {syncDirectory} from '../../../state/durable_file.ts';

/** Why a project file is not touched (security.md rule 13). Permanent codes; words under `file.<code>`. */
export type FileDanger =
    | 'missing'
    | 'link'
    | 'not_regular'
    | 'hard_linked'
    | 'parent_writable'
    | 'parent_foreign'
    | 'not_text'
    | 'unreadable';

export type SafeRead =
    {readonly code: 'read'; readonly text: string} | {readonly code: 'danger'; readonly danger: FileDanger};

/**
 * Reads a project file that may be trusted to be the admin's own: not through a link, one regular file with one name, in
 * folders only root or the owner can write, and UTF-8 that can be written back byte for byte.
 */
export async function readSafeFile(path: string): Promise<SafeRead> {
    const parents = await lookAbove(dirname(path));
    if (parents.code === 'danger') {
        return parents;
    }
    let file;
    try {
        file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    } catch (error) {
        return {code: 'danger', danger: readOpenFailure(error)};
    }
    try {
        const stat = await file.stat();
        if (!stat.isFile()) {
            return {code: 'danger', danger: 'not_regular'};
        }
        if (stat.nlink !== 1) {
            return {code: 'danger', danger: 'hard_linked'};
        }
        if (!areTrusted(parents.owners, stat.uid)) {
            return {code: 'danger', danger: 'parent_foreign'};
        }
        const bytes = await file.readFile();
        const text = bytes.toString('utf8');
        return Buffer.from(text, 'utf8').equals(bytes) ? {code: 'read', text} : {code: 'danger', danger: 'not_text'};
    } finally {
        await file.close();
    }
}

/** How a replacement ended. `differs`: the file holds neither the old text nor the new one. */
export type Replacement =
    | {readonly code: 'replaced' | 'already' | 'differs'}
    | {readonly code: 'danger'; readonly danger: FileDanger}
    | {readonly code: 'not_written'; readonly reason: 'no_space' | 'read_only' | 'busy' | 'refused'};

/** Puts `after` where `before` stands: whole or not at all, with the same mode and owner, synced with its folder. */
export async function replaceSafeFile(path: string, before: string, after: string): Promise<Replacement> {
    const read = await readSafeFile(path);
    if (read.code === 'danger') {
        return read;
    }
    if (read.text === after) {
        return {code: 'already'};
    }
    if (read.text !== before) {
        return {code: 'differs'};
    }
    const fresh = join(dirname(path), `.${basename(path)}.fips-agent-${randomBytes(4).toString('hex')}`);
    try {
        const {mode, uid, gid} = await lstat(path);
        const file = await open(fresh, 'wx', 0o600);
        try {
            await file.chown(uid, gid);
            await file.chmod(mode & 0o7777);
            await file.writeFile(after);
            await file.sync();
        } finally {
            await file.close();
        }
        await rename(fresh, path);
        await syncDirectory(dirname(path));
        return {code: 'replaced'};
    } catch (error) {
        await rm(fresh, {force: true}).catch(() => undefined);
        return {code: 'not_written', reason: readWriteFailure(error)};
    }
}

/** Every folder above may be written by root or its owner alone, a sticky folder of everybody's is refused too; and their owners. */
async function lookAbove(
    folder: string,
): Promise<
    {readonly code: 'seen'; readonly owners: readonly number[]} | {readonly code: 'danger'; readonly danger: FileDanger}
> {
    const owners: number[] = [];
    for (let at = folder; ; at = dirname(at)) {
        const stat = await lstat(at).catch(() => undefined);
        if (!stat) {
            return {code: 'danger', danger: 'missing'};
        }
        if (stat.isSymbolicLink()) {
            return {code: 'danger', danger: 'link'};
        }
        if ((stat.mode & 0o002) !== 0 || ((stat.mode & 0o020) !== 0 && stat.gid !== 0 && stat.gid !== stat.uid)) {
            return {code: 'danger', danger: 'parent_writable'};
        }
        owners.push(stat.uid);
        if (dirname(at) === at) {
            return {code: 'seen', owners};
        }
    }
}

/** A folder's owner may put another file in its place: only root and the file's own owner may be one. User ids. */
export function areTrusted(parentOwners: readonly number[], fileOwner: number): boolean {
    return parentOwners.every((owner) => owner === 0 || owner === fileOwner);
}

function readOpenFailure(error: unknown): FileDanger {
    switch (readErrorCode(error)) {
        case 'ENOENT':
            return 'missing';
        case 'ELOOP':
            return 'link';
        default:
            return 'unreadable';
    }
}

function readWriteFailure(error: unknown): Extract<Replacement, {code: 'not_written'}>['reason'] {
    switch (readErrorCode(error)) {
        case 'ENOSPC':
        case 'EDQUOT':
            return 'no_space';
        case 'EROFS':
            return 'read_only';
        case 'EBUSY':
            return 'busy';
        default:
            return 'refused';
    }
}
