import {createReadStream} from 'node:fs';
import {glob, open, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {FipsError} from '@fips-readiness/core';
import {FORMAT_BYTES, parseArchiveFormat} from './archive_format.ts';
import {boundedSource} from './bounded_source.ts';
import type {ScanBudget} from './scan_budget.ts';
import {scanFile} from './scan_file.ts';
import {scanImage} from './scan_image.ts';
import {scanInPasses} from './scan_passes.ts';
import {scanArchive} from './scan_tar.ts';
import type {Finding} from './scan_tar.ts';
import {makeWholeReading} from './whole_reading.ts';
import type {WholeReading} from './whole_reading.ts';
import {wishFor} from './wished_entry.ts';

const MAX_MANIFEST_BYTES = 1024 * 1024;

/** Build information of an executable, a plugin's bundle, a saved image, or everything in a folder on this host. */
export async function scanPath(
    path: string,
    budget: ScanBudget,
    thorough = false,
): Promise<ReadonlyMap<string, Finding>> {
    const found = await stat(path).catch(() => {
        throw new FipsError('scan_unreadable', {path});
    });
    if (found.isDirectory()) {
        return scanFolder(path, budget, thorough);
    }
    if ((await readFormat(path)) === 'other') {
        return new Map([[path, await scanExecutable(path, thorough)]]);
    }
    return scanArchiveFile(path, budget, '', thorough);
}

/** Links are not followed: what they lead to need not be what the server sees there. */
async function scanFolder(
    folder: string,
    budget: ScanBudget,
    thorough: boolean,
): Promise<ReadonlyMap<string, Finding>> {
    const findings = new Map<string, Finding>();
    for await (const entry of glob('**/*', {cwd: folder, withFileTypes: true})) {
        budget.takeEntry();
        const path = join(entry.parentPath, entry.name);
        const wish = entry.isDirectory() ? undefined : wishFor(path);
        if (wish !== undefined && !entry.isFile()) {
            findings.set(path, {kind: 'link'});
        } else if (wish === 'executable') {
            findings.set(path, await scanExecutable(path, thorough));
        } else if (wish === 'archive') {
            (await scanArchiveFile(path, budget, `${path}!/`, thorough)).forEach((finding, inner) =>
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
    thorough: boolean,
): Promise<ReadonlyMap<string, Finding>> {
    const openSource = (): AsyncGenerator<Uint8Array> => boundedSource(createReadStream(path), path, budget);
    const image =
        prefix === ''
            ? await scanInPasses((resumes) => scanImage(openSource(), path, budget, resumes, thorough))
            : undefined;
    if (image?.image) {
        return image.findings;
    }
    const {outcome, findings} = await scanInPasses((resumes) =>
        scanArchive(openSource(), {wish: wishFor, budget, prefix, thorough, ...(resumes && {resumes})}),
    );
    return outcome === 'done' ? findings : new Map([[path, {kind: 'archive', outcome}]]);
}

async function scanExecutable(path: string, thorough: boolean): Promise<Finding> {
    const answer = await scanFile(path);
    return {kind: 'executable', answer, ...(thorough && {whole: await readWhole(path)})};
}

async function readWhole(path: string): Promise<WholeReading> {
    const whole = makeWholeReading();
    try {
        for await (const chunk of createReadStream(path)) {
            whole.push(chunk as Uint8Array);
        }
    } catch {
        throw new FipsError('scan_unreadable', {path});
    }
    return whole.end();
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
