import {execFileSync} from 'node:child_process';
import {copyFile, readdir, readFile, stat} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {writeArchive} from './archive.ts';

const root = join(import.meta.dirname, '..');
const {
    id,
    version,
    icon_path: icon,
    webapp,
} = JSON.parse(await readFile(join(root, 'plugin.json'), 'utf8')) as {
    readonly id: string;
    readonly version: string;
    readonly icon_path: string;
    readonly webapp: {readonly bundle_path: string};
};

function runWebpack(room: string): void {
    execFileSync('webpack', ['--config', 'webpack.config.mjs', '--mode', 'production'], {
        cwd: join(root, room),
        stdio: ['ignore', 'inherit', 'inherit'],
    });
}

/** Builds the page and packs dist/<id>-<version>.tar.gz: manifest, icon and scripts in one folder, no server part. */
async function makeBundle(): Promise<string> {
    runWebpack('webapp');
    const path = join(root, 'dist', `${id}-${version}.tar.gz`);
    const folder = dirname(webapp.bundle_path);
    const scripts = (await readdir(join(root, folder))).filter((name) => name.endsWith('.js')).sort();
    const names = ['plugin.json', icon, ...scripts.map((script) => `${folder}/${script}`)];
    const read = async (name: string) => ({name: `${id}/${name}`, content: await readFile(join(root, name))});
    await writeArchive(path, await Promise.all(names.map(read)));
    return path;
}

/** Builds the agent and lays the page's bundle beside it: `fips-agent init` always installs the page of its own version. */
async function makeAgent(bundle: string): Promise<void> {
    runWebpack('server-bridge');
    await copyFile(bundle, join(root, 'server-bridge/dist/agent', basename(bundle)));
}

const path = await makeBundle();
await makeAgent(path);
process.stdout.write(`${path.slice(root.length + 1)}: ${(await stat(path)).size} bytes\n`);
