import {execFile} from 'node:child_process';
import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** The host page on each React, and the plugin's scripts by file name, as the browser loads them. */
export type HostBundles = {
    readonly 18: string;
    readonly 19: string;
    readonly plugin: ReadonlyMap<string, string>;
    readonly style: string;
};

/**
 * Builds everything, in a process of its own (webpack does not live well inside jest). Throws with webpack's words.
 * `make e2e-browser` builds once for all its files and names the folder: BUILT_HOST.
 */
export async function buildHost(): Promise<HostBundles> {
    const built = process.env['BUILT_HOST'];
    if (built !== undefined) {
        return readHost(built);
    }
    const path = await mkdtemp(join(tmpdir(), 'fips-readiness-host-'));
    try {
        await run(process.execPath, [fileURLToPath(new URL('write_host.ts', import.meta.url)), path]);
        return await readHost(path);
    } finally {
        await rm(path, {recursive: true, force: true});
    }
}

async function readHost(path: string): Promise<HostBundles> {
    const read = (name: string) => readFile(join(path, name), 'utf8');
    const scripts = (await readdir(join(path, 'plugin'))).filter((name) => name.endsWith('.js'));
    return {
        18: await read('host_18.js'),
        19: await read('host_19.js'),
        plugin: new Map(await Promise.all(scripts.map(async (name) => [name, await read(`plugin/${name}`)] as const))),
        style: await readFile(new URL('host.css', import.meta.url), 'utf8'),
    };
}
