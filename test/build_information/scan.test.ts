import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {Readable, Writable} from 'node:stream';
import {gzipSync, zstdCompressSync} from 'node:zlib';
import {
    makeProgram,
    makeScanBudget,
    makeScanReport,
    reportFailure,
    scanImage,
    scanInPasses,
    scanTar,
    scanTarget,
} from '@fips-readiness/server-bridge';
import type {Terminal} from '@fips-readiness/server-bridge';
import {insertGap, makeOldFormat, renameExperiment} from './altered_program.ts';
import {inChunks, makeArchive} from './archive.ts';
import {buildCorpus} from './corpus.ts';

const BUILD_LIMIT_MS = 180_000;
const EXECUTABLE = 'server/dist/plugin-linux-amd64';
const HOSTILE = 'evil\u001b[31m\u202e';

let fips: Buffer;
let standard: Buffer;
let old: Buffer;
let folder = '';

beforeAll(async () => {
    const programs = await buildCorpus();
    standard = programs.get('stripped') ?? Buffer.alloc(0);
    fips = renameExperiment(programs.get('boring') ?? Buffer.alloc(0));
    old = insertGap(makeOldFormat(standard));
    folder = await mkdtemp(join(tmpdir(), 'scan-test-'));
}, BUILD_LIMIT_MS);

afterAll(() => rm(folder, {recursive: true, force: true}));

function manifest(id: string, server: boolean): string {
    return JSON.stringify({id, ...(server && {server: {executables: {'linux-amd64': EXECUTABLE}}})});
}

async function bundle(id: string, executable: Buffer): Promise<Buffer> {
    return gzipSync(
        await makeArchive({[`${id}/plugin.json`]: manifest(id, true), [`${id}/${EXECUTABLE}`]: executable}),
    );
}

function modesOf(findings: Parameters<typeof makeScanReport>[0]): Readonly<Record<string, string>> {
    return Object.fromEntries(makeScanReport(findings).map(({path, mode}) => [path, mode]));
}

describe('scanTar', () => {
    test('reads fifty plugins in one pass', async () => {
        const files = Object.fromEntries(
            Array.from({length: 50}, (_, index) => [`plugins/p${index}/${EXECUTABLE}`, index % 2 ? fips : standard]),
        );
        const {outcome, findings} = await scanTar(inChunks(await makeArchive(files)), (path) =>
            path.includes('/dist/'),
        );
        expect(outcome).toBe('done');
        expect(makeScanReport(findings).filter(({mode}) => mode === 'fips')).toHaveLength(25);
        expect(makeScanReport(findings).filter(({mode}) => mode === 'non_fips')).toHaveLength(25);
    });

    test('goes through the archive again only for the format before Go 1.18', async () => {
        const archive = await makeArchive({[`a/${EXECUTABLE}`]: old, [`b/${EXECUTABLE}`]: fips});
        let passes = 0;
        const {findings} = await scanInPasses((resumes) => {
            passes += 1;
            return scanTar(inChunks(archive), () => true, makeScanBudget(), resumes);
        });
        expect(passes).toBe(2);
        expect(modesOf(findings)).toEqual({[`a/${EXECUTABLE}`]: 'non_fips', [`b/${EXECUTABLE}`]: 'fips'});
    });

    test('an archive that breaks off is damaged, whatever it held before', async () => {
        const archive = await makeArchive({[`a/${EXECUTABLE}`]: standard});
        for (const length of [600, 4096, archive.length / 2, archive.length - 2000].map(Math.floor)) {
            const {outcome, findings} = await scanTar(inChunks(archive.subarray(0, length)), () => true);
            expect([length, outcome, Object.keys(modesOf(findings))]).toEqual([length, 'damaged', []]);
        }
        expect((await scanTar(inChunks(gzipSync(archive).subarray(0, 5000)), () => true)).outcome).toBe('damaged');
        expect((await scanTar(inChunks(Buffer.alloc(9000, 'x')), () => true)).outcome).toBe('not_archive');
        expect((await scanTar(inChunks(Buffer.alloc(0)), () => true)).outcome).toBe('not_archive');
    });

    test.each([
        ['entries', {entries: 2, bytes: 1e9, timeMs: 60_000}],
        ['bytes', {entries: 100, bytes: 1_000_000, timeMs: 60_000}],
    ])('stops at its limit of %s', async (_, limits) => {
        const bomb = gzipSync(await makeArchive({a: Buffer.alloc(8_000_000), b: 'b', c: 'c', d: 'd'}));
        await expect(scanTar(inChunks(bomb), () => false, makeScanBudget(limits))).rejects.toMatchObject({
            code: 'scan_limit',
        });
    });
});

describe('scanImage', () => {
    const save = async (layers: Readonly<Record<string, Uint8Array | string>>, order: readonly string[]) =>
        inChunks(
            await makeArchive({
                [`blobs/sha256/${'c'.repeat(64)}`]: JSON.stringify({architecture: 'amd64', padding: 'x'.repeat(600)}),
                ...layers,
                'manifest.json': JSON.stringify([{Config: 'c', RepoTags: ['a:1'], Layers: order}]),
            }),
        );

    test('later layers win, whiteouts count, layers may be packed, linked, or stand in another order', async () => {
        const first = await makeArchive({
            'mattermost/bin/mattermost': standard,
            [`mattermost/plugins/gone/${EXECUTABLE}`]: standard,
            'mattermost/prepackaged_plugins/calls-v1.tar.gz': await bundle('calls', standard),
        });
        const second = await makeArchive({
            'mattermost/plugins/.wh.gone': '',
            'mattermost/bin/mattermost': fips,
            'mattermost/prepackaged_plugins/.wh.calls-v1.tar.gz': '',
            'mattermost/prepackaged_plugins/boards-v2.tar.gz': await bundle('boards', fips),
        });
        const third = await makeArchive({'etc/passwd': 'nobody'});
        const [a, b] = ['a', 'b'].map((letter) => `blobs/sha256/${letter.repeat(64)}`);
        const source = await save(
            {
                [b ?? '']: gzipSync(second),
                [a ?? '']: first,
                'x/layer.tar': zstdCompressSync(third),
                'y/layer.tar': '->../x/layer.tar',
            },
            [a ?? '', b ?? '', 'x/layer.tar', 'y/layer.tar'],
        );
        const {image, findings} = await scanImage(source, 'a:1', makeScanBudget());
        expect(image).toBe(true);
        expect(modesOf(findings)).toEqual({
            '/mattermost/bin/mattermost': 'fips',
            [`/mattermost/prepackaged_plugins/boards-v2.tar.gz!/boards/${EXECUTABLE}`]: 'fips',
        });
    });

    test('a layer that is missing or broken off is an error, not a smaller image', async () => {
        const layer = await makeArchive({'mattermost/bin/mattermost': fips});
        const damaged = {code: 'scan_archive_damaged'};
        await expect(scanImage(await save({}, ['a/layer.tar']), 'a:1', makeScanBudget())).rejects.toMatchObject(
            damaged,
        );
        const broken = await save({'a/layer.tar': layer.subarray(0, 9000)}, ['a/layer.tar']);
        await expect(scanImage(broken, 'a:1', makeScanBudget())).rejects.toMatchObject(damaged);
    });

    test('an archive without an image’s manifest is none', async () => {
        const source = inChunks(await makeArchive({'a/plugin.json': '{}'}));
        expect((await scanImage(source, 'a', makeScanBudget())).image).toBe(false);
    });
});

test('a container is read through the archive API: server, plugins with and without code, links, hostile names', async () => {
    const archives: Readonly<Record<string, Buffer>> = {
        '/mattermost/bin/mattermost': await makeArchive({mattermost: fips}),
        '/mattermost/plugins': await makeArchive({
            'plugins/playbooks/plugin.json': manifest('playbooks', true),
            [`plugins/playbooks/${EXECUTABLE}`]: fips,
            'plugins/playbooks/webapp/dist/plugin.json': manifest('not-a-plugin', false),
            'plugins/theme/plugin.json': manifest('theme', false),
            'plugins/elsewhere/plugin.json': manifest('elsewhere', true),
            'plugins/broken/plugin.json': 'not JSON',
            [`plugins/linked/${EXECUTABLE}`]: '->/bin/true',
            [`plugins/${HOSTILE}/${EXECUTABLE}`]: Buffer.from('#!/bin/sh\n'),
        }),
        '/mattermost/prepackaged_plugins': await makeArchive({
            'prepackaged_plugins/cut.tar.gz': (await bundle('cut', fips)).subarray(0, 20_000),
            'prepackaged_plugins/whole.tar.gz': await bundle('whole', standard),
        }),
    };
    const files = {
        statPath: async () => undefined,
        readArchive: async (path: string) => {
            const archive = archives[path];
            return archive && Readable.from(inChunks(archive));
        },
    };
    const images = {findImage: async () => undefined, readImage: async () => undefined};
    const driver = {findFiles: async () => files, images};
    const {kind, findings} = await scanTarget('mattermost-1', [driver], makeScanBudget());
    expect(kind).toBe('container');
    expect(makeScanReport(findings).map(({path, plugin, mode, evidence}) => [path, plugin, mode, evidence[0]])).toEqual(
        [
            ['/mattermost/bin/mattermost', undefined, 'fips', 'tag_requirefips'],
            ['/mattermost/plugins/broken', 'broken', 'unknown', 'manifest_unreadable'],
            ['/mattermost/plugins/elsewhere', 'elsewhere', 'unknown', 'executable_missing'],
            [`/mattermost/plugins/${HOSTILE}/${EXECUTABLE}`, HOSTILE, 'unknown', 'not_elf'],
            [`/mattermost/plugins/linked/${EXECUTABLE}`, 'linked', 'unknown', 'link'],
            [`/mattermost/plugins/playbooks/${EXECUTABLE}`, 'playbooks', 'fips', 'tag_requirefips'],
            ['/mattermost/plugins/theme', 'theme', 'no_server_code', 'no_server_part'],
            ['/mattermost/prepackaged_plugins/cut.tar.gz', undefined, 'unknown', 'archive_damaged'],
            [
                `/mattermost/prepackaged_plugins/whole.tar.gz!/whole/${EXECUTABLE}`,
                'whole',
                'non_fips',
                'no_fips_setting',
            ],
        ],
    );
});

describe('fips-agent scan', () => {
    const run = async (...args: readonly string[]) => {
        const written = {out: '', err: ''};
        const sink = (name: 'out' | 'err') =>
            new Writable({
                write: (chunk: Buffer, _, done) => {
                    written[name] += chunk.toString();
                    done();
                },
            });
        const terminal: Terminal = {
            out: sink('out'),
            err: sink('err'),
            env: {DOCKER_HOST: `unix://${join(folder, 'no.sock')}`},
            now: () => new Date(0),
            ask: undefined,
            colours: false,
            columns: 120,
        };
        let code = -1;
        const program = makeProgram(terminal, new AbortController().signal, (finished) => (code = finished));
        await program.parseAsync(['scan', ...args], {from: 'user'}).catch((error: unknown) => {
            code = reportFailure(terminal, error);
        });
        return {code, ...written};
    };
    const put = async (name: string, bytes: Uint8Array | string): Promise<string> => {
        const path = join(folder, name);
        await mkdir(dirname(path), {recursive: true});
        await writeFile(path, bytes);
        return path;
    };

    test('an executable: 0 and a line with mode, Go version, module and evidence', async () => {
        const {code, out} = await run(await put('one', fips));
        expect(code).toBe(0);
        expect(out).toMatch(
            /one +FIPS +go1\S+X:systemcrypto +example\.com\/small@\(devel\) +built with -tags requirefips/,
        );
    });

    test('a folder with one that does not tell: 11; names cannot reach the terminal', async () => {
        await put(`folder/good/${EXECUTABLE}`, standard);
        await put(`folder/${HOSTILE}/${EXECUTABLE}`, 'no program');
        const {code, out} = await run(join(folder, 'folder'));
        expect(code).toBe(11);
        expect(out).toContain('not FIPS 1   no server code 0   unknown 1');
        expect(out).not.toMatch(/[\u001b\u202e]/);
    });

    test('a bundle as JSON: settings without linker flags, which may hold keys', async () => {
        const {code, out} = await run(await put('calls.tar.gz', await bundle('calls', standard)), '--format', 'json');
        expect(code).toBe(0);
        const report = JSON.parse(out) as {results: readonly {plugin: string; build: {settings: object}}[]};
        expect(report.results[0]).toMatchObject({plugin: 'calls', mode: 'non_fips', build: {architecture: 'amd64'}});
        expect(Object.keys(report.results[0]?.build.settings ?? {})).not.toContain('-ldflags');
    });

    test('a saved image on disk is read as an image', async () => {
        const layer = await makeArchive({'mattermost/bin/mattermost': fips});
        const saved = await makeArchive({
            'a/layer.tar': layer,
            'manifest.json': JSON.stringify([{Layers: ['a/layer.tar']}]),
        });
        const {code, out} = await run(await put('image.tar.gz', gzipSync(saved)));
        expect(code).toBe(0);
        expect(out).toContain('/mattermost/bin/mattermost  FIPS');
    });

    test.each([
        ['./no/such/path', 77, 'scan_unreadable'],
        ['no-such-container', 64, 'scan_target_missing'],
    ])('%s is a clear error', async (target, expected, name) => {
        const {code, err} = await run(target);
        expect(code).toBe(expected);
        expect(err).toContain(`[${name}]`);
    });

    test('a folder without any executable says what was looked for', async () => {
        await put('empty/readme.txt', 'nothing');
        const {code, err} = await run(join(folder, 'empty'));
        expect(code).toBe(11);
        expect(err).toContain('No Mattermost server and no plugin');
    });
});
