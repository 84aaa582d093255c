import type {Duplex} from 'node:stream';
import {createGunzip, createZstdDecompress} from 'node:zlib';

/** What the first bytes of a stream say it is. */
export type ArchiveFormat = 'tar' | 'gzip' | 'zstd' | 'other';

/** As many first bytes as tell the format: one tar header. */
export const FORMAT_BYTES = 512;

const USTAR_OFFSET = 257;

export function parseArchiveFormat(head: Uint8Array): ArchiveFormat {
    const begins = (bytes: readonly number[]): boolean => bytes.every((byte, index) => head[index] === byte);
    if (begins([0x1f, 0x8b])) {
        return 'gzip';
    }
    if (begins([0x28, 0xb5, 0x2f, 0xfd])) {
        return 'zstd';
    }
    const ustar = Buffer.from(head.subarray(USTAR_OFFSET, USTAR_OFFSET + 5)).toString('latin1') === 'ustar';
    // An archive without entries is made of zeros.
    const empty = head.length === FORMAT_BYTES && head.every((byte) => byte === 0);
    return ustar || empty ? 'tar' : 'other';
}

/** A stream that takes the packed bytes and gives the plain ones; undefined where they are plain already. */
export function makeDecompressor(format: 'tar' | 'gzip' | 'zstd'): Duplex | undefined {
    return format === 'tar' ? undefined : format === 'gzip' ? createGunzip() : createZstdDecompress();
}
