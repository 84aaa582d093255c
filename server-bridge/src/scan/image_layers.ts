import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';

/** `manifest.json` of a saved image (Docker image specification 1.2): layers from the lowest to the topmost. */
const SavedImages = z.array(z.object({Layers: z.array(z.string())}));

/** What a layer brings at the paths asked for, and what it takes away. Paths without a leading `/`. */
export type Layer<T> = {
    readonly entries: ReadonlyMap<string, T>;
    /** Files and folders of lower layers that are gone. */
    readonly removed: readonly string[];
    /** Folders of which nothing from lower layers is left. */
    readonly emptied: readonly string[];
};

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';

/** The paths of the first image's layers in the archive; undefined where the text is no such manifest. */
export function parseSavedImage(text: string): readonly string[] | undefined {
    const read = SavedImages.safeParse(parseJson(text));
    return read.success ? read.data[0]?.Layers : undefined;
}

/** What an entry of a layer takes away (OCI image specification, "Whiteouts"); undefined for an ordinary entry. */
export function parseWhiteout(path: string): {readonly kind: 'removed' | 'emptied'; readonly path: string} | undefined {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    if (!name.startsWith(WHITEOUT)) {
        return undefined;
    }
    const folder = path.slice(0, Math.max(slash, 0));
    if (name === OPAQUE) {
        return {kind: 'emptied', path: folder};
    }
    return {kind: 'removed', path: path.slice(0, slash + 1) + name.slice(WHITEOUT.length)};
}

/** Later layers win; a whiteout concerns lower layers only. */
export function mergeLayers<T>(layers: readonly Layer<T>[]): ReadonlyMap<string, T> {
    const merged = new Map<string, T>();
    for (const {entries, removed, emptied} of layers) {
        for (const path of merged.keys()) {
            // What stands in an archive goes with the archive, and with a new version of it.
            const [outer = path] = path.split('!');
            const gone =
                removed.some((one) => outer === one || outer.startsWith(`${one}/`)) ||
                emptied.some((folder) => folder === '' || outer.startsWith(`${folder}/`)) ||
                (outer !== path && entries.has(outer));
            if (gone) {
                merged.delete(path);
            }
        }
        entries.forEach((entry, path) => merged.set(path, entry));
    }
    return merged;
}
