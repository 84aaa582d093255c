import {posix} from 'node:path';
import {FipsError} from '@fips-readiness/core';
import {mergeLayers, parseSavedImage, parseWhiteout} from './image_layers.ts';
import type {Layer} from './image_layers.ts';
import type {ScanBudget} from './scan_budget.ts';
import {readText, scanEntry} from './scan_tar.ts';
import type {Finding, Resumes} from './scan_tar.ts';
import {walkArchive} from './walk_archive.ts';
import type {ArchiveEntry} from './walk_tar.ts';
import {wishFor} from './wished_entry.ts';

const MANIFEST = 'manifest.json';
/** Layers as `docker save` writes them: by folder, or by digest (OCI layout). */
const LAYER = /^(?:[^/]+\/layer\.tar|blobs\/sha256\/[0-9a-f]{64})$/;
const MAX_WHITEOUTS = 20_000;
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

type OpenLayer = {readonly entries: Map<string, Finding>; readonly removed: string[]; readonly emptied: string[]};

export type ImageScan = {
    /** False where the archive is no saved image. */
    readonly image: boolean;
    readonly findings: ReadonlyMap<string, Finding>;
};

/**
 * Build information in an image as `docker save` streams it: layers are read as they come by, which of them count and in
 * which order is told by the manifest at the end. Throws FipsError `scan_archive_damaged`.
 */
export async function scanImage(
    source: AsyncIterable<Uint8Array>,
    name: string,
    budget: ScanBudget,
    resumes?: Resumes,
    thorough = false,
): Promise<ImageScan> {
    const layers = new Map<string, OpenLayer>();
    const aliases = new Map<string, string>();
    let order: readonly string[] | undefined;
    const outcome = await walkArchive(
        source,
        async (entry) => {
            if (entry.path === MANIFEST && entry.type === 'file' && entry.sizeBytes <= MAX_MANIFEST_BYTES) {
                order = parseSavedImage(await readText(entry));
            } else if (LAYER.test(entry.path) && entry.type === 'symlink') {
                aliases.set(entry.path, posix.join(posix.dirname(entry.path), entry.linkTarget));
            } else if (LAYER.test(entry.path) && entry.type === 'file') {
                const layer = await scanLayer(entry, name, budget, resumes, thorough);
                if (layer) {
                    layers.set(entry.path, layer);
                }
            }
        },
        budget,
    );
    if (outcome === 'damaged') {
        throw new FipsError('scan_archive_damaged', {path: name});
    }
    if (!order) {
        return {image: false, findings: new Map()};
    }
    const found = order.map((path) => layers.get(aliases.get(path) ?? path));
    const whole: readonly Layer<Finding>[] = found.filter((layer) => layer !== undefined);
    if (whole.length < found.length) {
        throw new FipsError('scan_archive_damaged', {path: name});
    }
    return {image: true, findings: mergeLayers(whole)};
}

/** Undefined for a blob that is no layer: a configuration or a manifest. */
async function scanLayer(
    {body}: ArchiveEntry,
    name: string,
    budget: ScanBudget,
    resumes: Resumes | undefined,
    thorough: boolean,
): Promise<OpenLayer | undefined> {
    const layer: OpenLayer = {entries: new Map(), removed: [], emptied: []};
    const outcome = await walkArchive(
        body,
        async (entry) => {
            const whiteout = parseWhiteout(`/${entry.path}`);
            if (!whiteout) {
                await scanEntry(
                    entry,
                    {wish: wishFor, budget, prefix: '/', thorough, ...(resumes && {resumes})},
                    layer.entries,
                );
            } else if (layer[whiteout.kind].length < MAX_WHITEOUTS) {
                layer[whiteout.kind].push(whiteout.path);
            } else {
                throw new FipsError('scan_limit', {limit: `${MAX_WHITEOUTS} whiteouts`});
            }
        },
        budget,
    );
    if (outcome === 'damaged') {
        throw new FipsError('scan_archive_damaged', {path: name});
    }
    return outcome === 'done' ? layer : undefined;
}
