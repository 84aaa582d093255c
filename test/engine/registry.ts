import {cp, mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import {runCommand} from './command.ts';
import {startDaemon} from './daemon.ts';
import {findFreePort} from './free_port.ts';
import {makeRigFolder} from './rig_folder.ts';

export type Registry = {
    /** `localhost:PORT`, the prefix under which images are pushed; engines take it without TLS. */
    readonly host: string;
    /** For the engine's `--registry-mirror`: names of Docker Hub are then pulled from here. */
    readonly url: string;
    /** Folder that holds all it stores; copied by the image cache. */
    readonly storageFolder: string;
    /** Safe to call twice. */
    stop(): Promise<void>;
};

export type RegistryOptions = {
    /** Storage folders of other registries to start with, merged; they are copied, never written to. */
    readonly storages?: readonly string[];
};

const READY_TIMEOUT_MS = 20_000;
const STOP_GRACE_MS = 5_000;

/** Starts Debian's docker-registry on a loopback port of its own. */
export async function startRegistry({storages = []}: RegistryOptions = {}): Promise<Registry> {
    if ((await runCommand('sh', ['-c', 'command -v docker-registry'])).code !== 0) {
        throw new Error('docker-registry is missing; nothing was started. Run .ci/install.sh as root.');
    }
    const folder = await makeRigFolder('registry');
    const storageFolder = join(folder, 'storage');
    await mkdir(storageFolder);
    for (const storage of storages) {
        await cp(storage, storageFolder, {recursive: true});
    }
    const port = await findFreePort();
    const configuration = {
        version: '0.1',
        log: {level: 'warn'},
        storage: {filesystem: {rootdirectory: storageFolder}, delete: {enabled: true}},
        http: {addr: `127.0.0.1:${port}`},
    };
    // JSON is YAML: no writer needed.
    await writeFile(join(folder, 'config.yml'), JSON.stringify(configuration));
    const url = `http://127.0.0.1:${port}`;
    try {
        const daemon = await startDaemon({
            name: 'The registry',
            program: 'docker-registry',
            args: ['serve', join(folder, 'config.yml')],
            logPath: join(folder, 'registry.log'),
            isReady: () =>
                fetch(`${url}/v2/`).then(
                    ({ok}) => ok,
                    () => false,
                ),
            readyTimeoutMs: READY_TIMEOUT_MS,
            stopGraceMs: STOP_GRACE_MS,
        });
        const stop = async (): Promise<void> => {
            await daemon.stop();
            await rm(folder, {recursive: true, force: true});
        };
        return {host: `localhost:${port}`, url, storageFolder, stop};
    } catch (error) {
        await rm(folder, {recursive: true, force: true});
        throw error;
    }
}
