import {chmod, copyFile, cp, mkdir, readFile, realpath, rm, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

import {cacheKey} from './cache.ts';
import {runOrFail} from './command.ts';
import {copyLibraries} from './copy_libraries.ts';
import {buildImage, pushImage} from './image_build.ts';
import {imageStorage} from './image_storage.ts';
import {makeRigFolder} from './rig_folder.ts';

const SOURCES = join(import.meta.dirname, 'mattermost');
const PROGRAMS = ['mattermost', 'mmctl'] as const;
const NODE = '/mattermost/lib/node';
const FOLDERS = ['bin', 'lib', 'data', 'logs', 'config', 'plugins', 'client/plugins', 'bleve-indexes'] as const;

/** 10.5.2 is what the official project's example names. */
const MATTERMOST_IMAGES = [
    {
        variant: 'standard',
        repository: 'mattermost/mattermost-enterprise-edition',
        versions: ['11.7.2', '11.6.0', '10.5.2'],
    },
    {variant: 'fips', repository: 'mattermost/mattermost-enterprise-fips-edition', versions: ['11.7.2', '11.6.0']},
] as const;

async function nodeBinary(): Promise<string> {
    const require = createRequire(import.meta.url);
    return realpath(join(dirname(require.resolve('node/package.json')), 'bin', 'node'));
}

async function fillContext(folder: string, bundles: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const system = join(folder, 'system');
    const mattermost = join(folder, 'mattermost');
    for (const path of ['etc', 'tmp', 'var/tmp']) {
        await mkdir(join(system, path), {recursive: true});
    }
    await Promise.all(['tmp', 'var/tmp'].map((path) => chmod(join(system, path), 0o1777)));
    await writeFile(
        join(system, 'etc/passwd'),
        'root:x:0:0:root:/root:/bin/false\nmattermost:x:2000:2000::/mattermost:/bin/false\n',
    );
    await writeFile(join(system, 'etc/group'), 'root:x:0:\nmattermost:x:2000:\n');
    await writeFile(join(system, 'etc/nsswitch.conf'), 'hosts: files dns\n');
    const node = await nodeBinary();
    await copyLibraries(node, system);

    for (const path of FOLDERS) {
        await mkdir(join(mattermost, path), {recursive: true});
    }
    await copyFile(node, join(mattermost, 'lib/node'));
    for (const [program, bundle] of bundles) {
        await writeFile(join(mattermost, `lib/${program}.mjs`), bundle);
        // No shell in the image: the kernel starts Node by the first line.
        await writeFile(join(mattermost, `bin/${program}`), `#!${NODE}\nimport '/mattermost/lib/${program}.mjs';\n`, {
            mode: 0o755,
        });
    }
    for (const file of ['base.Dockerfile', 'variant.Dockerfile']) {
        await cp(join(SOURCES, file), join(folder, file));
    }
}

async function bundlePrograms(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
    await runOrFail(process.execPath, [join(SOURCES, 'bundle.ts'), folder]);
    const entries = PROGRAMS.map(async (program) => [program, await readFile(join(folder, `${program}.mjs`))] as const);
    return new Map(await Promise.all(entries));
}

/** Registry storage with the Mattermost stand-in as each variant and version of the list above. */
export async function mattermostImages(): Promise<string> {
    const folder = await makeRigFolder('mattermost');
    try {
        const bundles = await bundlePrograms(join(folder, 'bundle'));
        const sources = await Promise.all(
            ['base.Dockerfile', 'variant.Dockerfile'].map((file) => readFile(join(SOURCES, file))),
        );
        const own = await readFile(import.meta.filename);
        const key = cacheKey([process.version, own, ...sources, ...bundles.values()]);
        return await imageStorage('mattermost', key, async (engine, registry) => {
            const contextFolder = join(folder, 'context');
            await mkdir(contextFolder);
            await fillContext(contextFolder, bundles);
            const base = 'fips-readiness/stand-in:base';
            await buildImage(engine, {contextFolder, dockerfile: 'base.Dockerfile', references: [base]});
            await rm(join(contextFolder, 'system'), {recursive: true});
            await rm(join(contextFolder, 'mattermost'), {recursive: true});
            for (const {variant, repository, versions} of MATTERMOST_IMAGES) {
                for (const version of versions) {
                    const name = `${repository}:${version}`;
                    await buildImage(engine, {
                        contextFolder,
                        dockerfile: 'variant.Dockerfile',
                        buildArgs: {BASE: base, VARIANT: variant, VERSION: version},
                        references: [`${registry.host}/${name}`],
                    });
                    await pushImage(engine, registry, name);
                }
            }
        });
    } finally {
        await rm(folder, {recursive: true, force: true});
    }
}
