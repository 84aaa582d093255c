import {
    counterpart,
    isAtLeast,
    isDockerHub,
    parseImageReference,
    parseServerVersion,
    printImageReference,
} from '@fips-readiness/core';
import {tryFolder} from '../../state/try_folder.ts';
import type {Finding} from '../../port/driver.ts';
import type {DockerHost, OpenDockerHost} from './docker_host.ts';
import type {ContainerDetails} from './engine/engine.ts';
import {measureImageStore} from './engine/image_store_space.ts';
import {findHostPath, findOwnContainer} from './engine/own_container.ts';
import {readRegistryLogin} from './engine/registry_credentials.ts';
import type {Found} from './found.ts';

/** The engine, its socket and the Compose program. Throws FipsError where the engine does not answer. */
export async function* diagnoseHost({engine, openCompose}: DockerHost): AsyncGenerator<Finding> {
    const {version, apiVersion, architecture} = await engine.fetchInfo();
    const old = isOlder(version, '20.10.0');
    yield {
        ok: !old,
        id: old ? 'engine.old' : 'engine.ok',
        values: {version, apiVersion, endpoint: engine.endpoint, architecture},
    };
    yield {ok: true, id: 'socket'};
    const compose = await openCompose();
    if (!compose) {
        yield {ok: false, id: 'compose.missing'};
        return;
    }
    const composeVersion = await compose.fetchVersion();
    const oldCompose = isOlder(composeVersion, '2.20.0');
    yield {ok: !oldCompose, id: oldCompose ? 'compose.old' : 'compose.ok', values: {version: composeVersion}};
}

/** The registry, the room for images, and what only an agent that may swap needs, each by itself. */
export async function* diagnoseDeployment(host: OpenDockerHost, found: Found, swaps: boolean): AsyncGenerator<Finding> {
    const {engine, info, settings} = host;
    yield* examineRegistry(host, found);
    const bytes = (await measureImageStore(engine, info))?.leastBytes;
    yield bytes === undefined
        ? {ok: false, id: 'disk.unseen', values: {folder: info.rootDirectory}}
        : {ok: true, id: 'disk.ok', values: {mebibytes: Math.floor(bytes / 1024 ** 2)}};
    if (!swaps) {
        return;
    }
    const own = await findOwnContainer(engine);
    const folders = [
        ['project', found.project?.directory],
        ['rescue', settings.RESCUE_DIR],
        ['state', settings.STATE_DIR],
    ] as const;
    for (const [id, folder] of folders) {
        if (folder !== undefined) {
            const problem = await examineFolder(own, folder);
            yield {ok: problem === undefined, id: `run.${id}.${problem ?? 'ok'}`, values: {folder}};
        }
    }
    const ok = await engine.mayChange();
    yield {ok, id: ok ? 'run.engine.ok' : 'run.engine.missing', values: {endpoint: engine.endpoint}};
}

async function* examineRegistry({engine, settings, env}: OpenDockerHost, {container}: Found): AsyncGenerator<Finding> {
    const image = parseImageReference(container.imageReference);
    const fips = image && counterpart(image, 'fips', settings.IMAGE_PAIRS);
    if (!fips) {
        return;
    }
    const registry = isDockerHub(fips.registry) ? 'docker.io' : fips.registry;
    const login = await readRegistryLogin(fips.registry, env);
    if (login.code === 'helper_missing') {
        yield {ok: false, id: 'registry.helper', values: {registry, helper: login.helper}};
        return;
    }
    const reference = printImageReference(fips);
    if (await engine.fetchImage(reference)) {
        yield {ok: true, id: 'registry.local', values: {image: reference}};
        return;
    }
    const answer = await engine.fetchFromRegistry(reference);
    const ok = answer.code === 'found' || answer.code === 'absent';
    yield {
        ok,
        id: ok ? 'registry.ok' : `registry.${answer.code}`,
        values: {registry, login: login.code, image: reference},
    };
}

async function examineFolder(
    own: ContainerDetails | undefined,
    folder: string,
): Promise<'read_only' | 'not_mounted' | undefined> {
    if (own && findHostPath(own, folder) !== folder) {
        return 'not_mounted';
    }
    return (await tryFolder(folder)) ? undefined : 'read_only';
}

function isOlder(version: string, floor: string): boolean {
    const [read, limit] = [parseServerVersion(version), parseServerVersion(floor)];
    return read !== undefined && limit !== undefined && !isAtLeast(read, limit);
}
