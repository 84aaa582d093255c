import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {mkdir, readdir, readFile, stat, utimes, writeFile} from 'node:fs/promises';
import {delimiter, dirname, join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {HostBundles} from '../page/host/build_host.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HOST_FOLDER = join(ROOT, 'build/out/demo_host');
const HOST_SOURCES = ['test/page/host', 'node_modules/.package-lock.json'];
const PAGE_SOURCES = [
    'plugin.json',
    'assets',
    'core/src',
    'webapp/src',
    'webapp/i18n',
    'webapp/webpack.config.mjs',
    'build/bundle.ts',
    'node_modules/.package-lock.json',
];
const KEPT_CHARACTERS = 4_000;

/** The page as `make dist` packs it, and the console around it on both Reacts. */
export type PageBuild = {
    readonly bundleFile: string;
    readonly host: Pick<HostBundles, 18 | 19 | 'style'>;
};

/** Builds what is older than its sources; `say` is told before. Throws with the builder's own words. */
export async function buildPage(say: (line: string) => void, stop: AbortSignal): Promise<PageBuild> {
    const bundleFile = await findBundleFile();
    const hostFiles = ['host_18.js', 'host_19.js'].map((name) => join(HOST_FOLDER, name));
    if (await isOlder([bundleFile], PAGE_SOURCES)) {
        say('Building the page (make dist) …');
        await build(join(ROOT, 'build/bundle.ts'), [], stop);
    }
    // Webpack leaves a file alone whose text is the same: a stamp tells when the last build was.
    const stamp = join(HOST_FOLDER, 'built');
    if (await isOlder([stamp, ...hostFiles.filter((file) => !existsSync(file))], HOST_SOURCES)) {
        say('Building the console around it …');
        const startedAt = new Date();
        await mkdir(HOST_FOLDER, {recursive: true});
        await build(join(ROOT, 'test/page/host/write_host.ts'), [HOST_FOLDER], stop);
        await writeFile(stamp, '');
        await utimes(stamp, startedAt, startedAt);
    }
    const [host18 = '', host19 = ''] = await Promise.all(hostFiles.map((file) => readFile(file, 'utf8')));
    const style = await readFile(join(ROOT, 'test/page/host/host.css'), 'utf8');
    return {bundleFile, host: {18: host18, 19: host19, style}};
}

async function findBundleFile(): Promise<string> {
    const {id, version} = JSON.parse(await readFile(join(ROOT, 'plugin.json'), 'utf8')) as Record<string, string>;
    return join(ROOT, 'dist', `${id ?? ''}-${version ?? ''}.tar.gz`);
}

/** A process group of its own, so that a stop ends webpack below the script too. */
async function build(script: string, args: readonly string[], stop: AbortSignal): Promise<void> {
    stop.throwIfAborted();
    const path = [dirname(process.execPath), join(ROOT, 'node_modules/.bin'), process.env['PATH'] ?? ''];
    const child = spawn(process.execPath, [script, ...args], {
        cwd: ROOT,
        env: {...process.env, PATH: path.join(delimiter), NODE_OPTIONS: ''},
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-KEPT_CHARACTERS));
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const end = () => child.pid !== undefined && process.kill(-child.pid, 'SIGTERM');
    stop.addEventListener('abort', end);
    try {
        const [code] = (await once(child, 'close')) as readonly unknown[];
        stop.throwIfAborted();
        if (code !== 0) {
            throw new Error(`Building failed (${relative(ROOT, script)}):\n${output.trim()}`);
        }
    } finally {
        stop.removeEventListener('abort', end);
    }
}

async function isOlder(outputs: readonly string[], sources: readonly string[]): Promise<boolean> {
    const built = await Promise.all(outputs.map((path) => readTime(path)));
    const oldest = Math.min(...built);
    for (const source of sources) {
        if ((await readNewest(join(ROOT, source))) > oldest) {
            return true;
        }
    }
    return oldest === 0;
}

/** The newest change below a path; 0 where there is nothing. */
async function readNewest(path: string): Promise<number> {
    const names = await readdir(path, {recursive: true}).catch(() => []);
    const times = await Promise.all([path, ...names.map((name) => join(path, name))].map((one) => readTime(one)));
    return Math.max(...times);
}

async function readTime(path: string): Promise<number> {
    return stat(path).then(
        ({mtimeMs}) => mtimeMs,
        () => 0,
    );
}
