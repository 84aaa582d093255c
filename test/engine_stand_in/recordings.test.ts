import {existsSync, readFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import Docker from 'dockerode';
import type {JsonValue} from '../mattermost/json_value.ts';
import {shapeOf} from '../mattermost/replay/shape.ts';
import {makeWorld} from '../mattermost/world.ts';
import {addContainer} from './add_container.ts';
import {addImage, makeEngineState} from './engine_state.ts';
import type {EngineState} from './engine_state.ts';
import {makeMattermostPrograms} from './mattermost_programs.ts';
import {makeMattermostImage, makePostgresImage, publishRelease} from './official_images.ts';
import {makeRegistry} from './registry.ts';
import {startEngineStandIn} from './server.ts';
import type {EngineStandIn} from './server.ts';

const RECORDINGS = join(import.meta.dirname, '../../../shared/recordings/docker');
const VERSION = '11.6.0';
const REGISTRY = 'localhost:5000';

/** The JSON of a recorded file; a text file's first JSON line. */
function readRecorded(name: string): JsonValue {
    const text = readFileSync(join(RECORDINGS, name), 'utf8');
    return JSON.parse(
        name.endsWith('.json') ? text : (text.split('\n').find((line) => line.startsWith('{')) ?? ''),
    ) as JsonValue;
}

/** The deployment the recordings were made on: the official project, named `official`, with both images. */
function makeRecordedState(): EngineState {
    const state = makeEngineState();
    const programs = makeMattermostPrograms(() => makeWorld({version: VERSION}));
    addImage(state, makeMattermostImage('standard', VERSION, programs));
    addImage(state, makeMattermostImage('fips', VERSION, programs));
    addImage(state, makePostgresImage('15-x', {}));
    const registry = makeRegistry({hidesMissing: false});
    publishRelease(registry, VERSION);
    state.registries.set(REGISTRY, registry);
    const labels = (service: string) => ({
        'com.docker.compose.config-hash': 'f22e5c8c',
        'com.docker.compose.container-number': '1',
        'com.docker.compose.depends_on': '',
        'com.docker.compose.image': 'sha256:dd01',
        'com.docker.compose.oneoff': 'False',
        'com.docker.compose.project': 'official',
        'com.docker.compose.project.config_files': '/opt/mattermost-docker/docker-compose.yml',
        'com.docker.compose.project.working_dir': '/opt/mattermost-docker',
        'com.docker.compose.service': service,
        'com.docker.compose.version': '2.26.1',
    });
    const mount = (target: string) =>
        ({type: 'bind', name: '', source: `/opt${target}`, target, writable: true}) as const;
    addContainer(state, {
        name: 'official-postgres-1',
        image: 'postgres:15-x',
        labels: labels('postgres'),
        network: 'official_default',
        mounts: [mount('/var/lib/postgresql/data')],
    });
    addContainer(state, {
        name: 'official-mattermost-1',
        image: `mattermost/mattermost-enterprise-edition:${VERSION}`,
        environment: {MM_SERVICESETTINGS_SITEURL: 'https://localhost'},
        labels: {...labels('mattermost'), 'com.docker.compose.replace': 'b685'},
        network: 'official_default',
        aliases: ['mattermost'],
        mounts: ['client/plugins', 'config', 'data', 'logs', 'plugins', 'bleve-indexes'].map((name) =>
            mount(`/mattermost/${name}`),
        ),
        ports: [
            {target: 8065, protocol: 'tcp', published: 18065},
            {target: 8443, protocol: 'tcp', published: 8443},
            {target: 8443, protocol: 'udp', published: 8443},
        ],
        restartPolicy: 'unless-stopped',
        tmpfs: ['/tmp'],
        securityOptions: ['no-new-privileges:true'],
        pidsLimit: 200,
    });
    return state;
}

/** Every member that was recorded is there with the same type; `answer` may have more where `isPart`. */
function expectShape(answer: unknown, recorded: JsonValue, isPart = false): void {
    const [seen, wanted] = [shapeOf(answer as JsonValue), shapeOf(recorded)];
    if (isPart) {
        expect(seen).toMatchObject(wanted as object);
    } else {
        expect(seen).toEqual(wanted);
    }
}

if (!existsSync(RECORDINGS)) {
    process.stderr.write(
        'The recordings (../shared/recordings/docker) are absent: the engine stand-in is not replayed.\n',
    );
}

(existsSync(RECORDINGS) ? describe : describe.skip)(
    'the engine stand-in answers as recorded, through dockerode',
    () => {
        let folder: string;
        let engine: EngineStandIn;
        let docker: Docker;
        beforeAll(async () => {
            folder = await mkdtemp(join(tmpdir(), 'fips-engine-'));
            engine = await startEngineStandIn({socketPath: join(folder, 'docker.sock'), state: makeRecordedState()});
            docker = new Docker({socketPath: join(folder, 'docker.sock'), version: 'v1.41'});
        });
        afterAll(async () => {
            await engine.close();
            await rm(folder, {recursive: true, force: true});
        });
        const container = () => docker.getContainer('official-mattermost-1');
        const refusalOf = (asked: Promise<unknown>): Promise<unknown> =>
            asked.then(
                () => undefined,
                (error: unknown) => error,
            );

        test('container-inspect', async () => {
            expectShape(await container().inspect(), readRecorded('container-inspect.standard.json'));
        });

        test('containers-list', async () => {
            const list: unknown = await docker.listContainers({all: true});
            expectShape(list, readRecorded('containers-list.json'));
        });

        test('image-inspect', async () => {
            const image = docker.getImage(`mattermost/mattermost-enterprise-fips-edition:${VERSION}`);
            expectShape(await image.inspect(), readRecorded('image-inspect.fips.json'));
        });

        test('image-inspect of an image that is not there', async () => {
            expect(await refusalOf(docker.getImage('nope:1').inspect())).toMatchObject({
                statusCode: 404,
                json: readRecorded('image-inspect.missing.json'),
            });
        });

        test('engine-info and engine-version', async () => {
            const info = readRecorded('engine-info.json');
            expectShape(await docker.info(), info, true);
            expectShape(await docker.version(), readRecorded('engine-version.json'));
        });

        test('distribution-inspect: found, absent, and no way to the registry', async () => {
            const ask = (name: string): Promise<unknown> => docker.getImage(name).distribution();
            const found = `${REGISTRY}/mattermost/mattermost-enterprise-fips-edition:${VERSION}`;
            expectShape(await ask(found), readRecorded('distribution-inspect.txt'));
            expect(await refusalOf(ask(`${REGISTRY}/nope:1`))).toMatchObject({
                statusCode: 404,
                json: {message: `manifest for ${REGISTRY}/nope:1 not found: manifest unknown: manifest unknown`},
            });
            expect(await refusalOf(ask('nope:1'))).toMatchObject({
                statusCode: 500,
                json: {
                    message: expect.stringMatching(/^Get "https:\/\/registry-1\.docker\.io\/v2\/": dial tcp: lookup /),
                },
            });
        });

        test('archive-head', async () => {
            const text = readFileSync(join(RECORDINGS, 'archive-head.txt'), 'utf8');
            const recorded = /X-Docker-Container-Path-Stat: (\S+)/.exec(text)?.[1] ?? '';
            const answer = (await container().infoArchive({path: '/mattermost'})) as unknown as {
                headers: Record<string, string>;
            };
            const read = (header: string) => JSON.parse(Buffer.from(header, 'base64').toString('utf8')) as JsonValue;
            expectShape(read(answer.headers['x-docker-container-path-stat'] ?? ''), read(recorded));
            for (const name of ['api-version', 'docker-experimental', 'ostype', 'server', 'date']) {
                expect(answer.headers[name]).toBeDefined();
            }
            expect(await refusalOf(container().infoArchive({path: '/nope'}))).toMatchObject({statusCode: 404});
        });
    },
);
