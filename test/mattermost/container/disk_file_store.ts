import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';

import type {FileStore} from '../file_store.ts';

/** A file store in a folder, as FileSettings.DriverName `local` is: bundles are found at `<folder>/plugins/<id>.tar.gz`. */
export function makeDiskFileStore(folder: string): FileStore {
    return {
        read: (path) => (existsSync(join(folder, path)) ? new Uint8Array(readFileSync(join(folder, path))) : undefined),
        write: (path, bytes) => {
            mkdirSync(dirname(join(folder, path)), {recursive: true});
            writeFileSync(join(folder, path), bytes);
        },
        remove: (path) => rmSync(join(folder, path), {force: true}),
        list: (prefix) => {
            const start = join(folder, prefix);
            if (!existsSync(start)) {
                return [];
            }
            return readdirSync(start, {recursive: true, withFileTypes: true})
                .filter((entry) => entry.isFile())
                .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
                .sort();
        },
    };
}
