import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {glob, open, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {FipsError} from '@fips-readiness/core';
import {FORMAT_BYTES, parseArchiveFormat} from './archive_format.ts';
import {boundedSource} from './bounded_source.ts';
import type {ScanBudget} from './scan_budget.ts';
import {scanFile} from './scan_file.ts';
import {scanImage} from './scan_image.ts';
import {scanInPasses} from './scan_passes.ts';
import {scanArchive} from './scan_tar.ts';
import type {Finding} from './scan_tar.ts';
import {wishFor} from './wished_entry.ts';

const MAX_MANIFEST_BYTES = 1024 * 1024;

/** Build information of an executable, a plugin's bundle, a saved image, or everything in a folder on this host. */
export async function scanPath(
    path: string,
    budget: ScanBudget,
    digests = false,
): Promise<ReadonlyMap<string, Finding>> {
    const found = await stat(path).catch(() => {
        throw new FipsError('scan_unreadable', {path});
    });
    if (found.isDirectory()) {
        return scanFolder(path, budget, digests);
    }
    if ((await readFormat(path)) === 'other') {
        return new Map([[path, await scanWhole(path, digests)]]);
    }
    return scanArchiveFile(path, budget, '', digests);
}

/** Links are not followed: what they lead to need not be what the server sees there. */
async function scanFolder(folder: string, budget: ScanBudget, digests: boolean): Promise<ReadonlyMap<string, Finding>> {
    const findings = new Map<string, Finding>();
    for await (const entry of glob('**/*', {cwd: folder, withFileTypes: true})) {
        budget.takeEntry();
        const path = join(entry.parentPath, entry.name);
        const wish = entry.isDirectory() ? undefined : wishFor(path);
        if (wish !== undefined && !entry.isFile()) {
            findings.set(path, {kind: 'link'});
        } else if (wish === 'executable') {
            findings.set(path, await scanWhole(path, digests));
        } else if (wish === 'archive') {
            (await scanArchiveFile(path, budget, `${path}!/`, digests)).forEach((finding, inner) =>
                findings.set(inner, finding),
            );
        } else if (wish === 'text' && (await stat(path)).size <= MAX_MANIFEST_BYTES) {
            findings.set(path, {kind: 'text', text: await readFile(path, 'utf8')});
        }
    }
    return findings;
}

async function scanArchiveFile(
    path: string,
    budget: ScanBudget,
    prefix: string,
    digests: boolean,
): Promise<ReadonlyMap<string, Finding>> {
    const openSource = (): AsyncGenerator<Uint8Array> => boundedSource(createReadStream(path), path, budget);
    const image =
        prefix === ''
            ? await scanInPasses((resumes) => scanImage(openSource(), path, budget, resumes, digests))
            : undefined;
    if (image?.image) {
        return image.findings;
    }
    const {outcome, findings} = await scanInPasses((resumes) =>
        scanArchive(openSource(), {wish: wishFor, budget, prefix, digests, ...(resumes && {resumes})}),
    );
    return outcome === 'done' ? findings : new Map([[path, {kind: 'archive', outcome}]]);
}

async function scanWhole(path: string, digest: boolean): Promise<Finding> {
    const answer = await scanFile(path);
    return {kind: 'executable', answer, ...(digest && {digest: await hashFile(path)})};
}

async function hashFile(path: string): Promise<string> {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash).catch(() => {
        throw new FipsError('scan_unreadable', {path});
    });
    return `sha256:${hash.digest('hex')}`;
}

async function readFormat(path: string): Promise<ReturnType<typeof parseArchiveFormat>> {
    const file = await open(path).catch(() => {
        throw new FipsError('scan_unreadable', {path});
    });
    try {
        const {bytesRead, buffer} = await file.read(Buffer.alloc(FORMAT_BYTES), 0, FORMAT_BYTES, 0);
        return parseArchiveFormat(buffer.subarray(0, bytesRead));
    } catch {
        throw new FipsError('scan_unreadable', {path});
    } finally {
        await file.close();
    }
}
