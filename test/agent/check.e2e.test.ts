import {readReport as readOutsideReport} from '@fips-readiness/core';
import type {ReadinessReport} from '@fips-readiness/core';
import {makePlainContainer} from '../engine/plain_container.ts';
import type {Project, ProjectOptions} from '../engine/project.ts';
import {runWithProject} from '../engine/run_with_project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
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

    const withProject = (options: Omit<ProjectOptions, 'engine'>, use: (project: Project) => Promise<void>) =>
        runWithProject({engine: rig.engine, ...options}, use);

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
                        changes: [
                            {
                                before: expect.stringMatching(/mattermost-enterprise-edition/) as string,
                                after: expect.stringMatching(/mattermost-enterprise-fips-edition/) as string,
                            },
                        ],
                        recreated: [],
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

    test('no container and no engine each end with their own code and say what to do', async () => {
        const none = await check();
        expect(none.exitCode).toBe(78);
        expect(none.stderr).toMatch(/No driver fits: compose: .*;\s+docker: /);
        const engineless = await runAgent(['check'], {DOCKER_HOST: 'unix:///nonexistent.sock'});
        expect(engineless.exitCode).toBe(69);
        expect(engineless.stderr).toContain('The deployment was not changed.');
    });
});
