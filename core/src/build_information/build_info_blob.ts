import {readBytes} from './byte_range.ts';
import type {Reading} from './byte_range.ts';
import type {UnreadableReason} from './build_information.ts';
import {rangeFrom} from './elf_program.ts';
import type {ElfProgram} from './elf_program.ts';

/** Where the version and the module text of the older format are led to: addresses of two Go string headers. */
export type BlobPointers = {
    readonly kind: 'pointers';
    readonly version: number;
    readonly modules: number;
    readonly wide: boolean;
    readonly littleEndian: boolean;
};

/** Go 1.18 and later: both texts are in the blob. */
export type BlobStrings = {readonly kind: 'strings'; readonly version: Uint8Array; readonly modules: Uint8Array};

/** Longest text that is read, in bytes; Mattermost's own is about 40 KB. */
export const MAX_TEXT_BYTES = 512 * 1024;

const MAGIC = [0xff, ...[...' Go buildinf:'].map((character) => character.charCodeAt(0))];
const ALIGNMENT = 16;
const HEADER_BYTES = 32;
const FIRST_READ_BYTES = 64 * 1024;
const FLAG_BIG_ENDIAN = 1;
const FLAG_INLINE = 2;

/** The next place at or after `from` where the blob's magic stands aligned; `bytes` begins at `address`. -1 without one. */
export function findBlob(bytes: Uint8Array, address: number, from: number): number {
    const unaligned = (address + from) % ALIGNMENT;
    for (let at = unaligned === 0 ? from : from + ALIGNMENT - unaligned; at < bytes.length; at += ALIGNMENT) {
        if (bytes[at] === MAGIC[0] && MAGIC.every((byte, index) => bytes[at + index] === byte)) {
            return at;
        }
    }
    return -1;
}

/** Reads the blob at `address` (Go source: debug/buildinfo, the header's two encodings). */
export function* readBlob(
    programs: readonly ElfProgram[],
    address: number,
): Reading<BlobPointers | BlobStrings | UnreadableReason | 'passed'> {
    const range = rangeFrom(programs, address);
    if (!range || range.length < HEADER_BYTES) {
        return 'no_build_information';
    }
    const first = yield* readBytes({offset: range.offset, length: Math.min(range.length, FIRST_READ_BYTES)});
    if (typeof first === 'string') {
        return first;
    }
    if (findBlob(first, address, 0) !== 0) {
        return 'no_build_information';
    }
    const flags = first[15] ?? 0;
    if ((flags & FLAG_INLINE) === 0) {
        return parsePointers(first, (flags & FLAG_BIG_ENDIAN) === 0);
    }
    let bytes: Uint8Array = first;
    for (;;) {
        const parsed = parseStrings(bytes);
        if (typeof parsed !== 'number') {
            return parsed;
        }
        if (parsed > range.length) {
            return 'damaged';
        }
        const longer = yield* readBytes({offset: range.offset, length: parsed});
        if (typeof longer === 'string') {
            return longer;
        }
        bytes = longer;
    }
}

function parsePointers(header: Uint8Array, littleEndian: boolean): BlobPointers | UnreadableReason {
    const size = header[14];
    if (size !== 4 && size !== 8) {
        return 'damaged';
    }
    const pointers = parseWords(header.subarray(16, 16 + 2 * size), size === 8, littleEndian);
    return {kind: 'pointers', version: pointers[0], modules: pointers[1], wide: size === 8, littleEndian};
}

/** Two words side by side: the blob's pointers, or address and length of a Go string. `bytes` holds both. */
export function parseWords(bytes: Uint8Array, wide: boolean, littleEndian: boolean): readonly [number, number] {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return wide
        ? [Number(view.getBigUint64(0, littleEndian)), Number(view.getBigUint64(8, littleEndian))]
        : [view.getUint32(0, littleEndian), view.getUint32(4, littleEndian)];
}

/** Both texts, or how many bytes of the blob are needed for them. */
function parseStrings(blob: Uint8Array): BlobStrings | UnreadableReason | number {
    const version = locateString(blob, HEADER_BYTES);
    if (typeof version !== 'object') {
        return version;
    }
    const modules = locateString(blob, version.end);
    if (typeof modules !== 'object') {
        return modules;
    }
    return {
        kind: 'strings',
        version: blob.subarray(version.start, version.end),
        modules: blob.subarray(modules.start, modules.end),
    };
}

/** A text after its length as a varint (base 128, low bits first). */
function locateString(
    blob: Uint8Array,
    at: number,
): {readonly start: number; readonly end: number} | UnreadableReason | number {
    let length = 0;
    for (let index = 0; ; index += 1) {
        const byte = blob[at + index];
        if (byte === undefined) {
            return at + index + 1;
        }
        length += (byte & 0x7f) * 2 ** (7 * index);
        if (length > MAX_TEXT_BYTES || index > 4) {
            return 'too_large';
        }
        if (byte < 0x80) {
            const start = at + index + 1;
            return start + length > blob.length ? start + length : {start, end: start + length};
        }
    }
}
