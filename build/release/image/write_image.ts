import {createHash} from 'node:crypto';
import {createReadStream, createWriteStream} from 'node:fs';
import {mkdtemp, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {pack} from 'tar-stream';
import type {Pack} from 'tar-stream';
import {ARCHIVE_TIME} from '../../archive.ts';
import {VERSION} from '../project.ts';
import {ENTRY, writeAgentLayer} from './agent_layer.ts';
import {readBaseImage} from './base_image.ts';
import type {ImageConfig, Layer} from './base_image.ts';

const REPOSITORY = 'fips-readiness/fips-agent';
const LAYER_TYPE = 'application/vnd.oci.image.layer.v1.tar';

/** An image that was written, and the one below it, by the digests of their configs. */
export type WrittenImage = {readonly id: string; readonly baseId: string};

/**
 * Writes the agent's image as an OCI archive that `docker load` of every supported engine takes, too: what deploy/agent/Dockerfile
 * builds, without an engine. `base` is an archive of an image with Node 24, `compose` the Compose program for inside.
 */
export async function writeImage(input: {
    readonly base: string;
    readonly compose: string;
    readonly path: string;
    readonly workFolder: string;
}): Promise<WrittenImage> {
    const folder = await mkdtemp(join(input.workFolder, 'image-'));
    try {
        const base = await readBaseImage(input.base, folder);
        const {layer, diffId} = await writeAgentLayer(input.compose, folder);
        const layers = [...base.layers, layer];
        const config = toBlob(addAgent(base.config, diffId));
        await writeLayout(input.path, config, layers);
        return {id: config.digest, baseId: base.id};
    } finally {
        await rm(folder, {recursive: true, force: true});
    }
}

/** What the Dockerfile says after COPY. */
function addAgent({history = [], ...base}: ImageConfig, diffId: string): unknown {
    return {
        ...base,
        config: {
            ...base.config,
            User: '0',
            Entrypoint: [
                'node',
                '--disable-sigusr1',
                '--report-exclude-env',
                '--max-semi-space-size=1',
                '--optimize-for-size',
                ENTRY,
            ],
            Cmd: ['check'],
        },
        rootfs: {...base.rootfs, diff_ids: [...base.rootfs.diff_ids, diffId]},
        history: [...history, {created: ARCHIVE_TIME.toISOString(), created_by: `fips-agent ${VERSION}`}],
    };
}

type Blob = {readonly content: Buffer; readonly digest: string; readonly size: number};

function toBlob(value: unknown): Blob {
    const content = Buffer.from(JSON.stringify(value));
    const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    return {content, digest, size: content.length};
}

const pathOf = (digest: string): string => `blobs/${digest.replace(':', '/')}`;

/** oci-layout, index.json and blobs; and manifest.json beside them, which engines before version 25 read. */
async function writeLayout(path: string, config: Blob, layers: readonly Layer[]): Promise<void> {
    const manifest = toBlob({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        config: describe('application/vnd.oci.image.config.v1+json', config),
        layers: await Promise.all(
            layers.map(async ({file, digest, suffix}) =>
                describe(LAYER_TYPE + suffix, {digest, size: (await stat(file)).size}),
            ),
        ),
    });
    const index = {
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.index.v1+json',
        manifests: [
            {
                ...describe('application/vnd.oci.image.manifest.v1+json', manifest),
                annotations: {
                    'io.containerd.image.name': `docker.io/${REPOSITORY}:${VERSION}`,
                    'org.opencontainers.image.ref.name': VERSION,
                },
            },
        ],
    };
    const docker = [
        {
            Config: pathOf(config.digest),
            RepoTags: [`${REPOSITORY}:${VERSION}`],
            Layers: layers.map(({digest}) => pathOf(digest)),
        },
    ];
    const archive = pack();
    const writing = pipeline(archive, createWriteStream(path));
    const add = (name: string, content: Buffer) => archive.entry({name, mtime: ARCHIVE_TIME}, content);
    add('oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}'));
    add('index.json', Buffer.from(JSON.stringify(index)));
    add('manifest.json', Buffer.from(JSON.stringify(docker)));
    [config, manifest].forEach(({digest, content}) => add(pathOf(digest), content));
    for (const {file, digest} of new Map(layers.map((layer) => [layer.digest, layer])).values()) {
        await addFile(archive, pathOf(digest), file);
    }
    archive.finalize();
    await writing;
}

const describe = (mediaType: string, {digest, size}: Pick<Blob, 'digest' | 'size'>) => ({mediaType, digest, size});

async function addFile(archive: Pack, name: string, file: string): Promise<void> {
    const {size} = await stat(file);
    await pipeline(createReadStream(file), archive.entry({name, size, mtime: ARCHIVE_TIME}));
}
