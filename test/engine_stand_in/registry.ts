import {parseImageReference} from '@fips-readiness/core';
import type {Image} from './image.ts';
import {EngineRefusal} from './refusal.ts';

/** What a registry says of one tag. One without `image` can be looked at and not be pulled. */
export type Manifest = {
    readonly digest: string;
    readonly sizeBytes: number;
    readonly architectures: readonly string[];
    readonly image?: Image;
};

/** A registry by repository path and tag. A hub refuses repositories it does not show, others say that there is none. */
export type Registry = {
    isReachable: boolean;
    readonly hidesMissing: boolean;
    readonly repositories: Map<string, Map<string, Manifest>>;
};

export function makeRegistry(options: {readonly hidesMissing: boolean}): Registry {
    return {isReachable: true, hidesMissing: options.hidesMissing, repositories: new Map()};
}

/** Puts `path:tag` into the registry. */
export function publish(registry: Registry, path: string, tag: string, manifest: Manifest): void {
    const tags = registry.repositories.get(path) ?? new Map<string, Manifest>();
    registry.repositories.set(path, tags.set(tag, manifest));
}

/** An image's name, with Docker Hub's short forms written out. `digest` is '' where none is named. */
export type SplitReference = Readonly<Record<'host' | 'path' | 'tag' | 'digest', string>>;

export function splitReference(text: string): SplitReference {
    const image = parseImageReference(text);
    if (!image) {
        throw new EngineRefusal(400, 'invalid reference format');
    }
    const host = image.registry === '' ? 'docker.io' : image.registry;
    const path = host === 'docker.io' && !image.path.includes('/') ? `library/${image.path}` : image.path;
    return {host, path, tag: image.tag === '' ? 'latest' : image.tag, digest: image.digest};
}

/** Asks the registry of that name as the engine would. Throws EngineRefusal with the status the engine hands on. */
export function findManifest(registries: ReadonlyMap<string, Registry>, reference: string): Manifest {
    const {host, path, tag, digest} = splitReference(reference);
    const registry = registries.get(host);
    if (registry?.isReachable !== true) {
        const server = host === 'docker.io' ? 'registry-1.docker.io' : host;
        throw new EngineRefusal(500, `Get "https://${server}/v2/": dial tcp: lookup ${server}: no such host`);
    }
    const tags = registry.repositories.get(path);
    const manifest =
        digest === '' ? tags?.get(tag) : [...(tags?.values() ?? [])].find((published) => published.digest === digest);
    if (manifest !== undefined) {
        return manifest;
    }
    if (tags === undefined && registry.hidesMissing) {
        throw new EngineRefusal(403, 'errors:\ndenied: requested access to the resource is denied\n');
    }
    throw new EngineRefusal(404, `manifest for ${reference} not found: manifest unknown: manifest unknown`);
}
