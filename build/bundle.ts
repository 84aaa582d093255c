import {execFileSync} from 'node:child_process';
import {createWriteStream} from 'node:fs';
import {mkdir, readFile, stat} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {createGzip} from 'node:zlib';
import {pack} from 'tar-stream';

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

/** The newest release time that reproducible archives use where nothing else is given. */
const mtime = new Date(Number(process.env['SOURCE_DATE_EPOCH'] ?? '0') * 1000);

/** Builds the page and packs dist/<id>-<version>.tar.gz: manifest, icon and bundle in one folder, no server part. */
async function makeBundle(): Promise<string> {
    execFileSync('webpack', ['--config', 'webpack.config.mjs', '--mode', 'production'], {
        cwd: join(root, 'webapp'),
        stdio: ['ignore', 'inherit', 'inherit'],
    });
    const path = join(root, 'dist', `${id}-${version}.tar.gz`);
    await mkdir(dirname(path), {recursive: true});
    const archive = pack();
    for (const name of ['plugin.json', icon, webapp.bundle_path]) {
        archive.entry({name: `${id}/${name}`, mode: 0o644, mtime}, await readFile(join(root, name)));
    }
    archive.finalize();
    await pipeline(archive, createGzip({level: 9}), createWriteStream(path));
    return path;
}

const path = await makeBundle();
process.stdout.write(`${path.slice(root.length + 1)}: ${(await stat(path)).size} bytes\n`);
