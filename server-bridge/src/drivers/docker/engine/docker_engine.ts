import {open} from 'node:fs/promises';
import type {IncomingMessage} from 'node:http';
import {Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import {finished} from 'node:stream/promises';
import Docker from 'dockerode';
import {pack} from 'tar-stream';
import {isFipsError, parseImageReference, parseJson, printRepository} from '@fips-readiness/core';
import {askRegistry} from './ask_registry.ts';
import {cloneContainer} from './clone_container.ts';
import {collectOutput} from '../../../collected_output.ts';
import type {Engine} from './engine.ts';
import {statusOf, throwEngineFailure, throwEngineSlow} from './engine_failure.ts';
import {execStream} from './exec_stream.ts';
import {holdName} from './hold_name.ts';
import {loadImage} from './load_image.ts';
import {mayChange} from './may_change.ts';
import {pullImage} from './pull_image.ts';
import {readContainer, readEnvironment} from './read_container.ts';
import {readLogs} from './read_logs.ts';
import {readImageSettings} from './read_settings.ts';
import {parseRestartPolicy} from './restart_policy.ts';
import {runExec} from './run_exec.ts';
import {remove, runOnce} from './run_once.ts';
import {ContainerListAnswer, ImageAnswer, InfoAnswer, PathStat, VersionAnswer} from './schema.ts';

/** An inspect takes milliseconds; on a host whose disk is busy it may take many seconds. */
const ENGINE_CALL_MS = 30_000;
const IMAGE_TIMEOUT_MS = 10 * 60_000;
const LOG_LIMIT_BYTES = 4 * 1024 * 1024;

const ARCHITECTURES: Readonly<Record<string, string>> = {x86_64: 'amd64', aarch64: 'arm64', armv7l: 'arm'};

/**
 * The engine behind a DOCKER_HOST address (`unix://`, `tcp://`, `http://`, `https://`). Connects on the first call; a usual call
 * may take `callMs`.
 */
export function makeDockerEngine(
    endpoint: string,
    env: Readonly<Record<string, string | undefined>>,
    callMs = ENGINE_CALL_MS,
): Engine {
    const docker = new Docker({...connection(endpoint), timeout: callMs});
    const patientDocker = new Docker({...connection(endpoint), timeout: IMAGE_TIMEOUT_MS});
    // For calls that are quiet for long and bring limits of their own.
    const patient = new Docker(connection(endpoint));
    /** The library ends a call at its limit as if the engine had gone: only the time tells these apart. */
    const fail = (error: unknown, sinceMs: number, limitMs: number): never => {
        const ranOut = statusOf(error) === undefined && performance.now() - sinceMs >= limitMs;
        return ranOut ? throwEngineSlow(endpoint, limitMs) : throwEngineFailure(error, endpoint);
    };
    const call = <T>(asked: Promise<T>, limitMs = callMs): Promise<T> => {
        const sinceMs = performance.now();
        return asked.catch((error: unknown) => fail(error, sinceMs, limitMs));
    };
    const find = <T>(asked: Promise<T>, limitMs = callMs): Promise<T | undefined> => {
        const sinceMs = performance.now();
        return asked.catch((error: unknown) => (statusOf(error) === 404 ? undefined : fail(error, sinceMs, limitMs)));
    };
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
            const container = answer && readContainer(answer);
            const [, owner] = /^container:(.+)$/.exec(container?.networkMode ?? '') ?? [];
            if (!container || owner === undefined) {
                return container;
            }
            // It has no address of its own: it answers where the container answers whose network it shares.
            const shared = await find(docker.getContainer(owner).inspect());
            return {...container, networks: shared ? readContainer(shared).networks : []};
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
                settings: readImageSettings(image.Config ?? {}),
                repositoryDigests: image.RepoDigests ?? [],
            };
        },
        mayChange: () => call(mayChange(docker)),
        fetchFromRegistry: (reference) => askRegistry(docker, reference, env, endpoint),
        exec: (id, argv, options = {}) => call(runExec(docker, id, argv, options.user)),
        execStream: (id, argv, options) => call(execStream(patient, id, argv, options), Infinity),
        statPath: async (id, path) => {
            const answer = await find(docker.getContainer(id).infoArchive({path}));
            return answer && readPathStat(answer as IncomingMessage);
        },
        readArchive: async (id, path) =>
            (await find(docker.getContainer(id).getArchive({path}))) as Readable | undefined,
        readImage: async (reference) =>
            (await find(patientDocker.getImage(reference).get(), IMAGE_TIMEOUT_MS)) as Readable | undefined,
        loadImage: (path) => call(loadImage(patientDocker, path), IMAGE_TIMEOUT_MS),
        removeImage: async (reference) => {
            try {
                await find(patientDocker.getImage(reference).remove(), IMAGE_TIMEOUT_MS);
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
        writeArchive: async (id, folder, file) => {
            // Opened first: a stream that fails leaves the request waiting.
            const source = await open(file);
            await call(
                patientDocker.getContainer(id).putArchive(source.createReadStream(), {path: folder}),
                IMAGE_TIMEOUT_MS,
            );
        },
        pullImage: (reference, options = {}) => call(pullImage(patient, reference, env, options), Infinity),
        runOnce: (oneOff) => call(runOnce(patient, oneOff), Infinity),
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
                throwEngineFailure(error, endpoint);
            }
        },
        removeContainer: (id, options = {}) => call(remove(docker.getContainer(id), options)),
        cloneContainer: (wish) => call(cloneContainer(patientDocker, wish), IMAGE_TIMEOUT_MS),
        holdName: (hold) => call(holdName(docker, hold)),
        renameContainer: async (id, name) => void (await call(docker.getContainer(id).rename({name}))),
        stopContainer: (id) => call(unlessAlready(patientDocker.getContainer(id).stop()), IMAGE_TIMEOUT_MS),
        startContainer: (id) => call(unlessAlready(patientDocker.getContainer(id).start()), IMAGE_TIMEOUT_MS),
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

/** The engine answers 304 where a container is as it was told to be. */
async function unlessAlready(told: Promise<unknown>): Promise<void> {
    await told.catch((error: unknown) => {
        if (statusOf(error) !== 304) {
            throw error;
        }
    });
}

/** HEAD answers without a body; the stat stands in a header as base64 JSON. */
function readPathStat(answer: IncomingMessage): {readonly sizeBytes: number} {
    answer.resume();
    const header = answer.headers['x-docker-container-path-stat'];
    const stat = PathStat.safeParse(parseJson(Buffer.from(String(header), 'base64').toString('utf8')));
    return {sizeBytes: stat.success ? stat.data.size : 0};
}
