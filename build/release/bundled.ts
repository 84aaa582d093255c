import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {ROOT} from './project.ts';

/** A package of others whose code is in a bundle. */
export type Bundled = {
    readonly name: string;
    readonly version: string;
    /** As its package.json declares it: an SPDX expression. */
    readonly licence: string;
    /** The texts of its licence files; none where it ships none. */
    readonly licenceTexts: readonly string[];
    /** package-lock.json's integrity of the archive it came from: `sha512-` and base64. */
    readonly integrity: string;
};

type Lock = {readonly packages: Readonly<Record<string, {readonly integrity?: string}>>};

const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.|-|$)/i;

/** Reads the list that webpack wrote for a room. Throws where a package has no licence or the lock file no integrity for it. */
export async function readBundled(room: 'webapp' | 'server-bridge'): Promise<readonly Bundled[]> {
    const folders = JSON.parse(await readFile(join(ROOT, room, 'dist/packages.json'), 'utf8')) as readonly string[];
    const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
    const packages = folders
        .filter((folder) => folder.includes('node_modules/'))
        .map((folder) => readPackage(folder, lock.packages[folder]?.integrity));
    return deduplicate(await Promise.all(packages));
}

/** Each package once, by name and version: one can be there in several folders, and in both rooms. */
export function deduplicate(packages: readonly Bundled[]): readonly Bundled[] {
    const known = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]));
    return [...known].sort(([first], [second]) => (first < second ? -1 : 1)).map(([, one]) => one);
}

async function readPackage(folder: string, integrity: string | undefined): Promise<Bundled> {
    const {name, version, license} = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8')) as Readonly<
        Partial<Record<string, string>>
    >;
    if (!name || !version || typeof license !== 'string' || !integrity) {
        throw new Error(`${folder} must have a name, a version, a licence, and an integrity in package-lock.json`);
    }
    const files = (await readdir(join(ROOT, folder))).filter((file) => LICENCE_FILE.test(file)).sort();
    const licenceTexts = await Promise.all(files.map((file) => readFile(join(ROOT, folder, file), 'utf8')));
    return {name, version, licence: license, licenceTexts, integrity};
}
