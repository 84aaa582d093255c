import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {buffer} from 'node:stream/consumers';
import {gunzipSync} from 'node:zlib';
import {extract} from 'tar-stream';
import {runCommand} from '../engine/command.ts';
import {BASE_SETTINGS, digestOf, makeDockerArchive, makeOciArchive} from './base_archive.ts';
import {ROOT, VERSION} from './released.ts';

type Descriptor = {readonly digest: string; readonly size: number; readonly mediaType: string};
type Config = {
    readonly config: Readonly<Record<string, unknown>>;
    readonly rootfs: {readonly diff_ids: readonly string[]};
};

let folder = '';
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oci-'));
    await writeFile(join(folder, 'docker-compose'), 'compose');
});
afterEach(() => rm(folder, {recursive: true, force: true}));

async function write(base: Buffer, name = 'image.tar') {
    await writeFile(join(folder, 'base.tar'), base);
    const files = ['--base', 'base.tar', '--compose', 'docker-compose', '--out', name];
    return runCommand(process.execPath, [join(ROOT, 'build/release/image.ts'), ...files], {cwd: folder});
}

/** Every entry by name; directories end with a slash. */
async function readEntries(archive: Buffer): Promise<ReadonlyMap<string, Buffer>> {
    const entries = new Map<string, Buffer>();
    for await (const entry of Readable.from([archive]).pipe(extract())) {
        entries.set(entry.header.name, await buffer(entry));
    }
    return entries;
}

async function readImage() {
    const entries = await readEntries(await readFile(join(folder, 'image.tar')));
    const json = (name: string): unknown => JSON.parse(entries.get(name)?.toString() ?? '');
    const blob = ({digest}: Descriptor) => entries.get(`blobs/${digest.replace(':', '/')}`) ?? Buffer.alloc(0);
    const {manifests} = json('index.json') as {readonly manifests: readonly [Descriptor]};
    const manifest = JSON.parse(blob(manifests[0]).toString()) as {
        readonly config: Descriptor;
        readonly layers: readonly Descriptor[];
    };
    const config = JSON.parse(blob(manifest.config).toString()) as Config;
    return {entries, json, blob, manifest, config, descriptors: [...manifests, manifest.config, ...manifest.layers]};
}

describe('the image as an archive', () => {
    test.each([
        ['docker save', makeDockerArchive, ''],
        ['OCI', makeOciArchive, '+gzip'],
    ])('over a base from %s: every digest, size and layer fits', async (_name, makeBase, suffix) => {
        expect(await write(await makeBase())).toMatchObject({code: 0, stderr: ''});
        const {blob, manifest, config, descriptors} = await readImage();
        for (const one of descriptors) {
            expect([digestOf(blob(one)), blob(one).length]).toEqual([one.digest, one.size]);
        }
        const type = 'application/vnd.oci.image.layer.v1.tar';
        expect(manifest.layers.map(({mediaType}) => mediaType)).toEqual([type + suffix, type + suffix, `${type}+gzip`]);
        const contents = manifest.layers.map((layer) =>
            layer.mediaType.endsWith('gzip') ? gunzipSync(blob(layer)) : blob(layer),
        );
        expect(config.rootfs.diff_ids).toEqual(contents.map(digestOf));
    });

    test('it adds the agent and Compose, starts the agent, and keeps what the base says', async () => {
        await write(await makeDockerArchive());
        const {blob, manifest, config} = await readImage();
        const added = await readEntries(gunzipSync(blob(manifest.layers.at(-1) as Descriptor)));
        expect([...added.keys()]).toEqual(
            expect.arrayContaining([
                'usr/local/lib/fips-agent/fips-agent.mjs',
                'usr/local/lib/fips-agent/main.mjs',
                `usr/local/lib/fips-agent/fips-readiness-${VERSION}.tar.gz`,
                'usr/local/lib/docker/cli-plugins/docker-compose',
            ]),
        );
        expect(config.config).toMatchObject({...BASE_SETTINGS, User: '0', Cmd: ['check']});
        expect(config.config['Entrypoint']).toEqual(expect.arrayContaining(['node', '--disable-sigusr1']));
    });

    test('older engines find it by manifest.json, with its name', async () => {
        await write(await makeDockerArchive());
        const {entries, json, manifest} = await readImage();
        const [docker] = json('manifest.json') as readonly [
            {readonly Config: string; readonly Layers: readonly string[]},
        ];
        expect(docker).toMatchObject({RepoTags: [`fips-readiness/fips-agent:${VERSION}`]});
        expect(docker.Layers).toEqual(manifest.layers.map(({digest}) => `blobs/${digest.replace(':', '/')}`));
        expect([docker.Config, ...docker.Layers].filter((name) => !entries.has(name))).toEqual([]);
    });

    test('written twice -> the same bytes', async () => {
        await write(await makeOciArchive());
        await write(await makeOciArchive(), 'again.tar');
        const [first, second] = await Promise.all(
            ['image.tar', 'again.tar'].map((name) => readFile(join(folder, name))),
        );
        expect(second && first?.equals(second)).toBe(true);
    });

    test.each([
        ['an archive without an image', () => Promise.resolve(Buffer.alloc(1024)), 'index.json is missing'],
        ['an image for another machine', () => makeDockerArchive('arm64'), 'amd64'],
    ])('%s -> refused, with the reason', async (_name, makeBase, said) => {
        const {code, stderr} = await write(await makeBase());
        expect(code).toBe(1);
        expect(stderr).toContain(said);
    });
});
