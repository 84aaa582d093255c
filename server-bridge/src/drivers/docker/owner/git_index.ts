import {readErrorCode} from '../../../foreign_error.ts';

/** Bytes of an entry before its flags: ten numbers of the file's stat, then the object's name. */
const STAT_BYTES = 40;
const HEADER_BYTES = 12;
/** In an entry's flags: two more bytes of them follow. */
const EXTENDED = 0x4000;
const SPLIT_INDEX = 'link';

/**
 * The paths a Git index names, relative to its worktree; undefined for one this does not read (a split index, another version,
 * a damaged one). Source: gitformat-index(5), versions 2 to 4. `hashBytes` is 20, or 32 in a repository with SHA-256.
 */
export function readGitIndex(index: Buffer, hashBytes: 20 | 32): ReadonlySet<string> | undefined {
    try {
        return readEntries(index, hashBytes);
    } catch (error) {
        if (readErrorCode(error)?.startsWith('ERR_') === true) {
            return undefined;
        }
        throw error;
    }
}

/** Reading past the end throws an error of Node's own, with a code. */
function readEntries(index: Buffer, hashBytes: number): ReadonlySet<string> | undefined {
    const version = index.readUInt32BE(4);
    if (index.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4) {
        return undefined;
    }
    const paths = new Set<string>();
    let position = HEADER_BYTES;
    let path = Buffer.alloc(0);
    for (let left = index.readUInt32BE(8); left > 0; left -= 1) {
        const flagsAt = position + STAT_BYTES + hashBytes;
        let nameAt = flagsAt + ((index.readUInt16BE(flagsAt) & EXTENDED) === 0 ? 2 : 4);
        let kept = path.subarray(0, 0);
        if (version === 4) {
            const {value, next} = readOffset(index, nameAt);
            kept = path.subarray(0, Math.max(0, path.length - value));
            nameAt = next;
        }
        const end = index.indexOf(0, nameAt);
        if (end < 0) {
            return undefined;
        }
        path = Buffer.concat([kept, index.subarray(nameAt, end)]);
        paths.add(path.toString());
        // Up to version 3 an entry is filled up to a multiple of eight bytes, by at least one.
        position = version === 4 ? end + 1 : position + Math.ceil((end + 1 - position) / 8) * 8;
    }
    return index.toString('latin1', position, position + 4) === SPLIT_INDEX ? undefined : paths;
}

/** How many bytes of the path before are left out: Git's offset encoding, seven bits a byte. */
function readOffset(index: Buffer, at: number): {readonly value: number; readonly next: number} {
    let next = at;
    let byte = index.readUInt8(next);
    let value = byte & 0x7f;
    while ((byte & 0x80) !== 0) {
        next += 1;
        byte = index.readUInt8(next);
        value = (value + 1) * 128 + (byte & 0x7f);
    }
    return {value, next: next + 1};
}
