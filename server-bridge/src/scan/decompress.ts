import type {Duplex} from 'node:stream';
import {ArchiveFlaw} from './archive_flaw.ts';

/**
 * What `decompressor` makes of the packed bytes. Throws ArchiveFlaw where they are damaged, and what reading `packed` throws. Once it has
 * ended, however it ended, nothing reads from `packed` any more.
 */
export async function* decompress(packed: AsyncIterable<Uint8Array>, decompressor: Duplex): AsyncGenerator<Uint8Array> {
    let failure: {readonly error: unknown} | undefined;
    const feeding = feed(packed, decompressor).catch((error: unknown) => {
        failure = {error};
        decompressor.destroy(new ArchiveFlaw());
    });
    try {
        for await (const chunk of decompressor) {
            yield chunk as Uint8Array;
        }
    } catch {
        throw failure ? failure.error : new ArchiveFlaw();
    } finally {
        decompressor.destroy();
        await feeding;
    }
}

async function feed(packed: AsyncIterable<Uint8Array>, decompressor: Duplex): Promise<void> {
    for await (const chunk of packed) {
        if (decompressor.destroyed) {
            return;
        }
        if (!decompressor.write(chunk)) {
            await new Promise<void>((resolve) => {
                const go = (): void => {
                    decompressor.off('drain', go).off('close', go);
                    resolve();
                };
                decompressor.once('drain', go).once('close', go);
            });
        }
    }
    decompressor.end();
}
