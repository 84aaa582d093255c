import {access, mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

import Docker from 'dockerode';

import {claimAddressRange} from './address_range.ts';
import {cacheFolder} from './cache.ts';
import {runCommand} from './command.ts';
import {startDaemon} from './daemon.ts';
import type {Daemon} from './daemon.ts';
import {makeRigFolder} from './rig_folder.ts';

export type Engine = {
    readonly name: string;
    /** For DOCKER_HOST: `unix://…`. */
    readonly dockerHost: string;
    readonly socketPath: string;
    readonly dataRoot: string;
    readonly logPath: string;
    /** Id of the engine's own process. */
    readonly pid: number;
    /** The bridge of its default network. */
    readonly bridge: string;
    /** How each address of its networks begins, as `10.200.`. */
    readonly addressPrefix: string;
    /** The Compose v2 program; start it itself, not as `docker compose`. */
    readonly composeBinary: string;
    readonly client: Docker;
    /** Ends the engine's process and starts it anew over the same data; containers come back as their policy says. */
    restart(): Promise<void>;
    /** Ends containers and engine and removes data, mounts and bridges. Safe to call twice. */
    stop(): Promise<void>;
};

export type EngineOptions = {
    /** For messages. */
    readonly name: string;
    /** `http://127.0.0.1:PORT` of a registry that answers for Docker Hub's names. */
    readonly registryMirror?: string;
};

const COMPOSE_VERSION = '2.26.1';
const READY_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 30_000;

/** The Compose v2 program the lanes use; an error names what brings it. */
export async function findCompose(): Promise<string> {
    const binary = join(cacheFolder(), 'compose', COMPOSE_VERSION, 'docker-compose');
    await access(binary).catch(() => {
        throw new Error(
            `Compose ${COMPOSE_VERSION} is missing (${binary}); no engine was started. Run .ci/install.sh as root.`,
        );
    });
    return binary;
}

async function assertEngineCanRun(): Promise<void> {
    if (process.getuid?.() !== 0) {
        throw new Error(
            'A real engine needs root; nothing was started. Run the lane as root (sudo -E make e2e-docker).',
        );
    }
    if ((await runCommand('sh', ['-c', 'command -v dockerd && command -v iptables && command -v ip'])).code !== 0) {
        throw new Error('dockerd, iptables or ip is missing; nothing was started. Run .ci/install.sh as root.');
    }
}

/** Deletes what containers left: their networks' bridges outlive the engine otherwise. Volumes go with the data root. */
async function removeContainersAndNetworks(client: Docker): Promise<void> {
    const containers = await client.listContainers({all: true});
    await Promise.all(containers.map(({Id}) => client.getContainer(Id).remove({force: true, v: true})));
    const networks = await client.listNetworks({filters: {type: ['custom']}});
    await Promise.all(networks.map(({Id}) => client.getNetwork(Id).remove()));
}

/**
 * Starts a Docker engine of its own: socket, data, containerd, bridge and address range are nobody else's.
 * It lives in a mount namespace of its own, so its mounts end with it, and sees an empty /run/containerd there, so that it
 * starts its own containerd even where the machine runs one.
 */
export async function startEngine({name, registryMirror}: EngineOptions): Promise<Engine> {
    await assertEngineCanRun();
    const composeBinary = await findCompose();
    const folder = await makeRigFolder('engine');
    const socketPath = join(folder, 'docker.sock');
    const dataRoot = join(folder, 'data');
    const logPath = join(folder, 'dockerd.log');
    await mkdir('/run/containerd', {recursive: true});
    // Its own file: the machine's /etc/docker/daemon.json must not shape this engine.
    await writeFile(join(folder, 'daemon.json'), '{}\n');

    const range = await claimAddressRange();
    const client = new Docker({socketPath});
    const mirror = registryMirror === undefined ? [] : ['--registry-mirror', registryMirror];
    const start = (): Promise<Daemon> =>
        startDaemon({
            name: `The engine "${name}"`,
            program: 'unshare',
            args: [
                ...[
                    '--mount',
                    '--propagation',
                    'private',
                    'sh',
                    '-c',
                    'mount -t tmpfs none /run/containerd && exec "$@"',
                    'sh',
                    'dockerd',
                ],
                ...['--host', `unix://${socketPath}`, '--data-root', dataRoot, '--exec-root', join(folder, 'exec')],
                ...['--pidfile', join(folder, 'dockerd.pid'), '--config-file', join(folder, 'daemon.json')],
                ...[
                    '--bridge',
                    range.bridge,
                    '--default-address-pool',
                    range.pool,
                    '--iptables=false',
                    '--ip6tables=false',
                ],
                ...['--ip', '127.0.0.1', ...mirror],
            ],
            logPath,
            isReady: () => client.ping().then(Boolean, () => false),
            readyTimeoutMs: READY_TIMEOUT_MS,
            stopGraceMs: STOP_GRACE_MS,
        });
    let running: Daemon;
    try {
        running = await start();
    } catch (error) {
        await range.release();
        await rm(folder, {recursive: true, force: true});
        throw error;
    }

    let stopping: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
        try {
            await removeContainersAndNetworks(client);
        } finally {
            await running.stop();
            await range.release();
            await rm(folder, {recursive: true, force: true});
        }
    };
    return {
        name,
        dockerHost: `unix://${socketPath}`,
        socketPath,
        dataRoot,
        logPath,
        pid: running.pid,
        bridge: range.bridge,
        addressPrefix: range.prefix,
        composeBinary,
        client,
        restart: async () => {
            await running.stop();
            running = await start();
        },
        stop: () => (stopping ??= stop()),
    };
}
