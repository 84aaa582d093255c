import type {BuildInformationAnswer, Reading} from '@fips-readiness/core';
import {makeForwardScan} from './forward_scan.ts';
import {makeScanBudget} from './scan_budget.ts';
import type {ScanBudget} from './scan_budget.ts';
import {walkArchive} from './walk_archive.ts';
import type {WalkOutcome} from './walk_archive.ts';
import type {ArchiveEntry} from './walk_tar.ts';
import {makeWholeReading} from './whole_reading.ts';
import type {WholeReading} from './whole_reading.ts';

/** What to do with an entry: read its build information, read it as text, look into it as an archive, or pass it over. */
export type Wish = 'executable' | 'text' | 'archive' | undefined;

/** What was found at a path. */
export type Finding =
    | {
          readonly kind: 'executable';
          readonly answer: BuildInformationAnswer;
          /** Where the scan was thorough. */
          readonly whole?: WholeReading;
      }
    | {readonly kind: 'text'; readonly text: string}
    | {readonly kind: 'link'}
    | {readonly kind: 'archive'; readonly outcome: WalkOutcome};

/** Readings of an earlier pass, by path. */
export type Resumes = ReadonlyMap<string, () => Reading<BuildInformationAnswer>>;

export type TarScan = {
    readonly outcome: WalkOutcome;
    /** By path; an entry in a nested archive is `archive!/entry`. */
    readonly findings: ReadonlyMap<string, Finding>;
};

type ScanOptions = {
    readonly wish: (path: string) => Wish;
    readonly budget: ScanBudget;
    /** Put before every path. */
    readonly prefix?: string;
    /** True: every byte of an executable is looked at, in the first pass. */
    readonly thorough?: boolean;
    /** With these, only their paths are read: it is a further pass. */
    readonly resumes?: Resumes;
};

/** Longest text that is kept, in bytes: a manifest. */
const MAX_TEXT_BYTES = 1024 * 1024;
const MAX_DEPTH = 2;

/** Build information of the wanted entries of a tar archive, several in one pass, nothing unpacked. */
export async function scanTar(
    source: AsyncIterable<Uint8Array>,
    wanted: (path: string) => boolean,
    budget: ScanBudget = makeScanBudget(),
    resumes?: Resumes,
): Promise<TarScan> {
    return scanArchive(source, {
        wish: (path) => (wanted(path) ? 'executable' : undefined),
        budget,
        ...(resumes && {resumes}),
    });
}

/** The same with texts, links and archives in the archive. */
export async function scanArchive(source: AsyncIterable<Uint8Array>, options: ScanOptions): Promise<TarScan> {
    const findings = new Map<string, Finding>();
    const outcome = await walkArchive(source, (entry) => scanEntry(entry, options, findings), options.budget);
    return {outcome, findings};
}

/** Reads one entry as wished, into `findings`. */
export async function scanEntry(
    entry: ArchiveEntry,
    options: ScanOptions,
    findings: Map<string, Finding>,
    depth = 1,
): Promise<void> {
    const {wish, budget, prefix = '', resumes, thorough = false} = options;
    const path = prefix + entry.path;
    const wished = entry.type === 'directory' ? undefined : wish(path);
    if (wished === undefined) {
        return;
    }
    if (entry.type !== 'file') {
        findings.set(path, {kind: 'link'});
    } else if (wished === 'archive') {
        const outcome =
            depth < MAX_DEPTH
                ? await walkArchive(
                      entry.body,
                      (inner) => scanEntry(inner, {...options, prefix: `${path}!/`}, findings, depth + 1),
                      budget,
                  )
                : 'damaged';
        if (outcome !== 'done') {
            // What stood before the flaw may lack what stood behind it.
            [...findings.keys()].filter((one) => one.startsWith(`${path}!/`)).forEach((one) => findings.delete(one));
        }
        findings.set(path, {kind: 'archive', outcome});
    } else if (wished === 'executable') {
        const resume = resumes?.get(path);
        if (!resumes || resume) {
            findings.set(path, await scanBody(entry, resume?.(), thorough && !resumes));
        }
    } else if (!resumes && entry.sizeBytes <= MAX_TEXT_BYTES) {
        findings.set(path, {kind: 'text', text: await readText(entry)});
    }
}

async function scanBody(
    {sizeBytes, body}: ArchiveEntry,
    reading: Reading<BuildInformationAnswer> | undefined,
    thorough: boolean,
): Promise<Finding> {
    const scan = makeForwardScan(sizeBytes, reading);
    const whole = thorough ? makeWholeReading() : undefined;
    for await (const chunk of body) {
        scan.push(chunk);
        whole?.push(chunk);
    }
    return {kind: 'executable', answer: scan.end(), ...(whole && {whole: whole.end()})};
}

/** The whole body as text; ask for its size first. */
export async function readText({body}: ArchiveEntry): Promise<string> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) {
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
