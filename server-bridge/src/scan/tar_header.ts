/** Bytes of a header, and of what a tar archive is made of. */
export const TAR_BLOCK_BYTES = 512;

/** One header block. `long_path`, `long_link` and `extended` describe the entry behind them, in a body of their own. */
export type TarHeader = {
    readonly kind: 'file' | 'directory' | 'symlink' | 'other' | 'long_path' | 'long_link' | 'extended';
    readonly path: string;
    readonly linkTarget: string;
    /** Of the body that follows. */
    readonly sizeBytes: number;
};

const KINDS: Readonly<Record<string, TarHeader['kind']>> = {
    '\0': 'file',
    '0': 'file',
    '2': 'symlink',
    '5': 'directory',
    '7': 'file',
    K: 'long_link',
    L: 'long_path',
    x: 'extended',
};

/** Links, devices, folders and pipes have no body, whatever size they give (Go source: archive/tar, isHeaderOnlyType). */
const WITHOUT_BODY = '123456';

const CHECKSUM = {from: 148, to: 156} as const;
const SPACE = 0x20;
const BASE_256 = 0x80;

/** Reads a header as Go and GNU tar write it; `zeros` for a block without any; undefined for anything else. */
export function parseTarHeader(block: Uint8Array): TarHeader | 'zeros' | undefined {
    const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
    const sum = bytes.reduce((so, byte, at) => so + (at >= CHECKSUM.from && at < CHECKSUM.to ? SPACE : byte), 0);
    if (sum === (CHECKSUM.to - CHECKSUM.from) * SPACE && bytes.every((byte) => byte === 0)) {
        return 'zeros';
    }
    const magic = bytes.toString('latin1', 257, 265);
    const posix = magic.startsWith('ustar\0');
    const size = parseNumber(bytes.subarray(124, 136));
    if (sum !== parseNumber(bytes.subarray(CHECKSUM.from, CHECKSUM.to)) || (!posix && magic !== 'ustar  \0')) {
        return undefined;
    }
    if (size === undefined) {
        return undefined;
    }
    const letter = bytes.toString('latin1', 156, 157);
    const prefix = posix ? parseText(bytes.subarray(345, 500)) : '';
    const name = parseText(bytes.subarray(0, 100));
    const kind = KINDS[letter] ?? 'other';
    return {
        // Archives older than the folders' own letter end their names with a slash.
        kind: letter === '\0' && name.endsWith('/') ? 'directory' : kind,
        path: prefix === '' ? name : `${prefix}/${name}`,
        linkTarget: parseText(bytes.subarray(157, 257)),
        sizeBytes: WITHOUT_BODY.includes(letter) ? 0 : size,
    };
}

/** The records of an extended header (POSIX pax, "Extended Header"); undefined where they are not as it says. */
export function parseExtendedHeader(bytes: Uint8Array): ReadonlyMap<string, string> | undefined {
    const records = new Map<string, string>();
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < all.length;) {
        const space = all.indexOf(' ', at);
        const length = Number(all.toString('latin1', at, space));
        const record = all.toString('utf8', space + 1, at + length);
        const equals = record.indexOf('=');
        if (
            space < 0 ||
            !Number.isSafeInteger(length) ||
            length <= space - at ||
            equals < 1 ||
            !record.endsWith('\n')
        ) {
            return undefined;
        }
        records.set(record.slice(0, equals), record.slice(equals + 1, -1));
        at += length;
    }
    return records;
}

/** A text up to its first zero. */
export function parseText(field: Uint8Array): string {
    const end = field.indexOf(0);
    return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString('utf8');
}

/** Octal digits, or the number itself behind a mark (GNU tar, "base-256"); undefined where it is neither. */
function parseNumber(field: Uint8Array): number | undefined {
    const [first = 0, ...rest] = field;
    if (first === BASE_256) {
        const number = rest.reduce((so, byte) => so * 256 + byte, 0);
        return Number.isSafeInteger(number) ? number : undefined;
    }
    const digits = parseText(field).trim();
    return /^[0-7]*$/.test(digits) ? Number.parseInt(`0${digits}`, 8) : undefined;
}
