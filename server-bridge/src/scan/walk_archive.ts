import {once} from 'node:events';
import type {Writable} from 'node:stream';
import {extract} from 'tar-stream';
import type {Extract, Header} from 'tar-stream';
import {isFipsError} from '@fips-readiness/core';
import {FORMAT_BYTES, makeDecompressor, parseArchiveFormat} from './archive_format.ts';
import type {ScanBudget} from './scan_budget.ts';

/** An entry as it goes by: `path` without leading `/` or `./`. What is not read of it is passed over. */
export type ArchiveEntry = {
    readonly path: string;
    readonly type: Header['type'];
    readonly linkTarget: string;
    readonly sizeBytes: number;
    readonly body: AsyncIterable<Uint8Array>;
};

/** `not_archive`: the bytes are no tar archive, packed or not. `damaged`: it breaks off or is not well-formed. */
export type WalkOutcome = 'done' | 'not_archive' | 'damaged';

/**
 * Goes through a tar archive, plain, gzip or zstd, once and without unpacking; `visit` must read a body to its end
 * or not at all. Reads `source` to its end even when the archive in it is damaged, so that an archive inside another
 * one never disturbs the outer one. Throws FipsError `scan_limit`, and whatever reading `source` throws.
 */
export async function walkArchive(
    source: AsyncIterable<Uint8Array>,
    visit: (entry: ArchiveEntry) => Promise<void>,
    budget: ScanBudget,
): Promise<WalkOutcome> {
    let head = Buffer.alloc(0);
    let walk: Walk | 'not_archive' | undefined;
    for await (const chunk of source) {
        if (walk === undefined) {
            head = Buffer.concat([head, chunk]);
            if (head.length >= FORMAT_BYTES) {
                walk = startWalk(head, visit, budget);
                await (walk === 'not_archive' ? undefined : walk.write(head));
            }
        } else if (walk !== 'not_archive') {
            await walk.write(chunk);
        }
        budget.takeBytes(chunk.length);
    }
    if (walk === undefined) {
        // Shorter than one header: an archive only where it is packed.
        walk = startWalk(head, visit, budget);
        await (walk === 'not_archive' ? undefined : walk.write(head));
    }
    return walk === 'not_archive' ? 'not_archive' : await walk.finish();
}

type Walk = {readonly write: (chunk: Uint8Array) => Promise<void>; readonly finish: () => Promise<WalkOutcome>};

function startWalk(
    head: Uint8Array,
    visit: (entry: ArchiveEntry) => Promise<void>,
    budget: ScanBudget,
): Walk | 'not_archive' {
    const format = parseArchiveFormat(head);
    if (format === 'other') {
        return 'not_archive';
    }
    const extractor = extract();
    const decompressor = makeDecompressor(format);
    const sink = (decompressor ?? extractor) as Writable;
    if (decompressor) {
        decompressor.on('data', (chunk: Buffer) => {
            try {
                budget.takeBytes(chunk.length);
            } catch (error) {
                extractor.destroy(error as Error);
            }
        });
        decompressor.on('error', (error) => extractor.destroy(error));
        decompressor.pipe(extractor as unknown as Writable);
        extractor.on('close', () => decompressor.destroy());
    }
    let open = true;
    const stopped = visitAll(extractor, visit, budget)
        .then(
            () => undefined,
            (error: unknown) => ({error}),
        )
        .finally(() => (open = false));
    const failure = async (): Promise<WalkOutcome> => {
        const stop = await stopped;
        if (stop && isFipsError(stop.error)) {
            throw stop.error;
        }
        return stop ? 'damaged' : 'done';
    };
    return {
        write: async (chunk) => {
            if (open && !sink.destroyed && !sink.write(chunk)) {
                await Promise.race([waitFor(sink, 'drain'), stopped]);
            }
            if (!open) {
                await failure();
            }
        },
        finish: () => {
            sink.end();
            return failure();
        },
    };
}

function waitFor(sink: Writable, event: string): Promise<unknown> {
    return once(sink, event).catch(() => undefined);
}

async function visitAll(
    extractor: Extract,
    visit: (entry: ArchiveEntry) => Promise<void>,
    budget: ScanBudget,
): Promise<void> {
    for await (const entry of extractor) {
        budget.takeEntry();
        const {name, type, linkname, size} = entry.header;
        await visit({
            path: name.replace(/^(?:\.?\/)+/, ''),
            type,
            linkTarget: linkname ?? '',
            sizeBytes: size ?? 0,
            body: entry as AsyncIterable<Uint8Array>,
        });
        entry.resume();
    }
}
