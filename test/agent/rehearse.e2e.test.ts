import {spawn} from 'node:child_process';
import {mkdtemp, readFile, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {execInContainer} from '../engine/container_exec.ts';
import {pullImage} from '../engine/image_pull.ts';
import {LONG_ENOUGH_TEXT} from '../engine/long_enough_policy.ts';
import {makePlainContainer} from '../engine/plain_container.ts';
import type {Project, ProjectOptions} from '../engine/project.ts';
import {runWithProject} from '../engine/run_with_project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {waitForSite} from '../engine/wait_for_site.ts';
import {AGENT_BIN, runAgent} from './run_agent.ts';
import type {AgentRun} from './run_agent.ts';
import {startSiteProbe} from './site_probe.ts';
import {startWitness} from './witness.ts';
import type {Witness} from './witness.ts';

const LANE_TIMEOUT_MS = 240_000;
/** Whoever answers this late was there all the time. */
const PATIENCE_MS = 60_000;
const ONE_OFF = 'fips-agent-rehearsal-';
const FIPS_REPOSITORY = 'mattermost/mattermost-enterprise-fips-edition';
const FIPS_IMAGE = `${FIPS_REPOSITORY}:11.7.2`;
const STANDARD_IMAGE = 'mattermost/mattermost-enterprise-edition:11.7.2';
const LONG_ENOUGH = {MM_PASSWORDSETTINGS_MINIMUMLENGTH: '14'};

describe('fips-agent rehearse on a real engine', () => {
    let rig: Rig;
    let stateDirectory = '';
    beforeAll(async () => {
        rig = await startRig({name: 'rehearse'});
        stateDirectory = join(await mkdtemp(join(tmpdir(), 'rehearse-')), 'state');
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await rig.stop();
        await rm(join(stateDirectory, '..'), {recursive: true, force: true});
    }, LANE_TIMEOUT_MS);
    beforeEach(() => removeImage(FIPS_IMAGE));
    const witnesses: Witness[] = [];
    afterEach(async () => {
        await Promise.all(witnesses.splice(0).map((witness) => witness.stop()));
    });

    const env = () => ({
        DOCKER_HOST: rig.engine.dockerHost,
        COMPOSE_BINARY: rig.engine.composeBinary,
        STATE_DIR: stateDirectory,
        REHEARSAL_SECONDS: '45',
    });
    const rehearse = (...args: readonly string[]) => runAgent(['rehearse', ...args], env());

    async function watch(): Promise<Witness> {
        const witness = await startWitness(rig.engine.client);
        witnesses.push(witness);
        return witness;
    }

    async function removeImage(name: string): Promise<void> {
        await rig.engine.client
            .getImage(name)
            .remove({force: true})
            .catch(() => undefined);
    }

    async function tag(source: string, name: string): Promise<void> {
        await pullImage(rig.engine, source);
        const colon = name.lastIndexOf(':');
        await rig.engine.client.getImage(source).tag({repo: name.slice(0, colon), tag: name.slice(colon + 1)});
    }

    /** Containers with their start, networks with their members' names, volumes: what a rehearsal must leave as it was. */
    async function takeInventory(): Promise<unknown> {
        const {client} = rig.engine;
        const containers = await client.listContainers({all: true});
        const inspected = await Promise.all(containers.map(({Id}) => client.getContainer(Id).inspect()));
        const networks = await client.listNetworks();
        const {Volumes: volumes} = await client.listVolumes();
        return {
            containers: inspected.map(({Id, Name, State, NetworkSettings}) => [
                Id,
                Name,
                State.StartedAt,
                Object.values(NetworkSettings.Networks).map(({IPAddress}) => IPAddress),
            ]),
            networks: networks.map(({Id}) => Id).sort(),
            volumes: volumes.map(({Name}) => Name).sort(),
        };
    }

    /** Runs `use` while the site is pinged; whatever it did, the site answered and nothing but an image was added. */
    async function besideTheSite(project: {readonly baseUrl: string}, use: () => Promise<void>): Promise<void> {
        const before = await takeInventory();
        const probe = startSiteProbe(project.baseUrl, {patienceMs: PATIENCE_MS});
        await use().catch(async (error: unknown) => {
            await probe.stop();
            throw error;
        });
        const {sent, reasons} = await probe.stop();
        // How many depends on how long it took: from the second on, they were sent while something went on.
        expect(sent).toBeGreaterThan(1);
        expect(reasons).toEqual([]);
        expect(await takeInventory()).toEqual(before);
    }

    const withProject = (options: Omit<ProjectOptions, 'engine'>, use: (project: Project) => Promise<void>) =>
        runWithProject({engine: rig.engine, ...options}, use);

    const outcomeOf = (run: AgentRun): unknown => (JSON.parse(run.stdout) as {readonly outcome: unknown}).outcome;

    test(
        'a refused setting is told with its name and command; once raised the rehearsal passes',
        () =>
            withProject({}, async (project) => {
                const witness = await watch();
                const config = join(project.root, 'volumes/app/mattermost/config/config.json');
                const runs: AgentRun[] = [];
                await besideTheSite(project, async () => {
                    const before = await readFile(config, 'utf8');
                    const refused = await rehearse('--format', 'json');
                    runs.push(refused, await rehearse());
                    expect(refused.exitCode).toBe(10);
                    expect(refused.stderr).toMatch(/^Pull: .*\n(?: {2}.* of .*\n)*Pulled: /);
                    expect(outcomeOf(refused)).toEqual({
                        code: 'invalid_configuration',
                        errorId: 'model.config.is_valid.password_length.app_error',
                    });
                    expect(runs[1]?.stdout).toContain('PasswordSettings.MinimumLength');
                    expect(runs[1]?.stdout).toMatch(/docker exec \S+ \/mattermost\/bin\/mmctl --local config set/);
                    expect(runs[1]?.stderr).toContain('is already in this Docker engine');
                    expect(await readFile(config, 'utf8')).toBe(before);
                });
                const kept = join(stateDirectory, 'rehearsal-output.txt');
                expect(await readFile(kept, 'utf8')).toContain('Config.IsValid');
                expect((await stat(kept)).mode & 0o777).toBe(0o600);

                await execInContainer(
                    rig.engine,
                    await project.containerId('mattermost'),
                    '/mattermost/bin/mmctl --local config set PasswordSettings.MinimumLength 14'.split(' '),
                );
                await besideTheSite(project, async () => {
                    const passed = await rehearse('--format', 'json');
                    runs.push(passed, await rehearse());
                    expect(passed.exitCode).toBe(0);
                    const {Id: id} = await rig.engine.client.getImage(FIPS_IMAGE).inspect();
                    expect(JSON.parse(passed.stdout)).toMatchObject({
                        format: 1,
                        image: {reference: FIPS_IMAGE, id, pulled: false},
                        version: '11.7.2',
                        outcome: {code: 'ok', schemaVersion: expect.any(Number) as number},
                        outputFile: null,
                    });
                    expect(runs.at(-1)?.stdout).toContain('The rehearsal passed');
                    expect(runs.at(-1)?.stderr).toContain('(45 s at most)');
                });
                const seen = await witness.stop();
                expect(seen).toContain(ONE_OFF);
                for (const text of [seen, ...runs.flatMap((run) => [run.stdout, run.stderr])]) {
                    expect(text).not.toContain(project.databasePassword);
                }
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'a project with a fixed address is rehearsed too, and an older agent’s one-off is taken away',
        async () => {
            const subnet = `${rig.engine.addressPrefix}250`;
            const text = [
                LONG_ENOUGH_TEXT,
                `    networks:\n      default:\n        ipv4_address: ${subnet}.10\n`,
                `networks:\n  default:\n    ipam:\n      config:\n        - subnet: ${subnet}.0/24\n`,
            ].join('');
            await withProject({overrideText: text}, async (project) => {
                await besideTheSite(project, async () => {
                    const witness = await watch();
                    const killed = spawn(process.execPath, [AGENT_BIN, 'rehearse'], {
                        env: {PATH: process.env['PATH'] ?? '', ...env()},
                        stdio: 'ignore',
                    });
                    await witness.waitFor('start', ONE_OFF);
                    killed.kill('SIGKILL');
                    const left = await rig.engine.client.listContainers({all: true, filters: {name: [ONE_OFF]}});
                    expect(left).toHaveLength(1);
                    const run = await rehearse('--format', 'json');
                    expect(run.stderr).toContain('Removed a one-off container');
                    expect(outcomeOf(run)).toMatchObject({code: 'ok'});
                });
            });
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'Ctrl-C takes the one-off away',
        () =>
            withProject({}, async (project) => {
                await besideTheSite(project, async () => {
                    const witness = await watch();
                    const child = spawn(process.execPath, [AGENT_BIN, 'rehearse'], {
                        env: {PATH: process.env['PATH'] ?? '', ...env()},
                        stdio: 'ignore',
                    });
                    const ended = new Promise((resolve) => child.once('close', resolve));
                    await witness.waitFor('create', ONE_OFF);
                    child.kill('SIGINT');
                    expect(await ended).toBe(130);
                });
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'a missing tag, another version behind the tag and an image without a server are told apart',
        async () => {
            await withProject({registry: rig.registry, version: '10.5.2'}, async (project) => {
                await besideTheSite(project, async () => {
                    const run = await rehearse();
                    expect(run.stderr).toContain('[image_absent]');
                    expect(run.exitCode).toBe(22);
                });
            });
            await withProject({overrideText: LONG_ENOUGH_TEXT}, async (project) => {
                await besideTheSite(project, async () => {
                    await tag(`${FIPS_REPOSITORY}:11.6.0`, FIPS_IMAGE);
                    const differs = await rehearse();
                    expect(differs.stderr).toContain('[version_differs]');
                    expect(differs.stderr).toMatch(/contains Mattermost 11\.6\.0, but the running server is 11\.7\.2/);
                    expect(differs.exitCode).toBe(22);
                    const pulled = await rehearse('--pull', '--format', 'json');
                    expect(outcomeOf(pulled)).toMatchObject({code: 'ok'});

                    await removeImage(FIPS_IMAGE);
                    await tag('postgres:14-alpine', FIPS_IMAGE);
                    const empty = await rehearse('--format', 'json');
                    expect(outcomeOf(empty)).toEqual({code: 'did_not_start', problem: 'not_executable'});
                    expect(empty.exitCode).toBe(10);
                });
            });
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'a plain container keeps its anonymous volumes; one that runs FIPS or nothing known is not rehearsed',
        async () => {
            const plain = (name: string, image: string) =>
                makePlainContainer({engine: rig.engine, name, image, env: LONG_ENOUGH, publishedPort: 8065});
            const container = await plain('chat', STANDARD_IMAGE);
            try {
                await waitForSite(container.baseUrl ?? '');
                await besideTheSite({baseUrl: container.baseUrl ?? ''}, async () => {
                    expect(outcomeOf(await rehearse('--format', 'json'))).toMatchObject({code: 'ok'});
                });
                await rig.engine.client.getContainer(container.id).stop();
                const stopped = await rehearse();
                expect(stopped.stderr).toContain('[container_not_running]');
                expect(stopped.exitCode).toBe(22);
            } finally {
                await container.remove();
            }
            const fips = await plain('chat', FIPS_IMAGE);
            try {
                const there = await rehearse('--format', 'json');
                expect(outcomeOf(there)).toEqual({code: 'already_fips'});
                expect(there.exitCode).toBe(0);
            } finally {
                await fips.remove();
            }
            const own = 'example/mattermost:11.7.2';
            await tag(STANDARD_IMAGE, own);
            const unknown = await rig.engine.client.createContainer({name: 'chat', Image: own});
            try {
                const run = await rehearse();
                expect(run.stderr).toContain('[no_fips_counterpart]');
                expect(run.exitCode).toBe(22);
            } finally {
                await unknown.remove({force: true, v: true});
                await removeImage(own);
            }
        },
        LANE_TIMEOUT_MS,
    );
});
