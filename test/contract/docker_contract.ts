import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {buffer} from 'node:stream/consumers';
import {extract} from 'tar-stream';
import {
    findDeployment,
    makeComposeCli,
    makeComposeDriver,
    makeContainerDriver,
    makeDockerEngine,
    readSettings,
} from '@fips-readiness/server-bridge';
import type {Driver, Engine} from '@fips-readiness/server-bridge';

/** An engine with the images of one release in its reach, on which deployments can be started. */
export type DockerRig = {
    readonly dockerHost: string;
    readonly composeBinary: string;
    /** The official project on 11.7.2, standard image by the official variables, running. */
    startComposeProject(): Promise<{readonly root: string; readonly name: string; remove(): Promise<void>}>;
    /** A container of the standard image of 11.7.2 that no Compose project knows. */
    startPlainContainer(options: {readonly name: string; readonly autoRemove: boolean}): Promise<{
        remove(): Promise<void>;
    }>;
    stop(): Promise<void>;
};

const SERVER = '/mattermost/bin/mattermost';
const SEEN_AT = '2026-11-23T12:00:00.000Z';
const STANDARD = 'mattermost/mattermost-enterprise-edition:11.7.2';
const FIPS = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';

/** What the engine's adapter promises, and how the two Docker drivers share the work: over the stand-in, and over a real engine. */
export function describeDocker(name: string, start: () => Promise<DockerRig>, timeoutMs: number): void {
    describe(`Docker over ${name}`, () => {
        let rig: DockerRig;
        let engine: Engine;
        beforeAll(async () => {
            rig = await start();
            engine = makeDockerEngine(rig.dockerHost, {});
        }, timeoutMs);
        afterAll(() => rig.stop(), timeoutMs);

        const makeDrivers = async (): Promise<Record<'compose' | 'docker', Driver>> => {
            const {settings} = await readSettings({file: undefined, env: {}, options: {}});
            const compose = makeComposeCli(rig.composeBinary, rig.dockerHost);
            const host = {engine, openCompose: async () => compose, settings, env: {}};
            return {compose: makeComposeDriver(host), docker: makeContainerDriver(host)};
        };

        test(
            'the engine says who it is',
            async () => {
                expect(await engine.fetchInfo()).toMatchObject({
                    id: expect.stringMatching(/\S/),
                    architecture: 'amd64',
                    product: 'docker',
                    swarm: false,
                });
            },
            timeoutMs,
        );

        test(
            'without a Mattermost container each driver says why it does not fit',
            async () => {
                const {compose, docker} = await makeDrivers();
                expect(await compose.detect()).toEqual({code: 'not_mine', reason: 'no_compose_label'});
                expect(await docker.detect()).toEqual({code: 'not_mine', reason: 'no_container'});
                await expect(findDeployment([compose, docker])).rejects.toMatchObject({code: 'no_deployment'});
            },
            timeoutMs,
        );

        test(
            'what is not there is undefined, not an error',
            async () => {
                expect(await engine.fetchContainer('nobody')).toBeUndefined();
                expect(await engine.fetchImage('nobody/nothing:1')).toBeUndefined();
                expect(await engine.statPath('nobody', '/mattermost')).toBeUndefined();
            },
            timeoutMs,
        );

        describe('a Compose project', () => {
            let project: Awaited<ReturnType<DockerRig['startComposeProject']>>;
            beforeAll(async () => {
                project = await rig.startComposeProject();
            }, timeoutMs);
            afterAll(() => project.remove(), timeoutMs);

            const detect = async () => {
                const drivers = await makeDrivers();
                return {drivers, deployment: await findDeployment([drivers.compose, drivers.docker])};
            };

            test(
                'is detected by the compose driver with its folder, files and service; the docker driver leaves it alone',
                async () => {
                    const {drivers, deployment} = await detect();
                    expect(deployment).toMatchObject({
                        kind: 'compose',
                        name: project.name,
                        service: 'mattermost',
                        instances: [{imageReference: STANDARD, state: 'running'}],
                    });
                    expect(await drivers.docker.detect()).toEqual({code: 'not_mine', reason: 'belongs_to_compose'});
                },
                timeoutMs,
            );

            test(
                'is inspected: image, where its name stands, counterpart, container, no drift',
                async () => {
                    const {deployment} = await detect();
                    const facts = await deployment.readFacts(SEEN_AT);
                    expect(facts).toMatchObject({
                        deployment: {
                            value: {
                                kind: 'compose',
                                name: project.name,
                                service: 'mattermost',
                                folder: project.root,
                                files: [
                                    join(project.root, 'docker-compose.yml'),
                                    join(project.root, 'docker-compose.without-nginx.yml'),
                                ],
                            },
                        },
                        running_image: {value: {reference: STANDARD, variant: 'standard', pin: 'release'}},
                        image_source: {value: {kind: 'variable', file: '.env', variable: 'MATTERMOST_IMAGE'}},
                        fips_image: {value: {reference: FIPS, where: 'registry', architectures: ['amd64']}},
                        container: {value: {state: 'running', autoRemove: false, readOnlyRoot: false}},
                        crypto_environment: {value: {variables: [], mounts: []}},
                        compose_drift: {value: {services: []}},
                        front_proxies: {value: []},
                    });
                },
                timeoutMs,
            );

            test(
                'files that were edited after the start are drift, by service',
                async () => {
                    const path = join(project.root, '.env');
                    const before = await readFile(path, 'utf8');
                    await writeFile(path, before.replace(/^TZ=.*$/m, 'TZ=Europe/Berlin'));
                    const {deployment} = await detect();
                    const facts = await deployment.readFacts(SEEN_AT);
                    expect(facts.compose_drift).toMatchObject({value: {services: ['mattermost', 'postgres']}});
                    await writeFile(path, before);
                },
                timeoutMs,
            );

            test(
                'programs run in its container, each stream for itself; one that is not there ends with 126 or 127',
                async () => {
                    const {deployment} = await detect();
                    const [{id}] = deployment.instances;
                    const version = await engine.exec(id, [SERVER, 'version']);
                    expect(version).toMatchObject({exitCode: 0, stdout: expect.stringContaining('Version: 11.7.2')});
                    const unknown = await engine.exec(id, [SERVER, 'no-such-command']);
                    expect(unknown.exitCode).toBe(1);
                    expect(unknown.stderr).toContain('unknown command');
                    expect([126, 127]).toContain((await engine.exec(id, ['/no/such/program'])).exitCode);
                },
                timeoutMs,
            );

            test(
                'files are put into its container, seen and read back; a path that is not there is undefined',
                async () => {
                    const {deployment} = await detect();
                    const [{id}] = deployment.instances;
                    const content = Buffer.from('a contract\n');
                    for (const folder of ['/mattermost', '/mattermost/data']) {
                        await engine.writeFile(id, folder, 'contract.txt', content);
                        const path = `${folder}/contract.txt`;
                        expect(await engine.statPath(id, path)).toEqual({sizeBytes: content.length});
                        const archive = await engine.readArchive(id, path);
                        const read: string[] = [];
                        if (archive) {
                            for await (const entry of archive.pipe(extract())) {
                                read.push(`${entry.header.name}: ${(await buffer(entry)).toString('utf8')}`);
                            }
                        }
                        expect(read).toEqual(['contract.txt: a contract\n']);
                    }
                    expect(await engine.statPath(id, '/mattermost/nothing')).toBeUndefined();
                    expect(await engine.readArchive(id, '/mattermost/nothing')).toBeUndefined();
                },
                timeoutMs,
            );

            test(
                'the registry is asked through the engine: found with architectures, or absent',
                async () => {
                    expect(await engine.fetchFromRegistry(FIPS)).toMatchObject({
                        code: 'found',
                        architectures: ['amd64'],
                        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
                    });
                    const missing = await engine.fetchFromRegistry(FIPS.replace('11.7.2', '0.0.0'));
                    expect(missing.code).not.toBe('found');
                },
                timeoutMs,
            );
        });

        describe('a plain container', () => {
            test(
                'is detected and inspected by the docker driver',
                async () => {
                    const container = await rig.startPlainContainer({name: 'chat', autoRemove: true});
                    try {
                        const {compose, docker} = await makeDrivers();
                        expect(await compose.detect()).toEqual({code: 'not_mine', reason: 'no_compose_label'});
                        const deployment = await findDeployment([compose, docker]);
                        expect(deployment).toMatchObject({
                            kind: 'docker',
                            name: 'chat',
                            service: '',
                        });
                        expect(await deployment.readFacts(SEEN_AT)).toMatchObject({
                            deployment: {value: {kind: 'docker', name: 'chat'}},
                            running_image: {value: {reference: STANDARD}},
                            image_source: {value: {kind: 'container'}},
                            container: {value: {autoRemove: true}},
                        });
                    } finally {
                        await container.remove();
                    }
                },
                timeoutMs,
            );

            test(
                'two of them: both are named, none is chosen',
                async () => {
                    const first = await rig.startPlainContainer({name: 'chat', autoRemove: false});
                    const second = await rig.startPlainContainer({name: 'talk', autoRemove: false});
                    try {
                        const {docker} = await makeDrivers();
                        const detection = await docker.detect();
                        expect(detection).toEqual({code: 'several', candidates: expect.any(Array)});
                        expect(detection.code === 'several' && [...detection.candidates].sort()).toEqual([
                            'chat',
                            'talk',
                        ]);
                    } finally {
                        await first.remove();
                        await second.remove();
                    }
                },
                timeoutMs,
            );
        });
    });
}
