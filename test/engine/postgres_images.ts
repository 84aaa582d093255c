import {copyFile, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';

import {cacheKey, cachedFolder} from './cache.ts';
import {runOrFail} from './command.ts';
import {buildImage, pushImage} from './image_build.ts';
import {imageStorage} from './image_storage.ts';
import {makeRigFolder} from './rig_folder.ts';

const SOURCES = join(import.meta.dirname, 'postgres');
const MAKE_ROOTFS_TIMEOUT_MS = 600_000;

/** PostgreSQL 13 stored passwords as MD5 unless told otherwise, 14 and later as SCRAM: the names keep that difference. */
const IMAGES = [
    {tags: ['13-alpine', '13'], initdbArgs: '--auth-host=md5'},
    {tags: ['14-alpine', '14', '15-alpine', '15'], initdbArgs: '--auth-host=scram-sha-256'},
] as const;

async function rootfs(): Promise<string> {
    const script = join(SOURCES, 'make_rootfs.sh');
    const folder = await cachedFolder('postgres', cacheKey([await readFile(script)]), async (draft) => {
        await runOrFail('bash', [script, draft], {timeoutMs: MAKE_ROOTFS_TIMEOUT_MS});
    });
    return join(folder, 'rootfs.tar.gz');
}

/** Registry storage with the `postgres:*` images (Debian's PostgreSQL 15 under the names the deployments ask for). */
export async function postgresImages(): Promise<string> {
    const files = ['make_rootfs.sh', 'entrypoint.sh', 'Dockerfile'];
    const contents = await Promise.all(files.map((file) => readFile(join(SOURCES, file))));
    return imageStorage('postgres', cacheKey([...contents, JSON.stringify(IMAGES)]), async (engine, registry) => {
        const contextFolder = await makeRigFolder('postgres');
        try {
            await copyFile(await rootfs(), join(contextFolder, 'rootfs.tar.gz'));
            for (const file of ['entrypoint.sh', 'Dockerfile']) {
                await copyFile(join(SOURCES, file), join(contextFolder, file));
            }
            for (const {tags, initdbArgs} of IMAGES) {
                const [first, ...more] = tags.map((tag) => `library/postgres:${tag}`);
                if (first === undefined) {
                    continue;
                }
                await buildImage(engine, {
                    contextFolder,
                    dockerfile: 'Dockerfile',
                    buildArgs: {INITDB_ARGS: initdbArgs},
                    references: [`${registry.host}/${first}`, ...more.map((name) => `${registry.host}/${name}`)],
                });
                for (const name of [first, ...more]) {
                    await pushImage(engine, registry, name);
                }
            }
        } finally {
            await rm(contextFolder, {recursive: true, force: true});
        }
    });
}
