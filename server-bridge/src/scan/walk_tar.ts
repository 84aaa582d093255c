import {ArchiveFlaw} from './archive_flaw.ts';
import type {ByteSource} from './byte_source.ts';
import type {ScanBudget} from './scan_budget.ts';
import {parseExtendedHeader, parseTarHeader, parseText, TAR_BLOCK_BYTES} from './tar_header.ts';
import type {TarHeader} from './tar_header.ts';

/** An entry as it goes by: `path` without leading `/` or `./`. What is not read of its body is passed over. */
export type ArchiveEntry = {
    readonly path: string;
    readonly type: 'file' | 'directory' | 'symlink' | 'other';
    readonly linkTarget: string;
    readonly sizeBytes: number;
    readonly body: AsyncIterable<Uint8Array>;
};

/** What headers of their own have said of the entry behind them. */
type Foretold = {path?: string; linkTarget?: string; sizeBytes?: number};

/** As Go reads no longer one (Go source: archive/tar, maxSpecialFileSize). */
const MOST_FORETOLD_BYTES = 1024 * 1024;

/**
 * Goes through the entries of a tar archive, by the rules of Go's own reader, which is what the server and the engine unpack with.
 * Throws ArchiveFlaw, and what `visit` and the source throw.
 */
export async function walkTar(
    source: ByteSource,
    visit: (entry: ArchiveEntry) => Promise<void>,
    budget: Pick<ScanBudget, 'takeEntry'>,
): Promise<void> {
    let foretold: Foretold = {};
    for (let header = await readHeader(source); header; header = await readHeader(source)) {
        const {kind} = header;
        if (kind === 'long_path' || kind === 'long_link' || kind === 'extended') {
            foretold = {...foretold, ...(await readForetold(source, kind, header.sizeBytes))};
            continue;
        }
        budget.takeEntry();
        const {path, linkTarget, sizeBytes} = {...header, ...foretold};
        foretold = {};
        let left = kind === 'file' || header.sizeBytes > 0 ? sizeBytes : 0;
        const padding = -left & (TAR_BLOCK_BYTES - 1);
        const takeBody = async function* (): AsyncGenerator<Uint8Array> {
            while (left > 0) {
                const chunk = await source.next(left);
                if (!chunk) {
                    throw new ArchiveFlaw();
                }
                left -= chunk.length;
                yield chunk;
            }
        };
        const body = takeBody();
        await visit({path: path.replace(/^(?:\.?\/)+/, ''), type: kind, linkTarget, sizeBytes, body});
        await skip(source, left + padding);
    }
}

/** Undefined at the archive's end: two blocks of zeros, or no more bytes. */
async function readHeader(source: ByteSource): Promise<TarHeader | undefined> {
    const block = await source.read(TAR_BLOCK_BYTES);
    const header = block.length === TAR_BLOCK_BYTES ? parseTarHeader(block) : undefined;
    if (header === 'zeros') {
        const second = await source.read(TAR_BLOCK_BYTES);
        if (second.length > 0 && (second.length < TAR_BLOCK_BYTES || parseTarHeader(second) !== 'zeros')) {
            throw new ArchiveFlaw();
        }
        return undefined;
    }
    if (block.length > 0 && !header) {
        throw new ArchiveFlaw();
    }
    return header;
}

async function readForetold(
    source: ByteSource,
    kind: 'long_path' | 'long_link' | 'extended',
    sizeBytes: number,
): Promise<Foretold> {
    if (sizeBytes > MOST_FORETOLD_BYTES) {
        throw new ArchiveFlaw();
    }
    // A header may share its memory with what comes behind it: read it before going on.
    const bytes = await source.read(sizeBytes);
    if (bytes.length < sizeBytes) {
        throw new ArchiveFlaw();
    }
    await skip(source, -sizeBytes & (TAR_BLOCK_BYTES - 1));
    if (kind !== 'extended') {
        return kind === 'long_path' ? {path: parseText(bytes)} : {linkTarget: parseText(bytes)};
    }
    const records = parseExtendedHeader(bytes);
    const [path, linkTarget, size] = ['path', 'linkpath', 'size'].map((key) => records?.get(key) ?? '');
    if (!records || !/^\d*$/.test(size ?? '') || !Number.isSafeInteger(Number(size))) {
        throw new ArchiveFlaw();
    }
    return {
        ...(path && {path}),
        ...(linkTarget && {linkTarget}),
        ...(size && {sizeBytes: Number(size)}),
    };
}

async function skip(source: ByteSource, bytes: number): Promise<void> {
    for (let left = bytes; left > 0;) {
        const chunk = await source.next(left);
        if (!chunk) {
            throw new ArchiveFlaw();
        }
        left -= chunk.length;
    }
}
