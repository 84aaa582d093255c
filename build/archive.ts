import {createWriteStream} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {dirname} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {createGzip} from 'node:zlib';
import {pack} from 'tar-stream';

/** A file of an archive; the mode is 0644 where it is not set. */
export type ArchiveEntry = {readonly name: string; readonly content: Buffer; readonly mode?: number};

/** The time of every entry, so that the same content gives the same bytes: SOURCE_DATE_EPOCH (seconds), else 1970. */
export const ARCHIVE_TIME = new Date(Number(process.env['SOURCE_DATE_EPOCH'] ?? '0') * 1000);

/** Writes a .tar.gz that depends on its entries and their order alone. */
export async function writeArchive(path: string, entries: readonly ArchiveEntry[]): Promise<void> {
    await mkdir(dirname(path), {recursive: true});
    const archive = pack();
    for (const {name, content, mode = 0o644} of entries) {
        archive.entry({name, mode, mtime: ARCHIVE_TIME}, content);
    }
    archive.finalize();
    await pipeline(archive, createGzip({level: 9}), createWriteStream(path));
}
