import {createReadStream, createWriteStream} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join, posix} from 'node:path';
import {buffer} from 'node:stream/consumers';
import {pipeline} from 'node:stream/promises';
import {extract} from 'tar-stream';
import type {Extract} from 'tar-stream';
import * as z from 'zod/mini';
import {hashFile} from '../hash_file.ts';

/** The part of an image's config that we read; everything else of it is kept. */
const Config = z.looseObject({
    // The Compose program, and the FIPS image itself, are for nothing else.
    os: z.literal('linux'),
    architecture: z.literal('amd64'),
    config: z._default(z.looseObject({}), {}),
    rootfs: z.object({type: z.literal('layers'), diff_ids: z.array(z.string())}),
    history: z.optional(z.array(z.unknown())),
});
export type ImageConfig = z.infer<typeof Config>;

/** A layer as it is in the archive; `suffix` is what its media type says of how it is compressed. */
export type Layer = {readonly file: string; readonly digest: string; readonly suffix: '' | '+gzip' | '+zstd'};

/** `id` is the config's digest, as docker shows it. */
export type BaseImage = {readonly id: string; readonly config: ImageConfig; readonly layers: readonly Layer[]};

const DockerManifest = z.array(z.object({Config: z.string(), Layers: z.array(z.string())}));
const Descriptor = z.object({digest: z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/))});
const Index = z.object({manifests: z.array(Descriptor)});
const Manifest = z.object({config: Descriptor, layers: z.array(Descriptor)});

/**
 * Reads an image from an archive of `docker save`, or an OCI archive (skopeo, buildah, podman), which holds just one image. Its entries
 * go to `folder`, an empty one. Throws where it is neither.
 */
export async function readBaseImage(archive: string, folder: string): Promise<BaseImage> {
    const entries = await unpack(archive, folder);
    const find = (name: string): string => {
        const file = entries.get(posix.normalize(name));
        if (file === undefined) {
            throw new Error(`${archive} is no image of docker save and no OCI archive: ${name} is missing`);
        }
        return file;
    };
    const readJson = async (name: string): Promise<unknown> => JSON.parse(await readFile(find(name), 'utf8'));
    const {config, layers} = entries.has('manifest.json')
        ? await readDockerManifest(readJson)
        : await readIndex(readJson);
    return {
        id: `sha256:${await hashFile(find(config))}`,
        config: Config.parse(await readJson(config)),
        layers: await Promise.all(layers.map((name) => describeLayer(find(name)))),
    };
}

type Parts = {readonly config: string; readonly layers: readonly string[]};

async function readDockerManifest(readJson: (name: string) => Promise<unknown>): Promise<Parts> {
    const [image, ...others] = DockerManifest.parse(await readJson('manifest.json'));
    if (image === undefined || others.length > 0) {
        throw new Error('The base must be one image');
    }
    return {config: image.Config, layers: image.Layers};
}

async function readIndex(readJson: (name: string) => Promise<unknown>): Promise<Parts> {
    const [image, ...others] = Index.parse(await readJson('index.json')).manifests;
    if (image === undefined || others.length > 0) {
        throw new Error('The base must be one image, for one platform');
    }
    const {config, layers} = Manifest.parse(await readJson(blob(image)));
    return {config: blob(config), layers: layers.map(blob)};
}

const blob = ({digest}: z.infer<typeof Descriptor>): string => `blobs/${digest.replace(':', '/')}`;

async function describeLayer(file: string): Promise<Layer> {
    const start = await readStart(file);
    const suffix = start.startsWith('1f8b') ? '+gzip' : start === '28b52ffd' ? '+zstd' : '';
    return {file, digest: `sha256:${await hashFile(file)}`, suffix};
}

/** The first four bytes, in hexadecimal digits. */
async function readStart(file: string): Promise<string> {
    return (await buffer(createReadStream(file, {end: 3}))).toString('hex');
}

/** Writes each entry to a file with a number for a name: an archive's own names never become paths. Name -> file. */
async function unpack(archive: string, folder: string): Promise<ReadonlyMap<string, string>> {
    const entries = extract();
    const [files] = await Promise.all([writeEntries(entries, folder), pipeline(createReadStream(archive), entries)]);
    return files;
}

async function writeEntries(entries: Extract, folder: string): Promise<ReadonlyMap<string, string>> {
    const files = new Map<string, string>();
    const links = new Map<string, string>();
    for await (const entry of entries) {
        const {name: rawName, type, linkname} = entry.header;
        const name = posix.normalize(rawName);
        if (type === 'file') {
            const file = join(folder, String(files.size));
            await pipeline(entry, createWriteStream(file));
            files.set(name, file);
            continue;
        }
        entry.resume();
        // docker save before version 25 stores a layer once and links to it.
        if (type === 'symlink' && typeof linkname === 'string') {
            links.set(name, posix.join(posix.dirname(name), linkname));
        }
    }
    const linked = [...links].flatMap(([name, target]) => {
        const file = files.get(target);
        return file === undefined ? [] : [[name, file] as const];
    });
    return new Map([...files, ...linked]);
}
