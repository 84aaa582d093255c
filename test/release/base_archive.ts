import {createHash} from 'node:crypto';
import {buffer} from 'node:stream/consumers';
import {gzipSync} from 'node:zlib';
import {pack} from 'tar-stream';

type Entry = {readonly name: string; readonly content?: Buffer; readonly linkname?: string};

/** Kept of the base, whatever the image adds. */
export const BASE_SETTINGS = {Env: ['PATH=/opt/node/bin:/usr/bin'], WorkingDir: '/srv'};

const MADE_AT = new Date(0);

export const digestOf = (content: Buffer): string => `sha256:${createHash('sha256').update(content).digest('hex')}`;

async function packEntries(entries: readonly Entry[]): Promise<Buffer> {
    const archive = pack();
    for (const {name, content, linkname} of entries) {
        if (linkname === undefined) {
            archive.entry({name, mtime: MADE_AT}, content ?? Buffer.alloc(0));
        } else {
            archive.entry({name, type: 'symlink', linkname, mtime: MADE_AT});
        }
    }
    archive.finalize();
    return buffer(archive);
}

async function makeParts(architecture: string) {
    const layer = await packEntries([{name: 'opt/node/bin/node', content: Buffer.from('a program')}]);
    const config = Buffer.from(
        JSON.stringify({
            architecture,
            os: 'linux',
            config: BASE_SETTINGS,
            rootfs: {type: 'layers', diff_ids: [digestOf(layer), digestOf(layer)]},
        }),
    );
    return {layer, config};
}

/** An image of two like layers as `docker save` wrote it before version 25: the second layer is a link to the first. */
export async function makeDockerArchive(architecture = 'amd64'): Promise<Buffer> {
    const {layer, config} = await makeParts(architecture);
    const manifest = [{Config: 'c.json', RepoTags: ['base:1'], Layers: ['one/layer.tar', 'two/layer.tar']}];
    return packEntries([
        {name: 'c.json', content: config},
        {name: 'one/layer.tar', content: layer},
        {name: 'two/layer.tar', linkname: '../one/layer.tar'},
        {name: 'manifest.json', content: Buffer.from(JSON.stringify(manifest))},
    ]);
}

/** The same image as an OCI archive, its layers compressed. */
export async function makeOciArchive(): Promise<Buffer> {
    const {layer, config} = await makeParts('amd64');
    const zipped = gzipSync(layer);
    const describe = (content: Buffer) => ({digest: digestOf(content), size: content.length});
    const manifest = Buffer.from(
        JSON.stringify({config: describe(config), layers: [describe(zipped), describe(zipped)]}),
    );
    const blobs = [config, zipped, manifest].map((content) => ({
        name: `blobs/${digestOf(content).replace(':', '/')}`,
        content,
    }));
    return packEntries([
        ...blobs,
        {name: './index.json', content: Buffer.from(JSON.stringify({manifests: [describe(manifest)]}))},
    ]);
}
