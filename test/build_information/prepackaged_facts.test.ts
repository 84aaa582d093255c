import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {gzipSync} from 'node:zlib';
import {makeFact} from '@fips-readiness/core';
import {readPrepackagedFacts} from '@fips-readiness/server-bridge';
import {renameExperiment} from './altered_program.ts';
import {inChunks, makeArchive} from './archive.ts';
import {buildCorpus} from './corpus.ts';

const AT = '2026-11-23T12:00:00.000Z';
const FOLDER = 'prepackaged_plugins';
const FIPS = makeFact(
    {reference: 'fips:1', where: 'local' as const, architectures: [], digest: null},
    'agent_engine',
    AT,
);

const bundle = async (manifest: object) =>
    gzipSync(await makeArchive({'a-plugin/plugin.json': JSON.stringify(manifest)}));
const theme = {id: 'com.example.theme', version: '1.0.0'};

type Platform = Pick<Parameters<typeof readPrepackagedFacts>[0], 'files' | 'images'>;

/** A platform with one container and, where `image` is given, one image of one layer; counts what is read. */
function makePlatform(container: Buffer | undefined, image?: Buffer) {
    const reads: string[] = [];
    const stream = (name: string, bytes: Buffer) => {
        reads.push(name);
        return Readable.from(inChunks(bytes));
    };
    const platform: Platform = {
        files: {
            can: true,
            use: {
                statPath: async () => undefined,
                readArchive: async () => container && stream('container', container),
            },
        },
        images: {
            can: true,
            use: {
                findImage: async () => (image ? {id: 'sha256:1'} : undefined),
                readImage: async () => image && stream('image', image),
            },
        },
    };
    return {platform, reads};
}

const EXECUTABLE = 'server/dist/plugin-linux-amd64';
const BUILD_LIMIT_MS = 180_000;

test(
    'the executables of a bundle tell its mode; two that differ tell nothing',
    async () => {
        const programs = await buildCorpus();
        const [standard, boring] = ['stripped', 'boring'].map((name) => programs.get(name) ?? Buffer.alloc(0));
        const fips = renameExperiment(boring ?? Buffer.alloc(0));
        const pack = async (id: string, ...executables: readonly (Buffer | undefined)[]) =>
            gzipSync(
                await makeArchive({
                    [`${id}/plugin.json`]: JSON.stringify({id, version: '2.8.0+c4449ac', server: {}}),
                    ...Object.fromEntries(executables.map((one, index) => [`${id}/${EXECUTABLE}${index}`, one ?? ''])),
                }),
            );
        const {platform} = makePlatform(
            undefined,
            await save({
                [`mattermost/${FOLDER}/playbooks.tar.gz`]: await pack('playbooks', fips),
                [`mattermost/${FOLDER}/boards.tar.gz`]: await pack('focalboard', standard),
                [`mattermost/${FOLDER}/agents.tar.gz`]: await pack('mattermost-ai', fips, standard),
            }),
        );
        expect(await read(platform)).toMatchObject({
            value: {
                current: null,
                fips: [
                    {id: 'focalboard', mode: 'non_fips'},
                    {id: 'mattermost-ai', mode: 'unknown'},
                    {id: 'playbooks', version: '2.8.0+c4449ac', mode: 'fips'},
                ],
            },
        });
    },
    BUILD_LIMIT_MS,
);

let stateDirectory = '';
beforeEach(async () => {
    stateDirectory = await mkdtemp(join(tmpdir(), 'bundles-'));
});
afterEach(() => rm(stateDirectory, {recursive: true, force: true}));

const read = async (platform: Platform, reading: 'known' | 'whole' = 'whole') =>
    (
        await readPrepackagedFacts({
            ...platform,
            instance: {id: 'c1'},
            fips: FIPS,
            stateDirectory,
            reading,
            platform: 'agent_engine',
            observedAt: AT,
        })
    ).prepackaged_plugins;

const save = async (files: Readonly<Record<string, Buffer>>) =>
    makeArchive({
        'a/layer.tar': await makeArchive(files),
        'manifest.json': JSON.stringify([{Config: 'c', RepoTags: ['fips:1'], Layers: ['a/layer.tar']}]),
    });

test('both are read, each once', async () => {
    const {platform, reads} = makePlatform(
        await makeArchive({[`${FOLDER}/a.tar.gz`]: await bundle(theme)}),
        await save({[`mattermost/${FOLDER}/a.tar.gz`]: await bundle({...theme, version: '2.0.0', server: {}})}),
    );
    const expected = {
        value: {
            current: [{...theme, mode: 'no_server_code'}],
            fips: [{...theme, version: '2.0.0', mode: 'unknown'}],
        },
    };
    expect(await read(platform, 'known')).toMatchObject({missing: 'not_readable'});
    expect(reads).toEqual([]);
    expect(await read(platform)).toMatchObject(expected);
    expect(await read(platform)).toMatchObject(expected);
    expect(await read(platform, 'known')).toMatchObject(expected);
    // Which of them comes first is up to the machine.
    expect(reads.toSorted()).toEqual(['container', 'image']);
    await writeFile(join(stateDirectory, 'bundles/c1.json'), '[{"id":1}]');
    expect(await read(platform, 'known')).toMatchObject({value: {current: null, fips: expected.value.fips}});
});

test('an image that is not here is null, and nothing is asked of it', async () => {
    const {platform, reads} = makePlatform(await makeArchive({[`${FOLDER}/a.tar.gz`]: await bundle(theme)}));
    expect(await read(platform)).toMatchObject({value: {current: [theme], fips: null}});
    expect(reads).toEqual(['container']);
});

test.each([
    ['no folder', async () => undefined],
    ['an empty folder', async () => makeArchive({})],
    [
        'a bundle that breaks off',
        async () =>
            makeArchive({
                [`${FOLDER}/a.tar.gz`]: await bundle(theme),
                [`${FOLDER}/b.tar.gz`]: (await bundle(theme)).subarray(0, 40),
            }),
    ],
    ['a manifest without a version', async () => makeArchive({[`${FOLDER}/a.tar.gz`]: await bundle({id: 'a.b.c'})})],
    [
        'an id for a terminal',
        async () => makeArchive({[`${FOLDER}/a.tar.gz`]: await bundle({...theme, id: 'a\u001b[31m'})}),
    ],
    ['an archive that breaks off', async () => Buffer.from('no archive')],
])('nothing is told of a folder that could not be read whole: %s', async (_name, container) => {
    const {platform} = makePlatform(await container(), await save({'etc/passwd': Buffer.from('nobody')}));
    expect(await read(platform)).toMatchObject({missing: 'not_readable'});
});
