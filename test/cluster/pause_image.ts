import {copyFile, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {cacheKey} from '../engine/cache.ts';
import {buildImage, pushImage} from '../engine/image_build.ts';
import {imageStorage} from '../engine/image_storage.ts';
import {makeRigFolder} from '../engine/rig_folder.ts';
import {PAUSE_IMAGE} from './node_config.ts';

const DOCKERFILE = 'FROM scratch\nCOPY pause /pause\nENTRYPOINT ["/pause"]\n';

/** Registry storage with the image of the container that holds a pod's namespaces. */
export async function pauseImage(binaries: string): Promise<string> {
    const program = join(binaries, 'pause');
    return imageStorage('pause', cacheKey([await readFile(program), DOCKERFILE]), async (engine, registry) => {
        const contextFolder = await makeRigFolder('pause');
        try {
            await copyFile(program, join(contextFolder, 'pause'));
            await writeFile(join(contextFolder, 'Dockerfile'), DOCKERFILE);
            const references = [`${registry.host}/${PAUSE_IMAGE}`] as const;
            await buildImage(engine, {contextFolder, dockerfile: 'Dockerfile', references});
            await pushImage(engine, registry, PAUSE_IMAGE);
        } finally {
            await rm(contextFolder, {recursive: true, force: true});
        }
    });
}
