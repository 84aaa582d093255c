import {ArchiveFlaw} from './archive_flaw.ts';
import {FORMAT_BYTES, makeDecompressor, parseArchiveFormat} from './archive_format.ts';
import {makeByteSource} from './byte_source.ts';
import type {ByteSource} from './byte_source.ts';
import {decompress} from './decompress.ts';
import type {ScanBudget} from './scan_budget.ts';
import {walkTar} from './walk_tar.ts';
import type {ArchiveEntry} from './walk_tar.ts';

/** `not_archive`: the bytes are no tar archive, packed or not. `damaged`: it breaks off or is not well-formed. */
export type WalkOutcome = 'done' | 'not_archive' | 'damaged';

/**
 * Goes through a tar archive, plain, gzip or zstd, once and without unpacking; what `visit` does not read of a body is passed over.
 * Reads `source` to its end even when the archive in it is damaged, so that an archive inside another one never disturbs
 * the outer one. Throws FipsError `scan_limit`, and whatever `visit` and reading `source` throw.
 */
export async function walkArchive(
    source: AsyncIterable<Uint8Array>,
    visit: (entry: ArchiveEntry) => Promise<void>,
    budget: ScanBudget,
): Promise<WalkOutcome> {
    const whole = makeByteSource(source, budget.takeBytes);
    try {
        const head = await whole.read(FORMAT_BYTES);
        whole.putBack(head);
        const format = parseArchiveFormat(head);
        const outcome = format === 'other' ? 'not_archive' : await walkAs(format, whole, visit, budget);
        await drain(whole);
        return outcome;
    } finally {
        await whole.close();
    }
}

async function walkAs(
    format: 'tar' | 'gzip' | 'zstd',
    whole: ByteSource,
    visit: (entry: ArchiveEntry) => Promise<void>,
    budget: ScanBudget,
): Promise<WalkOutcome> {
    const decompressor = makeDecompressor(format);
    const plain = decompressor ? makeByteSource(decompress(readAll(whole), decompressor), budget.takeBytes) : whole;
    try {
        await walkTar(plain, visit, budget);
        // What is packed has a checksum at its end.
        await drain(plain);
        return 'done';
    } catch (error) {
        if (error instanceof ArchiveFlaw) {
            return 'damaged';
        }
        throw error;
    } finally {
        await (plain === whole ? undefined : plain.close());
    }
}

async function* readAll(source: ByteSource): AsyncGenerator<Uint8Array> {
    for (let chunk = await source.next(Infinity); chunk; chunk = await source.next(Infinity)) {
        yield chunk;
    }
}

async function drain(source: ByteSource): Promise<void> {
    while (await source.next(Infinity)) {
        // Nothing of it is wanted.
    }
}
