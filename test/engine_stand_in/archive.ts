import {posix} from 'node:path';
import type {Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import {extract, pack} from 'tar-stream';
import type {Container} from './container.ts';
import type {EngineState} from './engine_state.ts';
import {findEntry, listEntries, writeEntry} from './file_system.ts';
import type {Entry} from './file_system.ts';
import {EngineRefusal} from './refusal.ts';

/** Go's os.ModeDir. */
const GO_FOLDER_BIT = 2 ** 31;

/** The entry at `path`. Throws EngineRefusal 404, as HEAD, GET and PUT do. */
export function getEntry(state: EngineState, container: Container, path: string): Entry {
    const entry = findEntry(state, container, path);
    if (!entry) {
        throw new EngineRefusal(404, `Could not find the file ${path} in container ${container.id}`);
    }
    return entry;
}

/** X-Docker-Container-Path-Stat: JSON in base64. */
export function printPathStat(entry: Entry): string {
    const stat = {
        name: posix.basename(entry.path),
        size: entry.sizeBytes,
        mode: entry.mode + (entry.isFolder ? GO_FOLDER_BIT : 0),
        mtime: entry.modifiedAt,
        linkTarget: '',
    };
    return Buffer.from(JSON.stringify(stat)).toString('base64');
}

/** The tar of a file, or of a folder with what is in it; names begin with the entry's own. */
export async function packEntry(state: EngineState, container: Container, entry: Entry): Promise<Buffer> {
    const archive = pack();
    const parent = posix.dirname(entry.path);
    for (const one of listEntries(state, container, entry)) {
        const header = {
            name: posix.relative(parent, one.path),
            mode: one.mode,
            mtime: new Date(one.modifiedAt),
            type: one.isFolder ? ('directory' as const) : ('file' as const),
        };
        archive.entry(header, Buffer.from(one.read()));
    }
    archive.finalize();
    return buffer(archive);
}

/** Puts the files of a tar below a folder that exists. */
export async function unpackInto(
    state: EngineState,
    container: Container,
    folder: string,
    archive: Readable,
): Promise<void> {
    if (!getEntry(state, container, folder).isFolder) {
        throw new EngineRefusal(400, 'extraction point is not a directory');
    }
    const reader = archive.pipe(extract());
    for await (const entry of reader) {
        const content = await buffer(entry);
        if (entry.header.type === 'file') {
            const path = posix.join(folder, posix.join('/', entry.header.name));
            writeEntry(state, container, path, content, entry.header.mode ?? 0o644);
        }
    }
}
