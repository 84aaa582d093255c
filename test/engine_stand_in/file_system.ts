import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join, posix} from 'node:path';
import type {Container, FileTree} from './container.ts';
import type {EngineState} from './engine_state.ts';
import {EngineRefusal} from './refusal.ts';

/** One path of a container: a folder without content, or a file. Sizes in bytes. */
export type Entry = {
    readonly path: string;
    readonly isFolder: boolean;
    readonly sizeBytes: number;
    readonly mode: number;
    readonly modifiedAt: string;
    readonly read: () => Uint8Array;
};

/** Where a path of the container really lies: on this machine (a bind mount), or in a tree of the state. */
type Place =
    | {readonly kind: 'host'; readonly hostPath: string; readonly isWritable: boolean}
    | {readonly kind: 'tree'; readonly tree: FileTree; readonly inside: string; readonly isWritable: boolean};

const FOLDER_MODE = 0o755;
const NOTHING = new Uint8Array();

/** The entry at `path`, or undefined. */
export function findEntry(state: EngineState, container: Container, path: string): Entry | undefined {
    const clean = posix.normalize(`/${path}`).replace(/(.)\/$/, '$1');
    const place = locate(state, container, clean);
    if (place.kind === 'host') {
        return existsSync(place.hostPath) ? describeHost(clean, place.hostPath) : undefined;
    }
    const file = place.tree.get(place.inside);
    if (file) {
        const {content, mode, modifiedAt} = file;
        return {path: clean, isFolder: false, sizeBytes: content.length, mode, modifiedAt, read: () => content};
    }
    const isFolder =
        container.mounts.some(({target}) => target === clean || target.startsWith(`${clean}/`)) ||
        [...place.tree.keys()].some((one) => one.startsWith(place.inside === '/' ? '/' : `${place.inside}/`)) ||
        listImageFolders(state, container).some((folder) => folder === clean || folder.startsWith(`${clean}/`));
    return isFolder ? describeFolder(clean, container.createdAt) : undefined;
}

/** The entry and, for a folder, everything below it that its own place holds. */
export function listEntries(state: EngineState, container: Container, entry: Entry): readonly Entry[] {
    if (!entry.isFolder) {
        return [entry];
    }
    const place = locate(state, container, entry.path);
    const names =
        place.kind === 'host'
            ? readdirSync(place.hostPath, {recursive: true, encoding: 'utf8'})
            : [...place.tree.keys()].flatMap((one) => {
                  const below = posix.relative(place.inside, one);
                  return below === '' || below.startsWith('..') ? [] : [below];
              });
    return [entry, ...names.sort().flatMap((name) => findEntry(state, container, posix.join(entry.path, name)) ?? [])];
}

/** Writes a file. Throws EngineRefusal where the root or the mount may not be written. */
export function writeEntry(
    state: EngineState,
    container: Container,
    path: string,
    content: Uint8Array,
    mode: number,
): void {
    const place = locate(state, container, posix.normalize(`/${path}`));
    if (!place.isWritable) {
        throw new EngineRefusal(403, 'mounted volume or container rootfs is marked read-only');
    }
    if (place.kind === 'host') {
        mkdirSync(dirname(place.hostPath), {recursive: true});
        writeFileSync(place.hostPath, content, {mode});
        return;
    }
    place.tree.set(place.inside, {content, mode, modifiedAt: state.now().toISOString()});
}

function locate(state: EngineState, container: Container, path: string): Place {
    const mount = container.mounts
        .filter(({target}) => path === target || path.startsWith(`${target}/`))
        .toSorted((first, second) => second.target.length - first.target.length)[0];
    if (!mount) {
        return {kind: 'tree', tree: container.layer, inside: path, isWritable: !container.readOnlyRoot};
    }
    const below = path.slice(mount.target.length);
    if (mount.type === 'bind') {
        return {kind: 'host', hostPath: join(mount.source, below), isWritable: mount.writable};
    }
    const tree: FileTree = state.volumes.get(mount.name) ?? new Map();
    state.volumes.set(mount.name, tree);
    return {kind: 'tree', tree, inside: below === '' ? '/' : below, isWritable: mount.writable};
}

function listImageFolders(state: EngineState, container: Container): readonly string[] {
    return ['/tmp', ...(state.images.get(container.imageId)?.folders ?? [])];
}

function describeFolder(path: string, modifiedAt: string): Entry {
    return {path, isFolder: true, sizeBytes: 4096, mode: FOLDER_MODE, modifiedAt, read: () => NOTHING};
}

function describeHost(path: string, hostPath: string): Entry {
    const stat = statSync(hostPath);
    const modifiedAt = stat.mtime.toISOString();
    if (stat.isDirectory()) {
        return describeFolder(path, modifiedAt);
    }
    const read = () => new Uint8Array(readFileSync(hostPath));
    return {path, isFolder: false, sizeBytes: stat.size, mode: stat.mode & 0o777, modifiedAt, read};
}
