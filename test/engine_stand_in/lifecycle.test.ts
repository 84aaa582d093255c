import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import Docker from 'dockerode';
import {makeDockerEngine} from '@fips-readiness/server-bridge';
import type {Engine} from '@fips-readiness/server-bridge';
import {makeWorld} from '../mattermost/world.ts';
import {addContainer} from './add_container.ts';
import type {Container} from './container.ts';
import {addImage, makeEngineState} from './engine_state.ts';
import {makeMattermostPrograms} from './mattermost_programs.ts';
import {makeMattermostImage, publishRelease} from './official_images.ts';
import type {ServiceRun} from './program.ts';
import {makeRegistry} from './registry.ts';
import {startEngineStandIn} from './server.ts';
import type {EngineStandIn} from './server.ts';

const STANDARD = 'mattermost/mattermost-enterprise-edition:11.7.2';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition';
const SERVER = '/mattermost/bin/mattermost';

describe('containers and images of the engine stand-in come and go', () => {
    let folder: string;
    let standIn: EngineStandIn;
    let engine: Engine;
    let docker: Docker;
    let container: Container;
    let runs: ServiceRun[];
    const stopped: string[] = [];
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'fips-engine-'));
        const world = makeWorld({config: {PasswordSettings: {MinimumLength: 8}}});
        runs = [];
        const make = (variant: 'standard' | 'fips') =>
            makeMattermostImage(
                variant,
                '11.7.2',
                makeMattermostPrograms(() => world, variant),
                {
                    service: {start: (run) => runs.push(run), stop: () => stopped.push(variant)},
                },
            );
        const state = makeEngineState();
        const hub = makeRegistry({hidesMissing: true});
        addImage(state, make('standard'));
        publishRelease(hub, '11.7.2', {fips: make('fips')});
        state.registries.set('docker.io', hub);
        container = addContainer(state, {name: 'chat', image: STANDARD, network: 'chat_default'});
        standIn = await startEngineStandIn({socketPath: join(folder, 'docker.sock'), state});
        engine = makeDockerEngine(standIn.dockerHost, {});
        docker = new Docker({socketPath: join(folder, 'docker.sock')});
    });
    afterEach(async () => {
        await standIn.close();
        await rm(folder, {recursive: true, force: true});
    });

    /** Settings of a one-off in which nothing is asked for. */
    const oneOff = (imageId: string, argv: readonly string[], environment: Readonly<Record<string, string>> = {}) => ({
        name: 'one-off',
        imageId,
        argv,
        environment: new Map(Object.entries(environment)),
        user: '',
        mounts: [],
        networks: ['chat_default'],
        nameLookup: {extraHosts: [], dns: [], dnsSearch: [], dnsOptions: [], links: []},
        confinement: {
            readOnlyRoot: false,
            tmpfs: {},
            securityOptions: [],
            addedCapabilities: [],
            droppedCapabilities: [],
            groups: [],
            pidsLimit: 0,
            memoryBytes: 0,
        },
        timeoutMs: 5_000,
    });

    test('a pull tells bytes that grow to the whole, then the image is there by tag and by digest', async () => {
        const seen: {readonly doneBytes: number; readonly totalBytes: number}[] = [];
        const pulled = await engine.pullImage(`${FIPS}:11.7.2`, {onProgress: (progress) => seen.push(progress)});
        const image = await engine.fetchImage(`${FIPS}:11.7.2`);
        expect(pulled).toEqual({code: 'pulled', imageId: image?.id});
        expect(seen.length).toBeGreaterThan(10);
        expect(seen.at(-1)?.doneBytes).toBe(seen.at(-1)?.totalBytes);
        const found = await engine.fetchFromRegistry(`${FIPS}:11.7.2`);
        const digest = found.code === 'found' ? found.digest : '';
        expect((await engine.fetchImage(`${FIPS}@${digest}`))?.id).toBe(image?.id);
        expect(await engine.pullImage(`${FIPS}@${digest}`)).toEqual(pulled);
    });

    test('a pull of what is hidden, absent or out of reach ends as the real one does', async () => {
        expect(await engine.pullImage('somebody/private:1')).toEqual({code: 'denied'});
        expect(await engine.pullImage(`${FIPS}:0.1.0`)).toEqual({code: 'absent'});
        expect(await engine.pullImage('registry.example.com/mattermost:1')).toEqual({code: 'unreachable'});
    });

    test('a tag moves to the image it is given', async () => {
        await engine.pullImage(`${FIPS}:11.7.2`);
        const old = await engine.fetchImage(STANDARD);
        await engine.tagImage(old?.id ?? '', `${FIPS}:11.7.2`);
        expect((await engine.fetchImage(`${FIPS}:11.7.2`))?.id).toBe(old?.id);
        expect((await engine.fetchImage(STANDARD))?.id).toBe(old?.id);
    });

    test('one-offs run to their end, say what the image says, and are gone', async () => {
        await engine.pullImage(`${FIPS}:11.7.2`);
        const id = (await engine.fetchImage(`${FIPS}:11.7.2`))?.id ?? '';
        const version = await engine.runOnce(oneOff(id, [SERVER, 'version']));
        expect(version).toMatchObject({exitCode: 0, stdout: expect.stringMatching(/^Version: 11\.7\.2$/m)});
        const refused = await engine.runOnce(oneOff(id, [SERVER, 'db', 'version']));
        expect(refused).toMatchObject({exitCode: 1, timedOut: false});
        expect(refused.stderr).toContain('Config.IsValid: model.config.is_valid.password_length.app_error');
        const settings = {MM_PASSWORDSETTINGS_MINIMUMLENGTH: '14'};
        const rehearsed = await engine.runOnce(oneOff(id, [SERVER, 'db', 'version'], settings));
        expect(rehearsed).toMatchObject({exitCode: 0, stdout: 'Current database schema version is: 167\n'});
        expect((await engine.runOnce(oneOff(id, ['/no/such/program']))).exitCode).toBe(127);
        expect([...standIn.state.containers.keys()]).toEqual([container.id]);
        expect([...standIn.state.volumes.keys()]).toEqual([]);
    });

    test('a container is stopped, renamed, made anew and started; its log is read back', async () => {
        await docker.getContainer('chat').stop();
        expect(stopped).toEqual(['standard']);
        expect(await engine.fetchContainer('chat')).toMatchObject({state: 'exited', exitCode: 0});
        await docker.getContainer('chat').rename({name: 'old'});
        const made = await docker.createContainer({
            name: 'chat',
            Image: STANDARD,
            HostConfig: {NetworkMode: 'chat_default'},
        });
        await made.start();
        const [run] = runs;
        run?.print('one');
        run?.print('two');
        expect(await engine.fetchLogs('chat', 1)).toBe('two\n');
        expect(await engine.fetchLogs('chat', 10)).toBe('one\ntwo\n');
        expect(await engine.fetchContainer('chat')).toMatchObject({state: 'running', health: 'starting'});
        run?.becomeHealthy();
        expect(await engine.fetchContainer('chat')).toMatchObject({state: 'running', health: 'healthy'});
        await expect(docker.getContainer('chat').remove()).rejects.toMatchObject({statusCode: 409});
        await engine.removeContainer('chat');
        expect(await engine.fetchContainer('chat')).toBeUndefined();
    });

    test('a name that is taken, and an image that is not here, are refused', async () => {
        await expect(docker.createContainer({name: 'chat', Image: STANDARD})).rejects.toMatchObject({statusCode: 409});
        await expect(docker.createContainer({name: 'new', Image: `${FIPS}:11.7.2`})).rejects.toMatchObject({
            statusCode: 404,
        });
    });

    test('a server that ends by itself is started again as its policy says, and counted', async () => {
        const HostConfig = {RestartPolicy: {Name: 'unless-stopped'}};
        await (await docker.createContainer({name: 'loop', Image: STANDARD, HostConfig})).start();
        runs[0]?.exit(2);
        expect(await engine.fetchContainer('loop')).toMatchObject({state: 'restarting', exitCode: 2});
        while (runs.length < 2) {
            await new Promise((resolve) => setTimeout(resolve, 10));
        }
        expect(await engine.fetchContainer('loop')).toMatchObject({state: 'running', restartCount: 1});
        await docker.getContainer('loop').stop();
        await (await docker.createContainer({name: 'once', Image: STANDARD})).start();
        runs[2]?.exit(2);
        expect(await engine.fetchContainer('once')).toMatchObject({state: 'exited', exitCode: 2, restartCount: 0});
    });

    test('a container joins a second network', async () => {
        await docker.createContainer({name: 'other', Image: STANDARD, HostConfig: {NetworkMode: 'proxy'}});
        await docker.getNetwork('proxy').connect({Container: 'chat'});
        const details = await engine.fetchContainer('chat');
        expect(details?.networks.map(({name}) => name)).toEqual(['chat_default', 'proxy']);
        await expect(docker.getNetwork('nowhere').connect({Container: 'chat'})).rejects.toMatchObject({
            statusCode: 404,
        });
    });
});
