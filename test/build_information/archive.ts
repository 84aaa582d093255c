import type {Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import {pack} from 'tar-stream';

/** Content of a file; a string that begins with `->` is a symbolic link. */
export type ArchiveFiles = Readonly<Record<string, string | Uint8Array>>;

/** A tar archive of these files, in this order. */
export async function makeArchive(files: ArchiveFiles): Promise<Buffer> {
    const archive = pack();
    for (const [name, content] of Object.entries(files)) {
        if (typeof content === 'string' && content.startsWith('->')) {
            archive.entry({name, type: 'symlink', linkname: content.slice(2)});
        } else {
            archive.entry({name}, Buffer.from(content));
        }
    }
    archive.finalize();
    return buffer(archive as unknown as Readable);
}

/** The bytes in chunks, as a socket hands them over. */
export async function* inChunks(bytes: Uint8Array, chunkBytes = 65_536): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
        yield bytes.subarray(at, at + chunkBytes);
    }
}
