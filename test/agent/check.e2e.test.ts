import {readFile, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {readReport as readOutsideReport} from '@fips-readiness/core';
import type {ReadinessReport} from '@fips-readiness/core';
import {LONG_ENOUGH_TEXT} from '../engine/long_enough_policy.ts';
import {makePlainContainer} from '../engine/plain_container.ts';
import type {Project, ProjectOptions} from '../engine/project.ts';
import {runWithProject} from '../engine/run_with_project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {waitForSite} from '../engine/wait_for_site.ts';
import {runAgent} from './run_agent.ts';
import type {AgentRun} from './run_agent.ts';

const LANE_TIMEOUT_MS = 240_000;
/** A role beside the one the image makes, which owns the cluster. */
const PASSWORD = '0123456789abcdef';
const ORDINARY_DSN = `postgres://app:${PASSWORD}@postgres:5432/mattermost?sslmode=disable`;

describe('fips-agent check on a real engine', () => {
    let rig: Rig;
    beforeAll(async () => {
        rig = await startRig({name: 'check'});
    }, LANE_TIMEOUT_MS);
    afterAll(() => rig.stop(), LANE_TIMEOUT_MS);

    const env = () => ({DOCKER_HOST: rig.engine.dockerHost, COMPOSE_BINARY: rig.engine.composeBinary});
    const check = (...args: readonly string[]) => runAgent(['check', ...args], env());

    /** The data source as a container's own env file gives it, where the official project has it in `.env`. */
    const moveDataSource = async (project: Project): Promise<void> => {
        const dsn = `postgres://mmuser:${project.databasePassword}@postgres:5432/mattermost?sslmode=disable`;
        const base = join(project.root, 'docker-compose.yml');
        const text = await readFile(base, 'utf8');
        await writeFile(base, text.replace('      - MM_SQLSETTINGS_DATASOURCE\n', ''));
        await writeFile(join(project.root, 'db.env'), `MM_SQLSETTINGS_DATASOURCE=${dsn}\n`, {mode: 0o600});
    };
    const withProject = (
        {prepare, ...options}: Omit<ProjectOptions, 'engine'> & {prepare?: (project: Project) => Promise<void>},
        use: (project: Project) => Promise<void>,
    ) => runWithProject({engine: rig.engine, ...options}, use, prepare);

    function readReport(run: AgentRun): ReadinessReport {
        const report = readOutsideReport(JSON.parse(run.stdout) as unknown);
        if (!report) {
            throw new Error(`not a report: ${run.stderr}`);
        }
        return report;
    }

    const resultOf = (run: AgentRun, code: string) => readReport(run).results.find((result) => result.check === code);

    test(
        'a short database password is a blocker, in CRLF files too, and is printed nowhere',
        () =>
            withProject({password: 'short', crlf: true}, async (project) => {
                const run = await check('--format', 'json');
                expect(resultOf(run, 'database_password_length')).toMatchObject({
                    state: 'fail',
                    reason: 'too_short',
                    data: {credentials: ['data_source'], limitBytes: 14},
                });
                expect(run.exitCode).toBe(10);
                expect(resultOf(run, 'image_source')).toMatchObject({state: 'pass'});
                const outputs = await Promise.all([
                    check(),
                    check('--format', 'markdown'),
                    check('--format', 'csv'),
                    runAgent(['inspect'], env()),
                    runAgent(['doctor'], env()),
                ]);
                for (const output of [run, ...outputs]) {
                    expect(output.stdout).not.toContain(project.databasePassword);
                    expect(output.stderr).not.toContain(project.databasePassword);
                }
                expect(outputs[0].stdout).toContain('Not ready yet');
            }),
        LANE_TIMEOUT_MS,
    );

    const sources = [
        ['official variables', {}, 'variable', 'MATTERMOST_IMAGE'],
        ['a hard-coded image', {imageSource: 'hard_coded'}, 'literal', null],
        ['other variable names', {imageSource: 'other_variables'}, 'variable', expect.any(String)],
        ['default values', {imageSource: 'default_values'}, 'default_value', 'MATTERMOST_IMAGE'],
        ['an override file', {imageSource: 'override_file'}, 'override_file', null],
    ] as const;
    test.each(sources)(
        'a long password passes, with %s',
        (_name, options, kind, variable) =>
            withProject({password: 'long', ...options}, async () => {
                const facts = JSON.parse((await runAgent(['inspect'], env())).stdout) as Record<string, unknown>;
                expect(facts['image_source']).toMatchObject({value: {kind, variable}});
                expect(facts['container']).toMatchObject({
                    value: {
                        settings: expect.arrayContaining(['MM_SQLSETTINGS_DATASOURCE']) as string[],
                        mounts: expect.arrayContaining([
                            {type: 'bind', target: '/mattermost/plugins', writable: true, anonymous: false},
                        ]) as object[],
                    },
                });
                const run = await check('--format', 'json');
                expect(resultOf(run, 'database_password_length')).toMatchObject({state: 'pass', reason: 'long_enough'});
                expect(resultOf(run, 'database_password_storage')).toMatchObject({state: 'pass'});
                expect(resultOf(run, 'fips_image_available')).toMatchObject({state: 'pass'});
                expect(resultOf(run, 'compose_drift')).toMatchObject({state: 'pass'});
                const planned = await runAgent(['plan', '--format', 'json'], env());
                expect(JSON.parse(planned.stdout)).toMatchObject({
                    format: 1,
                    plan: {
                        mode: 'apply',
                        to: {reference: 'mattermost/mattermost-enterprise-fips-edition:11.7.2'},
                        change: {
                            way: 'files',
                            edits: [
                                {
                                    before: expect.stringMatching(/mattermost-enterprise-edition/) as string,
                                    after: expect.stringMatching(/mattermost-enterprise-fips-edition/) as string,
                                },
                            ],
                            recreated: [],
                        },
                    },
                });
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'an ordinary database role tells all but how its password is stored',
        () =>
            withProject({overrides: {MM_SQLSETTINGS_DATASOURCE: ORDINARY_DSN}}, async (project) => {
                const create = ['-U', 'mmuser', '-d', 'mattermost', '-c', 'create role app login'];
                const created = await project.compose(['exec', '-T', 'postgres', 'psql', ...create]);
                expect(created.code).toBe(0);
                const run = await check('--format', 'json');
                expect(resultOf(run, 'database_version')).toMatchObject({state: 'pass', data: {version: 15}});
                expect(resultOf(run, 'database_role_clients')).toMatchObject({state: 'pass'});
                expect(resultOf(run, 'database_password_storage')).toMatchObject({
                    state: 'unknown',
                    missing: [{fact: 'database_password_storage', why: 'no_permission'}],
                });
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'a database elsewhere is asked over the network',
        () =>
            withProject({password: 'long'}, async (project) => {
                const create = `create role app login password '${PASSWORD}'`;
                const psql = ['psql', '-U', 'mmuser', '-d', 'mattermost', '-c', create];
                expect((await project.compose(['exec', '-T', 'postgres', ...psql])).code).toBe(0);
                const database = await rig.engine.client.getContainer(await project.containerId('postgres')).inspect();
                const [network] = Object.values(database.NetworkSettings.Networks);
                const chat = await makePlainContainer({
                    engine: rig.engine,
                    name: 'chat-elsewhere',
                    image: 'mattermost/mattermost-enterprise-edition:11.7.2',
                    env: {
                        MM_SQLSETTINGS_DATASOURCE: `postgres://app:${PASSWORD}@${network?.IPAddress}:5432/mattermost?sslmode=disable`,
                    },
                });
                try {
                    const run = await check('--container', 'chat-elsewhere', '--format', 'json');
                    expect(resultOf(run, 'database_version')).toMatchObject({state: 'pass', data: {version: 15}});
                    expect(resultOf(run, 'database_password_length')).toMatchObject({state: 'pass'});
                    expect(run.stdout + run.stderr).not.toContain(PASSWORD);
                } finally {
                    await chat.remove();
                }
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'a plain container is judged too, and --rm is a blocker',
        async () => {
            const container = await makePlainContainer({
                engine: rig.engine,
                name: 'chat',
                image: 'mattermost/mattermost-enterprise-edition:11.7.2',
                env: {MM_SQLSETTINGS_DATASOURCE: 'postgres://mm:short@db:5432/mm?sslmode=disable'},
                publishedPort: 8065,
                autoRemove: true,
            });
            try {
                const run = await check('--format', 'json');
                expect(readReport(run).deployment).toMatchObject({kind: 'docker', name: 'chat'});
                expect(resultOf(run, 'container_removal')).toMatchObject({state: 'fail'});
                expect(resultOf(run, 'database_password_length')).toMatchObject({state: 'fail'});
                expect(run.exitCode).toBe(10);
            } finally {
                await container.remove();
            }
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'what stands in a move’s way is named for what it is, on one project',
        () =>
            withProject(
                {
                    password: 'short',
                    overrideText: `${LONG_ENOUGH_TEXT}    env_file: [db.env]\n`,
                    prepare: moveDataSource,
                },
                async (project) => {
                    const plan = async () => (await runAgent(['plan'], env())).stdout.replaceAll(/\s+/g, ' ');
                    expect(resultOf(await check('--format', 'json'), 'compose_drift')).toMatchObject({state: 'pass'});
                    const inEnvFile = await plan();
                    expect(inEnvFile).toContain('reads as its own environment (env_file:)');
                    expect(inEnvFile).toContain(`${join(project.root, 'db.env')}:1`);
                    expect(inEnvFile).not.toContain(project.databasePassword);

                    const text = await readFile(project.envPath, 'utf8');
                    await writeFile(project.envPath, text.replace(/^(MATTERMOST_IMAGE_TAG)=.*$/m, '$1=11.6.0'));
                    const otherImage = resultOf(await check('--format', 'json'), 'compose_drift');
                    const data = {
                        running: 'mattermost/mattermost-enterprise-edition:11.7.2',
                        wanted: 'mattermost/mattermost-enterprise-edition:11.6.0',
                    };
                    expect(otherImage).toMatchObject({state: 'fail', reason: 'other_image', data});
                    const checked = (await check()).stdout;
                    const planned = await plan();
                    for (const said of [checked, planned]) {
                        expect(said).toContain(data.running);
                        expect(said).toContain(data.wanted);
                    }
                    expect(checked).not.toContain('up -d');
                    expect(planned).toContain('1. Name the running image in the files');

                    await writeFile(project.envPath, text.replace(/^MATTERMOST_IMAGE=.*$/m, ''));
                    expect(await plan()).toContain('is not in any file of the project');

                    await writeFile(project.envPath, text);
                    await rename(join(project.root, 'docker-compose.override.yml'), join(project.root, 'moved.yml'));
                    const gone = await plan();
                    expect(gone).toContain('A file that the running container was started with is no longer there');
                    expect(gone).toContain(join(project.root, 'docker-compose.override.yml'));
                    expect(gone).not.toContain('docker compose');
                    await rename(join(project.root, 'moved.yml'), join(project.root, 'docker-compose.override.yml'));
                },
            ),
        LANE_TIMEOUT_MS,
    );

    test(
        'a container in another one’s network is asked there; a random port and a mount over the program are told',
        async () => {
            const image = 'mattermost/mattermost-enterprise-edition:11.7.2';
            const net = await makePlainContainer({engine: rig.engine, name: 'net', image: 'nginx:alpine'});
            const chat = await makePlainContainer({
                engine: rig.engine,
                name: 'chat',
                image,
                env: {MM_SQLSETTINGS_DATASOURCE: 'postgres://mm:short@[::1]:5432/mm?sslmode=disable'},
                network: 'container:net',
            });
            try {
                const {NetworkSettings} = await rig.engine.client.getContainer(net.id).inspect();
                await waitForSite(`http://${NetworkSettings.Networks['bridge']?.IPAddress}:8065`);
                const run = await check('--format', 'json');
                expect(resultOf(run, 'licence_plan')).toMatchObject({reason: 'unlicensed'});
                expect(resultOf(run, 'database_password_length')).toMatchObject({state: 'fail', reason: 'too_short'});
            } finally {
                await chat.remove();
                await net.remove();
            }
            const other = await makePlainContainer({
                engine: rig.engine,
                name: 'chat',
                image,
                binds: ['chat-program:/mattermost/'],
                publishedPort: 8065,
                randomPort: true,
            });
            try {
                const run = await check('--format', 'json');
                expect(resultOf(run, 'image_mounts')).toMatchObject({
                    state: 'fail',
                    reason: 'program_hidden',
                    data: {targets: ['/mattermost']},
                });
                expect(resultOf(run, 'network_address')).toMatchObject({
                    reason: 'random_ports',
                    data: {ports: [expect.stringMatching(/^8065\/tcp \d+$/) as string]},
                });
                const planned = await runAgent(['plan'], env());
                expect(planned.stdout.replaceAll(/\s+/g, ' ')).toMatch(/will choose another one: 8065\/tcp \d+/);
                const rehearsed = await runAgent(['rehearse', '--format', 'json'], env());
                expect(JSON.parse(rehearsed.stdout)).toMatchObject({outcome: {code: 'program_hidden'}});
                expect(rehearsed.exitCode).toBe(10);
            } finally {
                await other.remove();
            }
        },
        LANE_TIMEOUT_MS,
    );

    test('no container and no engine each end with their own code and say what to do', async () => {
        const none = await check();
        expect(none.exitCode).toBe(78);
        expect(none.stderr.replaceAll(/\s+/g, ' ')).toMatch(
            /No driver found a deployment: compose: .*; docker: .*; kubernetes: /,
        );
        const engineless = await runAgent(['check'], {DOCKER_HOST: 'unix:///nonexistent.sock'});
        expect(engineless.exitCode).toBe(69);
        expect(engineless.stderr).toContain('The deployment was not changed.');
    });
});
