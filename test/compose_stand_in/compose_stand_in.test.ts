import {existsSync, readFileSync} from 'node:fs';
import {appendFile, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {execFile} from 'node:child_process';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {makeComposeCli} from '@fips-readiness/server-bridge';
import {addComposeProject} from '../engine_stand_in/add_compose_project.ts';
import {addImage, makeEngineState} from '../engine_stand_in/engine_state.ts';
import type {EngineState} from '../engine_stand_in/engine_state.ts';
import {makeMattermostImage, makePostgresImage} from '../engine_stand_in/official_images.ts';
import {startEngineStandIn} from '../engine_stand_in/server.ts';
import type {EngineStandIn} from '../engine_stand_in/server.ts';
import type {JsonObject, JsonValue} from '../mattermost/json_value.ts';
import {shapeOf} from '../mattermost/replay/shape.ts';
import {writeComposeProgram} from './compose_program.ts';
import {readSampleProject} from './sample_project.ts';
import {writeSampleProject} from './write_sample_project.ts';

const RECORDED = join(import.meta.dirname, '../../../shared/recordings/docker/compose-config.standard.json');
const FILES = ['docker-compose.yml', 'docker-compose.without-nginx.yml'];

describe('the compose stand-in, run as the agent runs compose', () => {
    let folder: string;
    let program: string;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'fips-compose-'));
        program = await writeComposeProgram(folder);
        await writeSampleProject(join(folder, 'chat'), {POSTGRES_PASSWORD: 'short'});
    });
    afterEach(() => rm(folder, {recursive: true, force: true}));

    const compose = () => makeComposeCli(program, 'unix:///nowhere.sock');
    const project = (files = FILES) => {
        const directory = join(folder, 'chat');
        return {directory, name: 'chat', files: files.map((file) => join(directory, file)), envFiles: [], profiles: []};
    };
    const fetchServices = async () => {
        const {services} = (await compose().fetchConfig(project())) as {services: Record<string, JsonObject>};
        return services;
    };

    test('version', async () => {
        expect(await compose().fetchVersion()).toBe('2.26.1');
    });

    test('config shows the values of .env, composed ones too', async () => {
        const {mattermost, postgres} = await fetchServices();
        expect(mattermost).toMatchObject({
            image: 'mattermost/mattermost-enterprise-edition:10.5.2',
            environment: {
                MM_SERVICESETTINGS_SITEURL: 'https://chat.example.test',
                MM_SQLSETTINGS_DATASOURCE:
                    'postgres://mmuser:short@postgres:5432/mattermost?sslmode=disable&connect_timeout=10',
            },
        });
        expect(postgres).toMatchObject({image: 'postgres:13-alpine', read_only: true});
    });

    (existsSync(RECORDED) ? test : test.skip)('config has the form that was recorded', async () => {
        const recorded = JSON.parse(readFileSync(RECORDED, 'utf8')) as {services: Record<string, JsonObject>};
        for (const [name, service] of Object.entries(await fetchServices())) {
            // The sample sets no pids_limit, the official project does.
            const {pids_limit: limit, ...wanted} = recorded.services[name] ?? {};
            expect(limit).toBeGreaterThan(0);
            expect(shapeOf(service)).toEqual(shapeOf(wanted as JsonValue));
        }
    });

    test('an edit of .env shows, and moves the hash of the service it concerns only', async () => {
        const before = await compose().fetchHashes(project());
        const path = join(folder, 'chat/.env');
        const text = await readFile(path, 'utf8');
        await writeFile(path, text.replace('mattermost-enterprise-edition', 'mattermost-enterprise-fips-edition'));
        expect((await fetchServices())['mattermost']).toMatchObject({
            image: 'mattermost/mattermost-enterprise-fips-edition:10.5.2',
        });
        const after = await compose().fetchHashes(project());
        expect(after.get('mattermost')).not.toBe(before.get('mattermost'));
        expect(after.get('postgres')).toBe(before.get('postgres'));
    });

    const say = (...args: readonly string[]): Promise<unknown> =>
        promisify(execFile)(program, args, {env: {}}).then(
            ({stdout}) => stdout,
            (error: {stderr: string}) => error.stderr,
        );
    const config = ['--project-directory', 'FOLDER', '--project-name', 'chat', 'config', '--format', 'json'];
    const sayConfig = () => say(...config.map((word) => (word === 'FOLDER' ? join(folder, 'chat') : word)));

    test('any other project is refused, saying that this is a stand-in', async () => {
        await appendFile(join(folder, 'chat/docker-compose.yml'), '  redis: {image: redis}\n');
        expect(await sayConfig()).toMatch(/stand-in .* knows only the sample project.*docker-compose\.yml is not the/s);
        await expect(compose().fetchConfig(project())).rejects.toMatchObject({code: 'compose_refuses'});
    });

    test('so are other files, and lines of .env that would need the real rules', async () => {
        await expect(compose().fetchConfig(project([...FILES, 'override.yml']))).rejects.toMatchObject({
            code: 'compose_refuses',
        });
        for (const line of ['TZ="UTC"', 'TZ=${DOMAIN}', 'export TZ=UTC', 'TZ=UTC # zone']) {
            await writeSampleProject(join(folder, 'chat'), {});
            const {length} = (await readFile(join(folder, 'chat/.env'), 'utf8')).split('\n');
            await appendFile(join(folder, 'chat/.env'), `${line}\n`);
            expect(await sayConfig()).toContain(`It reads plain NAME=value lines; line ${length} of `);
        }
        await writeSampleProject(join(folder, 'chat'), {});
        await writeFile(join(folder, 'chat/.env'), 'TZ=UTC\n');
        expect(await sayConfig()).toContain('.env does not set ');
    });

    test('another env file is read in place of .env', async () => {
        const copy = join(folder, 'copy.env');
        await writeFile(copy, (await readFile(join(folder, 'chat/.env'), 'utf8')).replace(/^TZ=.*$/m, 'TZ=Asia/Tokyo'));
        const {services} = (await compose().fetchConfig({...project(), envFiles: [copy]})) as {
            services: Record<string, JsonObject>;
        };
        expect(services['mattermost']).toMatchObject({environment: {TZ: 'Asia/Tokyo'}});
    });

    test('up is taken as the agent gives it; anything else that changes something is refused', async () => {
        const directory = ['--project-directory', join(folder, 'chat')];
        expect(await say(...directory, 'up')).toContain('up with --detach and --pull never');
        expect(await say(...directory, 'down')).toContain('not down. Nothing was changed.');
    });

    describe('up', () => {
        let engine: EngineStandIn;
        let state: EngineState;
        beforeEach(async () => {
            state = makeEngineState();
            for (const variant of ['standard', 'fips'] as const) {
                addImage(state, makeMattermostImage(variant, '10.5.2', {}));
            }
            addImage(state, makePostgresImage('13-alpine', {}));
            addComposeProject(state, readSampleProject(join(folder, 'chat'), 'chat'));
            engine = await startEngineStandIn({socketPath: join(folder, 'docker.sock'), state});
        });
        afterEach(() => engine.close());

        const up = () => makeComposeCli(program, engine.dockerHost).up(project(), 'mattermost');
        const list = () =>
            Object.fromEntries([...state.containers.values()].map(({name, ...container}) => [name, container]));

        test('with nothing to do changes nothing', async () => {
            const before = list();
            expect(await up()).toMatchObject({exitCode: 0, output: expect.stringContaining('Running')});
            expect(list()).toEqual(before);
        });

        test('makes the container of an edited service anew, differing in its image and labels only', async () => {
            const {'chat-mattermost-1': before, 'chat-postgres-1': postgres} = list();
            const path = join(folder, 'chat/.env');
            const text = await readFile(path, 'utf8');
            await writeFile(path, text.replace('mattermost-enterprise-edition', 'mattermost-enterprise-fips-edition'));
            expect(await up()).toMatchObject({exitCode: 0, output: expect.stringContaining('Recreate')});
            const {'chat-mattermost-1': after, ...others} = list();
            expect(others).toEqual({'chat-postgres-1': postgres});
            expect(after?.id).not.toBe(before?.id);
            expect(after?.imageReference).toBe('mattermost/mattermost-enterprise-fips-edition:10.5.2');
            for (const part of ['environment', 'mounts', 'ports', 'command', 'tmpfs', 'restartPolicy'] as const) {
                expect(after?.[part]).toEqual(before?.[part]);
            }
            expect(await up()).toMatchObject({exitCode: 0, output: expect.not.stringContaining('Recreate')});
        });

        test('pulls nothing: an image that is not here ends it, and everything stays', async () => {
            const before = list();
            const path = join(folder, 'chat/.env');
            await writeFile(path, (await readFile(path, 'utf8')).replace('10.5.2', '10.9.9'));
            expect(await up()).toMatchObject({exitCode: 1, output: expect.stringContaining('No such image')});
            expect(list()).toEqual(before);
        });
    });
});
