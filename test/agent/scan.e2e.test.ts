import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {insertGap, makeOldFormat, renameExperiment} from '../build_information/altered_program.ts';
import {makeArchive} from '../build_information/archive.ts';
import {buildCorpus} from '../build_information/corpus.ts';
import {readWithGo} from '../build_information/go_tool.ts';
import {buildImage} from '../engine/image_build.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {runAgent} from './run_agent.ts';

const LANE_TIMEOUT_MS = 240_000;
const IMAGE = 'fips-readiness/scan-lane:1';
const EXECUTABLE = 'server/dist/plugin-linux-amd64';
const PLUGINS = 50;

/** A plugin of each kind: its executable, none where it has no server code, and the mode it must be told by. */
type Kind = {readonly executable: Buffer | undefined; readonly mode: string};

type Result = {
    readonly path: string;
    readonly plugin: string;
    readonly mode: string;
    readonly grade: string;
    readonly build?: {
        readonly goVersion: string;
        readonly path: string;
        readonly settings: Readonly<Record<string, string>>;
    };
};

async function makeKinds(): Promise<Readonly<Record<string, Kind>>> {
    const programs = await buildCorpus();
    const built = (name: string) => {
        const program = programs.get(name);
        if (!program) {
            throw new Error(`no program ${name}`);
        }
        return program;
    };
    const stripped = built('stripped');
    // What UPX leaves: one segment, no sections, its mark behind the headers.
    const packed = Buffer.from(stripped.subarray(0, 64 * 1024));
    packed.writeUInt16LE(1, 56);
    packed.writeUInt16LE(0, 60);
    packed.writeBigUInt64LE(0n, 40);
    packed.writeBigUInt64LE(BigInt(packed.length), 64 + 32);
    packed.write('UPX!', 64 + 56 + 4);
    return {
        fips: {executable: renameExperiment(built('boring')), mode: 'fips'},
        'go-fips140': {executable: built('go_fips140'), mode: 'fips'},
        boring: {executable: built('boring'), mode: 'unknown'},
        standard: {executable: built('plain'), mode: 'non_fips'},
        stripped: {executable: stripped, mode: 'non_fips'},
        pie: {executable: built('pie'), mode: 'non_fips'},
        arm64: {executable: built('arm64'), mode: 'non_fips'},
        'older-format': {executable: insertGap(makeOldFormat(stripped)), mode: 'non_fips'},
        truncated: {executable: built('plain').subarray(0, 700_000), mode: 'unknown'},
        packed: {executable: packed, mode: 'unknown'},
        script: {executable: Buffer.from('#!/bin/sh\nexec ./real\n'), mode: 'unknown'},
        theme: {executable: undefined, mode: 'no_server_code'},
    };
}

describe('fips-agent scan on a real engine', () => {
    let rig: Rig;
    let folder = '';
    let kinds: Readonly<Record<string, Kind>> = {};
    let said: ReadonlyMap<string, string> = new Map();
    /** Every plugin's kind by its id; more of the first kinds until there are as many as wanted. */
    let plugins: readonly (readonly [id: string, kind: string])[] = [];

    beforeAll(async () => {
        rig = await startRig({name: 'scan'});
        folder = await mkdtemp(join(tmpdir(), 'scan-lane-'));
        kinds = await makeKinds();
        const names = Object.keys(kinds);
        plugins = Array.from({length: PLUGINS}, (_, index) => {
            const kind = names[index % names.length] ?? '';
            return [index < names.length ? kind : `${kind}-${index}`, kind];
        });
        const asked = join(folder, 'asked');
        await mkdir(asked);
        for (const [name, {executable}] of Object.entries(kinds)) {
            await writeFile(join(asked, name), executable ?? '', {mode: 0o755});
        }
        said = await readWithGo(asked);
        await fillContext(join(folder, 'context'));
        await buildImage(rig.engine, {
            contextFolder: join(folder, 'context'),
            dockerfile: 'Dockerfile',
            references: [IMAGE],
        });
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await rig.engine.client.getImage(IMAGE).remove({force: true});
        await rig.stop();
        await rm(folder, {recursive: true, force: true});
    }, LANE_TIMEOUT_MS);

    /** An image of nothing but a server, unpacked plugins, and one bundle of each kind. */
    async function fillContext(context: string): Promise<void> {
        const put = async (path: string, content: string | Uint8Array) => {
            await mkdir(dirname(join(context, path)), {recursive: true});
            await writeFile(join(context, path), content, {mode: 0o755});
        };
        const filesOf = (id: string, {executable}: Kind) => ({
            [`${id}/plugin.json`]: JSON.stringify({id, version: '1.0.0', ...(executable && {server: {}})}),
            ...(executable && {[`${id}/${EXECUTABLE}`]: executable}),
        });
        await put('mattermost/bin/mattermost', kinds['fips']?.executable ?? '');
        for (const [id, name] of plugins) {
            for (const [path, content] of Object.entries(
                filesOf(id, kinds[name] ?? {executable: undefined, mode: ''}),
            )) {
                await put(`mattermost/plugins/${path}`, content);
            }
        }
        for (const [id, kind] of Object.entries(kinds)) {
            const bundle = gzipSync(await makeArchive(filesOf(id, kind)), {level: 1});
            await put(`mattermost/prepackaged_plugins/${id}-v1.0.0-linux-amd64.tar.gz`, bundle);
        }
        await put('Dockerfile', 'FROM scratch\nCOPY mattermost /mattermost\nCMD ["/mattermost/bin/mattermost"]\n');
    }

    async function scan(...args: readonly string[]): Promise<readonly Result[]> {
        const run = await runAgent(['scan', ...args, '--format', 'json'], {DOCKER_HOST: rig.engine.dockerHost});
        // Some of them do not tell.
        expect([run.exitCode, run.stderr]).toEqual([11, '']);
        return (JSON.parse(run.stdout) as {readonly results: readonly Result[]}).results;
    }

    /** Told by the right mode; and whatever is told of the build is what Go itself says of the same bytes. */
    function expectLikeGo(results: readonly Result[], expected: readonly (readonly [string, string])[]): void {
        const modes = results.map(({plugin, mode}) => `${plugin} ${mode}`);
        expect(modes.sort()).toEqual(expected.map(([id, kind]) => `${id} ${kinds[kind]?.mode}`).sort());
        const kindOf = new Map(expected);
        for (const {plugin, build} of results) {
            const lines = (said.get(kindOf.get(plugin) ?? '') ?? '').split('\n');
            if (build) {
                const settings = Object.entries(build.settings).map(([key, value]) => `build\t${key}=${value}`);
                const told = [
                    `go\t${build.goVersion}`,
                    ...(build.path === '' ? [] : [`path\t${build.path}`]),
                    ...settings,
                ];
                expect([plugin, told.filter((line) => !lines.includes(line))]).toEqual([plugin, []]);
                expect(settings.length).toBeGreaterThan(2);
            }
        }
    }

    const bundles = (): readonly (readonly [string, string])[] => Object.keys(kinds).map((kind) => [kind, kind]);
    const isBundled = ({path}: Result) => path.includes('/prepackaged_plugins/');
    const isServer = ({path}: Result) => path.endsWith('/mattermost/bin/mattermost');

    test('Go itself reads the programs that are whole', () => {
        expect([...said.keys()].sort()).toEqual(
            Object.keys(kinds)
                .filter((name) => !['truncated', 'packed', 'script', 'theme'].includes(name))
                .sort(),
        );
    });

    test(
        'an image that was never started, and a folder of this host, say the same',
        async () => {
            for (const target of [IMAGE, join(folder, 'context')]) {
                const results = await scan(target);
                expect(results.find(isServer)?.mode).toBe('fips');
                expectLikeGo(results.filter(isBundled), bundles());
                expectLikeGo(
                    results.filter((one) => !isBundled(one) && !isServer(one)),
                    plugins,
                );
            }
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'a container: fifty plugins, and those whose bytes its image brings as a bundle',
        async () => {
            const container = await rig.engine.client.createContainer({name: 'scanned', Image: IMAGE});
            try {
                const changed = kinds['standard']?.executable ?? Buffer.alloc(0);
                await container.putArchive(await makeArchive({[`pie/${EXECUTABLE}`]: changed}), {
                    path: '/mattermost/plugins',
                });
                const results = await scan('scanned', '--against', IMAGE);
                const unpacked = results.filter((one) => !isBundled(one) && !isServer(one));
                expect(unpacked).toHaveLength(PLUGINS);
                expectLikeGo(
                    unpacked,
                    plugins.map(([id, kind]) => [id, id === 'pie' ? 'standard' : kind]),
                );
                expectLikeGo(results.filter(isBundled), bundles());
                expect(unpacked.find(({plugin}) => plugin === 'pie')?.grade).toBe('declares');
                expect(unpacked.find(({plugin}) => plugin === 'fips')?.grade).toBe('matches_image');
                expect(new Set(unpacked.filter(({mode}) => mode === 'unknown').map(({grade}) => grade))).toEqual(
                    new Set(['nothing']),
                );
            } finally {
                await container.remove({force: true, v: true});
            }
        },
        LANE_TIMEOUT_MS,
    );
});
