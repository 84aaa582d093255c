import {createHash} from 'node:crypto';
import type {Registry} from '../engine/registry.ts';

const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';

type Manifest = {readonly config: {readonly digest: string; readonly size: number}; readonly [other: string]: unknown};
type ImageConfig = {readonly config: {readonly Env?: readonly string[]}; readonly [other: string]: unknown};

/**
 * Gives a new tag of a repository to a copy of one of its images that has more variables, as `{STAND_IN_FAULT: 'exits'}`. Gives the
 * digest of its manifest. Nothing is built: a registry takes the same layers under another configuration.
 */
export async function copyImage(
    {url}: Pick<Registry, 'url'>,
    {
        repository,
        from,
        to,
        env,
    }: {
        readonly repository: string;
        readonly from: string;
        readonly to: string;
        readonly env: Readonly<Record<string, string>>;
    },
): Promise<string> {
    const base = `${url}/v2/${repository}`;
    const manifest = (await read(`${base}/manifests/${from}`)) as Manifest;
    const image = (await read(`${base}/blobs/${manifest.config.digest}`)) as ImageConfig;
    const added = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const config = JSON.stringify({...image, config: {...image.config, Env: [...(image.config.Env ?? []), ...added]}});
    const digest = digestOf(config);
    const opened = await send('POST', `${base}/blobs/uploads/`);
    const place = new URL(opened.headers.get('location') ?? '', url);
    place.searchParams.set('digest', digest);
    await send('PUT', place.href, config, 'application/octet-stream');
    const text = JSON.stringify({...manifest, config: {...manifest.config, digest, size: Buffer.byteLength(config)}});
    await send('PUT', `${base}/manifests/${to}`, text, MANIFEST);
    return digestOf(text);
}

/** The digest a tag has now. */
export async function findDigest(
    {url}: Pick<Registry, 'url'>,
    {repository, tag}: {readonly repository: string; readonly tag: string},
): Promise<string> {
    const answer = await send('GET', `${url}/v2/${repository}/manifests/${tag}`);
    return digestOf(await answer.text());
}

async function read(url: string): Promise<unknown> {
    return (await send('GET', url)).json();
}

async function send(method: string, url: string, body?: string, contentType?: string): Promise<Response> {
    const headers = {Accept: MANIFEST, ...(contentType !== undefined && {'Content-Type': contentType})};
    const answer = await fetch(url, {method, headers, ...(body !== undefined && {body})});
    if (!answer.ok) {
        throw new Error(`The registry refuses ${method} ${new URL(url).pathname}: ${answer.status}`);
    }
    return answer;
}

function digestOf(text: string): string {
    return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
