import type {IncomingMessage} from 'node:http';
import {Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import {finished} from 'node:stream/promises';
import Docker from 'dockerode';
import {pack} from 'tar-stream';
import {FipsError, isFipsError, parseImageReference, parseJson, printRepository} from '@fips-readiness/core';
import {readErrorCode, readErrorStatus} from '../foreign_error.ts';
import {cloneContainer} from './clone_container.ts';
import {collectOutput} from './collected_output.ts';
import type {Confinement, NameLookup} from './container_settings.ts';
import type {ContainerDetails, Engine, ExecResult, RegistryAnswer} from './engine.ts';
import {execStream} from './exec_stream.ts';
import {loadImage} from './load_image.ts';
import {pullImage} from './pull_image.ts';
import {readRegistryLogin} from './registry_credentials.ts';
import {readLogs} from './read_logs.ts';
import {parseRestartPolicy, printRestartPolicy} from './restart_policy.ts';
import {remove, runOnce} from './run_once.ts';
import {
    ContainerAnswer,
    ContainerListAnswer,
    DistributionAnswer,
    ImageAnswer,
    InfoAnswer,
    PathStat,
    VersionAnswer,
} from './schema.ts';

const CALL_TIMEOUT_MS = 15_000;
const IMAGE_TIMEOUT_MS = 10 * 60_000;
const EXEC_TIMEOUT_MS = 60_000;
const LOG_LIMIT_BYTES = 4 * 1024 * 1024;
const EXEC_OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024;

const ARCHITECTURES: Readonly<Record<string, string>> = {x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm'};

/** The engine behind a DOCKER_HOST address (`unix://`, `tcp://`, `http://`, `https://`). Connects on the first call. */
export function makeDockerEngine(endpoint: string, env: Readonly<Record<string, string | undefined>>): Engine {
    const docker = new Docker({...connection(endpoint), timeout: CALL_TIMEOUT_MS});
    const patientDocker = new Docker({...connection(endpoint), timeout: IMAGE_TIMEOUT_MS});
    // For calls that are quiet for long and bring limits of their own.
    const patient = new Docker(connection(endpoint));
    const call = <T>(asked: Promise<T>): Promise<T> => asked.catch((error: unknown) => fail(error, endpoint));
    const find = <T>(asked: Promise<T>): Promise<T | undefined> =>
        asked.catch((error: unknown) => (statusOf(error) === 404 ? undefined : fail(error, endpoint)));
    return {
        endpoint,
        fetchInfo: async () => {
            const info = InfoAnswer.parse(await call(docker.info()));
            const version = VersionAnswer.parse(await call(docker.version()));
            const podman = version.Components?.some((component) => component.Name.startsWith('Podman')) === true;
            return {
                id: info.ID,
                host: info.Name,
                version: info.ServerVersion,
                apiVersion: version.ApiVersion,
                architecture: ARCHITECTURES[info.Architecture] ?? info.Architecture,
                product: podman ? 'podman' : 'docker',
                rootDirectory: info.DockerRootDir,
                swarm: info.Swarm.LocalNodeState === 'active',
            };
        },
        fetchContainers: async () => {
            const list = ContainerListAnswer.parse(await call(docker.listContainers({all: true})));
            return list.map((container) => ({
                id: container.Id,
                name: (container.Names[0] ?? '').replace(/^\//, ''),
                image: container.Image,
                labels: container.Labels ?? {},
                running: container.State === 'running' || container.State === 'restarting',
                createdAt: new Date(container.Created * 1000),
            }));
        },
        fetchContainer: async (id) => {
            const answer = await find(docker.getContainer(id).inspect());
            return answer && readContainer(answer);
        },
        fetchImage: async (reference) => {
            const answer = await find(docker.getImage(reference).inspect());
            if (!answer) {
                return undefined;
            }
            const image = ImageAnswer.parse(answer);
            return {
                id: image.Id,
                architecture: image.Architecture,
                sizeBytes: image.Size,
                user: image.Config?.User ?? '',
                command: [...(image.Config?.Entrypoint ?? []), ...(image.Config?.Cmd ?? [])],
                labels: image.Config?.Labels ?? {},
                environment: readEnvironment(image.Config?.Env ?? []),
                repositoryDigests: image.RepoDigests ?? [],
            };
        },
        fetchFromRegistry: (reference) => askRegistry(docker, reference, env, endpoint),
        exec: (id, argv, options = {}) => call(runExec(docker, id, argv, options.user)),
        execStream: (id, argv, options) => call(execStream(patient, id, argv, options)),
        statPath: async (id, path) => {
            const answer = await find(docker.getContainer(id).infoArchive({path}));
            return answer && readPathStat(answer as IncomingMessage);
        },
        readArchive: async (id, path) =>
            (await find(docker.getContainer(id).getArchive({path}))) as Readable | undefined,
        readImage: async (reference) => (await find(patientDocker.getImage(reference).get())) as Readable | undefined,
        loadImage: (path) => call(loadImage(patientDocker, path)),
        removeImage: async (reference) => {
            try {
                await find(patientDocker.getImage(reference).remove());
                return true;
            } catch (error) {
                if (isFipsError(error) && error.data['status'] === 409) {
                    return false;
                }
                throw error;
            }
        },
        writeFile: async (id, folder, name, content) => {
            const archive = pack();
            archive.entry({name, mode: 0o644}, content);
            archive.finalize();
            await call(docker.getContainer(id).putArchive(await buffer(archive), {path: folder}));
        },
        pullImage: (reference, options = {}) => call(pullImage(patient, reference, env, options)),
        runOnce: (oneOff) => call(runOnce(patient, oneOff)),
        tagImage: async (id, reference) => {
            const image = parseImageReference(reference);
            if (image) {
                await call(docker.getImage(id).tag({repo: printRepository(image), tag: image.tag || 'latest'}));
            }
        },
        fetchLogs: async (id, lines) => {
            const raw = await call(docker.getContainer(id).logs({stdout: true, stderr: true, tail: lines}));
            const output = collectOutput(LOG_LIMIT_BYTES);
            const source = Readable.from([raw]).once('end', () => output.sink.end());
            docker.modem.demuxStream(source, output.sink, output.sink);
            await finished(output.sink);
            return output.text();
        },
        readLogs: async function* (id, options) {
            try {
                yield* readLogs(patient, id, options);
            } catch (error) {
                fail(error, endpoint);
            }
        },
        removeContainer: (id, options = {}) => call(remove(docker.getContainer(id), options)),
        cloneContainer: (wish) => call(cloneContainer(patientDocker, wish)),
        renameContainer: async (id, name) => void (await call(docker.getContainer(id).rename({name}))),
        stopContainer: (id) => call(unlessAlready(patientDocker.getContainer(id).stop())),
        startContainer: (id) => call(unlessAlready(patientDocker.getContainer(id).start())),
        setRestartPolicy: async (id, policy) =>
            void (await call(docker.getContainer(id).update({RestartPolicy: parseRestartPolicy(policy)}))),
    };
}

function connection(endpoint: string): Docker.DockerOptions {
    if (endpoint.startsWith('unix://')) {
        return {socketPath: endpoint.slice('unix://'.length)};
    }
    const url = new URL(endpoint.replace(/^tcp:/, 'http:'));
    return {
        protocol: url.protocol === 'https:' ? 'https' : 'http',
        host: url.hostname,
        port: Number(url.port === '' ? '2375' : url.port),
    };
}

function statusOf(error: unknown): number | undefined {
    return readErrorStatus(error, 'statusCode');
}

/** Only our own codes cross the room: the engine's texts may quote environment and paths. */
function fail(error: unknown, endpoint: string): never {
    const code = readErrorCode(error);
    if (code === 'EACCES' || code === 'EPERM' || statusOf(error) === 403) {
        throw new FipsError('engine_permission', {endpoint});
    }
    if (statusOf(error) !== undefined) {
        throw new FipsError('engine_refused', {endpoint, status: statusOf(error) ?? 0});
    }
    throw new FipsError('engine_unreachable', {endpoint});
}

/** The engine answers 304 where a container is as it was told to be. */
async function unlessAlready(told: Promise<unknown>): Promise<void> {
    await told.catch((error: unknown) => {
        if (statusOf(error) !== 304) {
            throw error;
        }
    });
}

function readEnvironment(lines: readonly string[]): ReadonlyMap<string, string> {
    return new Map(
        lines.map((line) => {
            const equals = line.indexOf('=');
            return equals < 0 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
        }),
    );
}

function readContainer(answer: unknown): ContainerDetails {
    const container = ContainerAnswer.parse(answer);
    const health = container.State.Health?.Status;
    return {
        id: container.Id,
        name: container.Name.replace(/^\//, ''),
        imageId: container.Image,
        imageReference: container.Config.Image,
        labels: container.Config.Labels ?? {},
        environment: readEnvironment(container.Config.Env ?? []),
        state: container.State.Status === 'removing' ? 'dead' : container.State.Status,
        health: health === 'healthy' || health === 'unhealthy' || health === 'starting' ? health : 'none',
        restartCount: container.RestartCount,
        exitCode: container.State.Status === 'running' ? null : container.State.ExitCode,
        startedAt: container.State.StartedAt,
        autoRemove: container.HostConfig.AutoRemove,
        restartPolicy: printRestartPolicy(container.HostConfig.RestartPolicy),
        readOnlyRoot: container.HostConfig.ReadonlyRootfs,
        user: container.Config.User,
        command: [container.Path, ...(container.Args ?? [])],
        networkMode: container.HostConfig.NetworkMode,
        published: Object.entries(container.HostConfig.PortBindings ?? {})
            .flatMap(([port, bindings]) =>
                (bindings ?? []).map(({HostIp, HostPort}) => `${port} ${HostIp}:${HostPort}`),
            )
            .sort(),
        nameLookup: readNameLookup(container.HostConfig),
        confinement: readConfinement(container.HostConfig),
        mounts: container.Mounts.map((mount) => ({
            type: mount.Type,
            source: mount.Type === 'volume' ? (mount.Name ?? '') : mount.Source,
            target: mount.Destination,
            writable: mount.RW,
        })),
        networks: Object.entries(container.NetworkSettings.Networks ?? {}).map(([name, network]) => ({
            name,
            address: network.IPAddress,
            fixedAddress: Boolean(network.IPAMConfig?.IPv4Address ?? network.IPAMConfig?.IPv6Address),
            aliases: network.Aliases ?? [],
        })),
    };
}

function readNameLookup(host: ContainerAnswer['HostConfig']): NameLookup {
    return {
        extraHosts: host.ExtraHosts ?? [],
        dns: host.Dns ?? [],
        dnsSearch: host.DnsSearch ?? [],
        dnsOptions: host.DnsOptions ?? [],
        // The engine answers `/database:/mattermost/db` and takes `database:db`.
        links: (host.Links ?? []).map((link) => link.replace(/^\/([^:]+):.*\/([^/]+)$/, '$1:$2')),
    };
}

function readConfinement(host: ContainerAnswer['HostConfig']): Confinement {
    return {
        readOnlyRoot: host.ReadonlyRootfs,
        tmpfs: host.Tmpfs ?? {},
        securityOptions: host.SecurityOpt ?? [],
        addedCapabilities: host.CapAdd ?? [],
        droppedCapabilities: host.CapDrop ?? [],
        groups: host.GroupAdd ?? [],
        pidsLimit: host.PidsLimit ?? 0,
        memoryBytes: host.Memory,
    };
}

async function askRegistry(
    docker: Docker,
    reference: string,
    env: Readonly<Record<string, string | undefined>>,
    endpoint: string,
): Promise<RegistryAnswer> {
    const read = await readRegistryLogin(parseImageReference(reference)?.registry ?? '', env);
    const options = read.code === 'login' ? {authconfig: read.login} : {};
    try {
        const answer = DistributionAnswer.parse(
            (await docker.getImage(reference).distribution(options as Docker.ImageDistributionOptions)) as unknown,
        );
        return {
            code: 'found',
            architectures: [...new Set((answer.Platforms ?? []).map((platform) => platform.architecture))],
            digest: answer.Descriptor.digest,
        };
    } catch (error) {
        const status = statusOf(error);
        if (status === undefined) {
            // A registry that does not answer holds the call until its limit: only then the engine itself still does.
            return (await answers(docker)) ? {code: 'unreachable'} : fail(error, endpoint);
        }
        // A hub answers 401 or 403 for a repository it does not show, the engine hands both on.
        return {code: status === 404 ? 'absent' : status === 401 || status === 403 ? 'denied' : 'unreachable'};
    }
}

function answers(docker: Docker): Promise<boolean> {
    return docker.ping().then(
        () => true,
        () => false,
    );
}

async function runExec(docker: Docker, id: string, argv: readonly string[], user?: string): Promise<ExecResult> {
    const exec = await docker.getContainer(id).exec({
        Cmd: [...argv],
        AttachStdout: true,
        AttachStderr: true,
        ...(user === undefined ? {} : {User: user}),
    });
    const stream = await exec.start({hijack: true, stdin: false});
    const stdout = collectOutput(EXEC_OUTPUT_LIMIT_BYTES);
    const stderr = collectOutput(EXEC_OUTPUT_LIMIT_BYTES);
    docker.modem.demuxStream(stream, stdout.sink, stderr.sink);
    await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
            stream.destroy();
            reject(new Error('exec timed out'));
        }, EXEC_TIMEOUT_MS);
        const settle = (finish: () => void) => {
            clearTimeout(timer);
            finish();
        };
        stream.on('end', () => settle(resolve));
        stream.on('close', () => settle(resolve));
        stream.on('error', (error) => settle(() => reject(error)));
    });
    const {ExitCode} = await exec.inspect();
    return {exitCode: ExitCode ?? -1, stdout: stdout.text(), stderr: stderr.text()};
}

/** HEAD answers without a body; the stat stands in a header as base64 JSON. */
function readPathStat(answer: IncomingMessage): {readonly sizeBytes: number} {
    answer.resume();
    const header = answer.headers['x-docker-container-path-stat'];
    const stat = PathStat.safeParse(parseJson(Buffer.from(String(header), 'base64').toString('utf8')));
    return {sizeBytes: stat.success ? stat.data.size : 0};
}
