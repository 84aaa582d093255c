import * as z from 'zod/mini';
import {isDockerHub, parseJson} from '@fips-readiness/core';
import type {ImageReference} from '@fips-readiness/core';
import {isLoopback} from '../../../loopback.ts';
import {openRegistry} from './open_registry.ts';
import type {Registry, RegistryLogin} from './open_registry.ts';

/** What a registry says of a name; `architectures` is empty where it does not tell. */
export type RegistryAnswer =
    | {readonly code: 'found'; readonly architectures: readonly string[]; readonly digest: string}
    | {readonly code: 'absent' | 'denied' | 'unreachable'};

/** Where Docker Hub answers. */
export const HUB_HOST = 'registry-1.docker.io';

const TYPES = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const Manifest = z.object({
    manifests: z.optional(z.array(z.object({platform: z.optional(z.object({architecture: z.string()}))}))),
    config: z.optional(z.object({digest: z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/))})),
});
const Configuration = z.object({architecture: z.string()});

/**
 * Asks the image's registry what the name holds, as a node does: nothing is pulled. Source: the distribution specification. Redirects
 * of the manifest are not followed.
 */
export async function askRegistry(
    {registry: host, path, tag, digest}: ImageReference,
    login: RegistryLogin | undefined,
    limitMs: number,
): Promise<RegistryAnswer> {
    const name = isDockerHub(host) ? HUB_HOST : host;
    // Only a registry of this very machine is asked in clear text, as Docker does.
    const base = `${isLoopback(name.replace(/:\d+$/, '')) ? 'http' : 'https'}://${name}/v2/${path}`;
    const registry = openRegistry(login, limitMs);
    try {
        const answer = await registry.fetch(`${base}/manifests/${digest === '' ? tag || 'latest' : digest}`, TYPES);
        if (answer.status === 404) {
            return {code: 'absent'};
        }
        if (answer.status === 401 || answer.status === 403) {
            return {code: 'denied'};
        }
        const manifest = Manifest.safeParse(parseJson(answer.text));
        if (answer.status !== 200 || !manifest.success || answer.digest === '') {
            return {code: 'unreachable'};
        }
        return {
            code: 'found',
            digest: answer.digest,
            architectures: await readArchitectures(registry, base, manifest.data),
        };
    } catch {
        // Foreign words, which may quote the login.
        return {code: 'unreachable'};
    }
}

async function readArchitectures(
    registry: Registry,
    base: string,
    {manifests, config}: z.infer<typeof Manifest>,
): Promise<readonly string[]> {
    if (manifests) {
        const named = manifests.flatMap(({platform}) => platform?.architecture ?? []);
        // Attestations are listed as images of an unknown architecture.
        return [...new Set(named)].filter((one) => one !== 'unknown');
    }
    const answer = config && (await registry.fetch(`${base}/blobs/${config.digest}`, '*/*').catch(() => undefined));
    const read = Configuration.safeParse(parseJson(answer?.text ?? ''));
    return read.success ? [read.data.architecture] : [];
}
