import {copyFile, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';

import {cacheKey} from './cache.ts';
import {runOrFail} from './command.ts';
import {copyLibraries} from './copy_libraries.ts';
import {buildImage, pushImage} from './image_build.ts';
import {imageStorage} from './image_storage.ts';
import {makeRigFolder} from './rig_folder.ts';

const SOURCES = join(import.meta.dirname, 'nginx');
const PROGRAM = '/usr/sbin/nginx';
/** The tag the official project asks for. */
const NAME = 'library/nginx:alpine';
const FOLDERS = [
    'etc/nginx/conf.d',
    'usr/sbin',
    'usr/share/nginx/html',
    'var/cache',
    'var/log/nginx',
    'var/run',
] as const;
const TEXTS = {
    'etc/passwd': 'root:x:0:0:root:/root:/bin/false\nnginx:x:101:101::/var/cache:/bin/false\n',
    'etc/group': 'root:x:0:\nnginx:x:101:\n',
    'etc/nsswitch.conf': 'hosts: files dns\n',
} as const;

async function fillContext(folder: string): Promise<void> {
    const system = join(folder, 'system');
    for (const path of FOLDERS) {
        await mkdir(join(system, path), {recursive: true});
    }
    for (const [path, text] of Object.entries(TEXTS)) {
        await mkdir(dirname(join(system, path)), {recursive: true});
        await writeFile(join(system, path), text);
    }
    await copyFile(PROGRAM, join(system, PROGRAM));
    await copyLibraries(PROGRAM, system);
    await copyFile(join(SOURCES, 'nginx.conf'), join(system, 'etc/nginx/nginx.conf'));
    await copyFile(join(SOURCES, 'Dockerfile'), join(folder, 'Dockerfile'));
}

/** Registry storage with `nginx:alpine`: Debian's nginx with its libraries, under the name the official project asks for. */
export async function nginxImage(): Promise<string> {
    // The version counts, not the file: a machine without it is told what to install.
    const {stderr: version} = await runOrFail(PROGRAM, ['-V']);
    const sources = await Promise.all(['Dockerfile', 'nginx.conf'].map((file) => readFile(join(SOURCES, file))));
    const key = cacheKey([version, await readFile(import.meta.filename), ...sources]);
    return imageStorage('nginx', key, async (engine, registry) => {
        const contextFolder = await makeRigFolder('nginx');
        try {
            await fillContext(contextFolder);
            await buildImage(engine, {
                contextFolder,
                dockerfile: 'Dockerfile',
                references: [`${registry.host}/${NAME}`],
            });
            await pushImage(engine, registry, NAME);
        } finally {
            await rm(contextFolder, {recursive: true, force: true});
        }
    });
}
