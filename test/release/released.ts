import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** What `make release` wrote here. */
export const RELEASE = join(ROOT, 'dist/release');

const {version} = JSON.parse(await readFile(join(ROOT, 'plugin.json'), 'utf8')) as {readonly version: string};
export const VERSION = version;
export const BUNDLE = `fips-readiness-${version}.tar.gz`;
export const EXECUTABLE = `fips-agent-${version}-linux-amd64`;

/** The files of a release, by their names alone. */
export async function listReleased(folder: string): Promise<readonly string[]> {
    return (await readdir(folder)).sort();
}
