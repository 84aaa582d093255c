import {mkdtemp, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import Docker from 'dockerode';
import {makeDockerEngine} from '@fips-readiness/server-bridge';
import type {Engine} from '@fips-readiness/server-bridge';
import {makeWorld} from '../mattermost/world.ts';
import type {World} from '../mattermost/world.ts';
import {addContainer} from './add_container.ts';
import type {Container} from './container.ts';
import {makeDatabase} from './database.ts';
import {makeDatabasePrograms} from './database_programs.ts';
import {addImage, makeEngineState} from './engine_state.ts';
import {makeMattermostPrograms} from './mattermost_programs.ts';
import {makeMattermostImage, makePostgresImage, publishRelease} from './official_images.ts';
import {makeRegistry} from './registry.ts';
import {startEngineStandIn} from './server.ts';
import type {EngineStandIn} from './server.ts';

const STANDARD = 'mattermost/mattermost-enterprise-edition:11.7.2';
const MMCTL = '/mattermost/bin/mmctl';
const PSQL = ['psql', '-X', '-A', '-t', '-w'];

describe('the engine stand-in', () => {
    let folder: string;
    let standIn: EngineStandIn;
    let engine: Engine;
    let world: World;
    let container: Container;
    const database = makeDatabase();
    const hub = makeRegistry({hidesMissing: true});
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'fips-engine-'));
        world = makeWorld();
        const state = makeEngineState({host: 'ops-1'});
        addImage(
            state,
            makeMattermostImage(
                'standard',
                '11.7.2',
                makeMattermostPrograms(() => world),
            ),
        );
        addImage(state, makePostgresImage('16', makeDatabasePrograms(database)));
        publishRelease(hub, '11.7.2');
        state.registries.set('docker.io', hub);
        const volume = {type: 'volume', name: 'data', source: '', target: '/mattermost/data', writable: true} as const;
        container = addContainer(state, {name: 'chat', image: STANDARD, mounts: [volume]});
        standIn = await startEngineStandIn({socketPath: join(folder, 'docker.sock'), state});
        engine = makeDockerEngine(standIn.dockerHost, {});
    });
    afterEach(async () => {
        await standIn.close();
        await rm(folder, {recursive: true, force: true});
    });

    test('only its owner may open the socket', async () => {
        expect((await stat(join(folder, 'docker.sock'))).mode & 0o777).toBe(0o600);
    });

    test('programs of the server act on its world, with files of the container', async () => {
        const patch = Buffer.from('{"PasswordSettings": {"MinimumLength": 16}}');
        await engine.writeFile('chat', '/mattermost/data', 'patch.json', patch);
        const run = await engine.exec('chat', [MMCTL, '--local', 'config', 'patch', '/mattermost/data/patch.json']);
        expect(run.exitCode).toBe(0);
        expect(world.state.config).toMatchObject({PasswordSettings: {MinimumLength: 16}});
        expect(standIn.state.volumes.get('data')?.has('/patch.json')).toBe(true);
        expect(container.layer.size).toBe(0);
    });

    test('an exec is also answered without a hijacked connection', async () => {
        const docker = new Docker({socketPath: join(folder, 'docker.sock')});
        const Cmd = [MMCTL, '--local', 'config', 'get', 'PasswordSettings.MinimumLength'];
        const exec = await docker.getContainer('chat').exec({Cmd, AttachStdout: true});
        const stream = await exec.start({});
        const parts: Buffer[] = [];
        for await (const part of stream) {
            parts.push(part as Buffer);
        }
        expect(Buffer.concat(parts).subarray(8).toString().trim()).toBe('8');
        expect(await exec.inspect()).toMatchObject({Running: false, ExitCode: 0});
        await expect(exec.start({})).rejects.toMatchObject({statusCode: 409});
    });

    test('nothing runs in a container that has ended, and it has no address', async () => {
        container.state = {...container.state, status: 'exited', exitCode: 1, health: undefined};
        await expect(engine.exec('chat', [MMCTL])).rejects.toMatchObject({code: 'engine_refused'});
        const details = await engine.fetchContainer('chat');
        expect(details).toMatchObject({state: 'exited', networks: [{address: ''}]});
        expect((await engine.fetchContainers()).map(({running}) => running)).toEqual([false]);
    });

    test('a read-only root takes files on its mounts only', async () => {
        const {state} = standIn;
        addContainer(state, {...container, name: 'sealed', image: STANDARD, environment: {}, readOnlyRoot: true});
        await engine.writeFile('sealed', '/mattermost/data', 'a', Buffer.from('a'));
        await expect(engine.writeFile('sealed', '/mattermost', 'a', Buffer.from('a'))).rejects.toMatchObject({
            code: 'engine_permission',
        });
        await expect(engine.writeFile('chat', '/nowhere', 'a', Buffer.from('a'))).rejects.toThrow();
    });

    test('psql answers the question about the role, for that role and database only', async () => {
        addContainer(standIn.state, {name: 'db', image: 'postgres:16'});
        const ask = (role: string, query: string) =>
            engine.exec('db', [...PSQL, '-U', role, '-d', 'mattermost', '-c', query]);
        const query =
            "select 'version', current_setting('server_version_num'), 'new', current_setting('password_encryption'), 'stored', rolpassword, 'clients' from pg_stat_activity";
        expect(JSON.parse((await ask('mmuser', query)).stdout)).toMatchObject({version: 16, stored: 'SCRAM-SHA-256'});
        expect((await ask('nobody', query)).exitCode).toBe(2);
        expect((await ask('mmuser', 'select 1')).stderr).toContain('this stand-in answers the question about the role');
        database.isSuperuser = false;
        expect((await ask('mmuser', query)).stderr).toContain('permission denied for table pg_authid');
        database.isSuperuser = true;
    });

    test('a registry finds, hides or cannot be reached', async () => {
        const fips = 'mattermost/mattermost-enterprise-fips-edition';
        expect(await engine.fetchFromRegistry(`${fips}:11.7.2`)).toMatchObject({code: 'found'});
        expect(await engine.fetchFromRegistry(`${fips}:0.1.0`)).toEqual({code: 'absent'});
        expect(await engine.fetchFromRegistry('somebody/private:1')).toEqual({code: 'denied'});
        expect(await engine.fetchFromRegistry('registry.example.com/mattermost:1')).toEqual({code: 'unreachable'});
        hub.isReachable = false;
        expect(await engine.fetchFromRegistry(`${fips}:11.7.2`)).toEqual({code: 'unreachable'});
        hub.isReachable = true;
    });

    test('knobs: forbidden, a failing call, an image that is gone, killed and back', async () => {
        const {state} = standIn;
        state.faults.isForbidden = true;
        await expect(engine.fetchInfo()).rejects.toMatchObject({code: 'engine_permission'});
        state.faults.isForbidden = false;
        state.faults.answers.push({path: '/containers/json', method: 'GET', status: 500, message: 'no space left'});
        await expect(engine.fetchContainers()).rejects.toMatchObject({code: 'engine_refused', data: {status: 500}});
        state.faults.answers.length = 0;
        expect(await engine.fetchImage(STANDARD)).toBeDefined();
        state.images.clear();
        expect(await engine.fetchImage(STANDARD)).toBeUndefined();
        await standIn.kill();
        await expect(engine.fetchInfo()).rejects.toMatchObject({code: 'engine_unreachable'});
        await standIn.revive();
        expect(await engine.fetchInfo()).toMatchObject({host: 'ops-1'});
    });

    test('a newer API than it has, and a call it does not know, are refused in words', async () => {
        const docker = new Docker({socketPath: join(folder, 'docker.sock'), version: 'v1.50'});
        await expect(docker.info()).rejects.toMatchObject({
            statusCode: 400,
            json: {message: 'client version 1.50 is too new. Maximum supported API version is 1.41'},
        });
        await expect(new Docker({socketPath: join(folder, 'docker.sock')}).listVolumes()).rejects.toMatchObject({
            statusCode: 404,
        });
    });
});
