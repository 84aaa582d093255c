import {createHash} from 'node:crypto';
import {open, rm} from 'node:fs/promises';
import {dirname} from 'node:path';
import {Writable} from 'node:stream';
import {readErrorCode} from '../../foreign_error.ts';
import {syncDirectory} from '../../state/durable_file.ts';

/** A file that is being written. */
export type DumpFile = {
    /** The file as a stream; `onGrowth` gets its size so far in bytes. */
    readonly makeSink: (onGrowth: (bytes: number) => void) => Writable;
    /** Waits until file and folder are on disk. SHA-256 in hex. */
    readonly keep: () => Promise<{readonly bytes: number; readonly sha256: string}>;
    /** True once the disk, or somebody's share of it, was too small. */
    readonly isDiskFull: () => boolean;
    readonly remove: () => Promise<void>;
};

/** Opens a new file (mode 0600); throws where one of that name is there already. */
export async function openDumpFile(path: string): Promise<DumpFile> {
    const file = await open(path, 'wx', 0o600);
    const hash = createHash('sha256');
    let bytes = 0;
    let diskFull = false;
    const watch = async (act: () => Promise<void>) => {
        try {
            await act();
        } catch (error) {
            diskFull = ['ENOSPC', 'EDQUOT'].includes(readErrorCode(error) ?? '');
            throw error;
        }
    };
    const write = async (chunk: Buffer) => {
        await file.writeFile(chunk);
        hash.update(chunk);
        bytes += chunk.length;
    };
    return {
        makeSink: (onGrowth) =>
            new Writable({
                write: (chunk: Buffer, _encoding, done) => {
                    watch(() => write(chunk)).then(
                        () => {
                            onGrowth(bytes);
                            done();
                        },
                        () => done(new Error('the dump could not be written')),
                    );
                },
            }),
        keep: async () => {
            await watch(() => file.sync());
            await file.close();
            await syncDirectory(dirname(path));
            return {bytes, sha256: hash.digest('hex')};
        },
        isDiskFull: () => diskFull,
        remove: async () => {
            await file.close().catch(() => undefined);
            await rm(path, {force: true});
        },
    };
}
