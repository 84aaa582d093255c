/** The product's file store (FileSettings.Directory): plugin bundles under `plugins/`, uploads under `files/`. */
export interface FileStore {
    read(path: string): Uint8Array | undefined;
    write(path: string, bytes: Uint8Array): void;
    remove(path: string): void;
    /** Paths that start with the prefix, sorted. */
    list(prefix: string): string[];
}

export function makeMemoryFileStore(): FileStore {
    const files = new Map<string, Uint8Array>();
    return {
        read: (path) => files.get(path),
        write: (path, bytes) => void files.set(path, bytes),
        remove: (path) => void files.delete(path),
        list: (prefix) => [...files.keys()].filter((path) => path.startsWith(prefix)).sort(),
    };
}
