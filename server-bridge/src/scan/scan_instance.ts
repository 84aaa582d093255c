import {posix} from 'node:path';
import type {FileAccess} from '../port/driver.ts';
import {boundedSource} from './bounded_source.ts';
import type {ScanBudget} from './scan_budget.ts';
import {scanInPasses} from './scan_passes.ts';
import {scanArchive} from './scan_tar.ts';
import type {Finding} from './scan_tar.ts';
import {wishFor} from './wished_entry.ts';

/** Where Mattermost's images keep the server, unpacked plugins, bundles of the image, and a local file store. */
const PLACES = [
    '/mattermost/bin/mattermost',
    '/usr/bin/mattermost',
    '/mattermost/plugins',
    '/mattermost/prepackaged_plugins',
    '/mattermost/data/plugins',
];

/** Build information of the server and every plugin of an instance, running or not; each folder in one pass. `thorough`: every byte of them is looked at. */
export async function scanInstance(
    files: Pick<FileAccess, 'readArchive'>,
    budget: ScanBudget,
    thorough = false,
): Promise<ReadonlyMap<string, Finding>> {
    const all = new Map<string, Finding>();
    for (const place of PLACES) {
        const findings = await scanPlace(files, place, budget, thorough);
        findings?.forEach((finding, path) => all.set(path, finding));
    }
    return all;
}

/** The same of one path inside; undefined where it has no such path. */
export async function scanPlace(
    files: Pick<FileAccess, 'readArchive'>,
    place: string,
    budget: ScanBudget,
    thorough = false,
): Promise<ReadonlyMap<string, Finding> | undefined> {
    let there = true;
    const {findings} = await scanInPasses(async (resumes) => {
        const source = await files.readArchive(place);
        if (!source) {
            there = false;
            return {findings: new Map<string, Finding>()};
        }
        const scan = await scanArchive(boundedSource(source, place, budget), {
            wish: wishFor,
            budget,
            prefix: `${posix.dirname(place)}/`,
            thorough,
            ...(resumes && {resumes}),
        });
        return scan.outcome === 'done'
            ? scan
            : {findings: new Map<string, Finding>([[place, {kind: 'archive', outcome: scan.outcome}]])};
    });
    return there ? findings : undefined;
}
