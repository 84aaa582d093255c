import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {gzipSync} from 'node:zlib';
import {scanDeployed} from '@fips-readiness/server-bridge';
import {insertGap, makeOldFormat, renameExperiment} from './altered_program.ts';
import {inChunks, makeArchive} from './archive.ts';
import {buildCorpus} from './corpus.ts';

const BUILD_LIMIT_MS = 180_000;
const EXECUTABLE = 'server/dist/plugin-linux-amd64';
type Scanned = Parameters<typeof scanDeployed>[0];
const INSTANCE = {id: 'c1', imageId: 'sha256:1'} as Scanned['instances'][0];

const manifest = (id: string) => JSON.stringify({id, version: '2.8.0', server: {}});

describe('an executable of the container beside the one of its image', () => {
    let fips: Buffer;
    let standard: Buffer;
    let old: Buffer;
    let folder = '';
    beforeAll(async () => {
        const programs = await buildCorpus();
        standard = programs.get('stripped') ?? Buffer.alloc(0);
        fips = renameExperiment(programs.get('boring') ?? Buffer.alloc(0));
        old = insertGap(makeOldFormat(standard));
        folder = await mkdtemp(join(tmpdir(), 'scan-deployed-test-'));
    }, BUILD_LIMIT_MS);
    afterAll(() => rm(folder, {recursive: true, force: true}));

    /** An image with three bundles, and a container of it; counts how often the image is read. */
    async function makeDeployment(image: 'here' | 'gone' = 'here') {
        const bundle = async (id: string, executable: Buffer) =>
            gzipSync(await makeArchive({[`${id}/plugin.json`]: manifest(id), [`${id}/${EXECUTABLE}`]: executable}));
        const layer = await makeArchive({
            'mattermost/bin/mattermost': fips,
            'mattermost/prepackaged_plugins/playbooks.tar.gz': await bundle('playbooks', fips),
            'mattermost/prepackaged_plugins/old.tar.gz': await bundle('old', old),
            'mattermost/prepackaged_plugins/cut.tar.gz': await bundle('cut', Buffer.from('no program')),
        });
        const saved = await makeArchive({
            'a/layer.tar': layer,
            'manifest.json': JSON.stringify([{Layers: ['a/layer.tar']}]),
        });
        // One byte behind everything that tells the mode.
        const touched = Buffer.concat([fips, Buffer.from('x')]);
        const linked = Buffer.concat([standard, Buffer.from('vendor/github.com/golang-fips/openssl/v2.dlopen')]);
        const archives: Readonly<Record<string, Buffer>> = {
            '/mattermost/bin/mattermost': await makeArchive({mattermost: fips}),
            '/mattermost/plugins': await makeArchive(
                Object.fromEntries(
                    Object.entries({
                        playbooks: fips,
                        old,
                        cut: Buffer.from('no program'),
                        touched,
                        linked,
                        'com.example.copy': fips,
                    }).flatMap(([id, executable]) => [
                        [`plugins/${id}/plugin.json`, manifest(id)],
                        [`plugins/${id}/${EXECUTABLE}`, executable],
                    ]),
                ),
            ),
        };
        let reads = 0;
        const deployment: Scanned = {
            instances: [INSTANCE],
            files: {
                can: true,
                use: {
                    statPath: async () => undefined,
                    readArchive: async (path) => archives[path] && Readable.from(inChunks(archives[path])),
                },
            },
            images: {
                can: true,
                use: {
                    findImage: async () => undefined,
                    readImage: async () => {
                        reads += 1;
                        return image === 'here' ? Readable.from(inChunks(saved)) : undefined;
                    },
                },
            },
        };
        return {deployment, reads: () => reads};
    }

    const EXPECTED = [
        [undefined, 'fips', 'matches_image'],
        ['com.example.copy', 'fips', 'declares'],
        ['cut', 'unknown', 'nothing'],
        ['linked', 'unknown', 'nothing'],
        ['old', 'non_fips', 'matches_image'],
        ['playbooks', 'fips', 'matches_image'],
        ['touched', 'fips', 'declares'],
    ];
    const look = async (deployment: Scanned, state: string) =>
        (await scanDeployed(deployment, state)).map(({plugin, mode, grade}) => [plugin, mode, grade]);

    test('matches the image only as the same plugin, byte by byte; the image is read once', async () => {
        const {deployment, reads} = await makeDeployment();
        expect(await look(deployment, folder)).toEqual(EXPECTED);
        // The older format takes a second pass.
        const after = reads();
        expect(await look(deployment, folder)).toEqual(EXPECTED);
        expect(reads()).toBe(after);
    });

    test('declares where the image is gone, and asks again the next time', async () => {
        const {deployment, reads} = await makeDeployment('gone');
        const state = join(folder, 'no-state');
        const declared = EXPECTED.map(([plugin, mode, grade]) => [
            plugin,
            mode,
            grade === 'matches_image' ? 'declares' : grade,
        ]);
        expect(await look(deployment, state)).toEqual(declared);
        await look(deployment, state);
        expect(reads()).toBe(2);
    });

    test('nothing is proved where nobody may read files', async () => {
        const closed: Scanned = {
            instances: [INSTANCE],
            files: {can: false, reason: 'no right'},
            images: {can: false, reason: 'no right'},
        };
        expect(await look(closed, folder)).toEqual([]);
    });
});
