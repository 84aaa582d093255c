import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {breakImage} from '../engine/broken_image.ts';
import type {ImageFault} from '../engine/broken_image.ts';
import {runCommand} from '../engine/command.ts';
import {pullImage} from '../engine/image_pull.ts';
import type {Project, ProjectOptions} from '../engine/project.ts';
import {runWithProject} from '../engine/run_with_project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {waitForSite} from '../engine/wait_for_site.ts';
import {runAgent} from './run_agent.ts';
import type {AgentRun} from './run_agent.ts';

const LANE_TIMEOUT_MS = 240_000;
const FIPS_IMAGE = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const STANDARD_IMAGE = 'mattermost/mattermost-enterprise-edition:11.7.2';
const LONG_ENOUGH_TEXT = 'services:\n  mattermost:\n    environment:\n      MM_PASSWORDSETTINGS_MINIMUMLENGTH: "14"\n';

describe('fips-agent apply on a real engine', () => {
    let rig: Rig;
    let home = '';
    beforeAll(async () => {
        rig = await startRig({name: 'apply'});
    }, LANE_TIMEOUT_MS);
    afterAll(() => rig.stop(), LANE_TIMEOUT_MS);
    beforeEach(async () => {
        home = await mkdtemp(join(tmpdir(), 'apply-'));
        await rig.engine.client
            .getImage(FIPS_IMAGE)
            .remove({force: true})
            .catch(() => undefined);
    });
    afterEach(() => rm(home, {recursive: true, force: true}));

    const env = (more: Readonly<Record<string, string>> = {}) => ({
        DOCKER_HOST: rig.engine.dockerHost,
        COMPOSE_BINARY: rig.engine.composeBinary,
        STATE_DIR: join(home, 'state'),
        RESCUE_DIR: join(home, 'rescue'),
        MODE: 'swap',
        BACKUP: 'none',
        BACKUP_NONE_BECAUSE: 'a rig',
        CHANGES_PER_HOUR: '60',
        READY_SECONDS: '20',
        ...more,
    });
    const agent = (args: readonly string[], more: Readonly<Record<string, string>> = {}) => runAgent(args, env(more));

    const withProject = (options: Omit<ProjectOptions, 'engine'>, use: (project: Project) => Promise<void>) =>
        runWithProject({engine: rig.engine, overrideText: LONG_ENOUGH_TEXT, ...options}, use);

    async function planAndApply(more: Readonly<Record<string, string>> = {}): Promise<AgentRun> {
        const file = join(home, 'move.plan');
        const planned = await agent(['plan', '--out', file], more);
        if (planned.exitCode !== 0) {
            throw new Error(`${planned.stdout}\n${planned.stderr}`);
        }
        return agent(['apply', file, '--yes'], more);
    }

    const runningImage = async (project: Project): Promise<string> =>
        (await rig.engine.client.getContainer(await project.containerId('mattermost')).inspect()).Config.Image;

    /** Everything of a project that a run may touch: files, containers by service with image and address. */
    async function takeInventory(project: Project): Promise<unknown> {
        const containers = await rig.engine.client.listContainers({all: true});
        return {
            env: await readFile(project.envPath, 'utf8'),
            containers: containers
                .map(({Names, ImageID, State, NetworkSettings}) => [
                    Names[0],
                    ImageID,
                    State,
                    Object.values(NetworkSettings.Networks).map(({IPAddress}) => IPAddress),
                ])
                .sort(),
        };
    }

    test(
        'moves to the FIPS image, and a plain up afterwards changes nothing; rollback brings all of it back',
        () =>
            withProject({crlf: true, password: 'long'}, async (project) => {
                const before = await takeInventory(project);
                const run = await planAndApply();
                expect(`${run.stderr}${run.stdout}`).toContain('Succeeded');
                expect(run.exitCode).toBe(0);
                expect(await runningImage(project)).toBe(FIPS_IMAGE);
                await waitForSite(project.baseUrl);
                const moved = await project.containerId('mattermost');
                const up = await project.compose(['up', '--detach']);
                expect(up.code).toBe(0);
                expect(await project.containerId('mattermost')).toBe(moved);

                const status = await agent(['status']);
                expect(status.exitCode).toBe(0);
                expect(status.stdout).toContain('Succeeded');
                const back = await agent(['rollback', '--yes']);
                expect(`${back.stderr}${back.stdout}`).toContain('Rolled back');
                expect(back.exitCode).toBe(20);
                expect(await takeInventory(project)).toEqual(before);
                await waitForSite(project.baseUrl);
                for (const text of [run, status, back].flatMap(({stdout, stderr}) => [stdout, stderr])) {
                    expect(text).not.toContain(project.databasePassword);
                }
            }),
        LANE_TIMEOUT_MS,
    );

    test.each<[ImageFault, RegExp]>([
        ['exits', /ended by itself \(exit 2\)|ends and is started again/],
        ['silent', /did not get ready in 20 s/],
        ['api_500', /did not get ready in 20 s/],
        ['web_app_dead', /web_app\.no_script/],
        ['database_down', /database\.fails|did not get ready/],
    ])(
        'an image whose server %s is rolled back by itself',
        (fault, said) =>
            withProject({}, async (project) => {
                await breakImage(rig.engine, FIPS_IMAGE, fault);
                const before = await takeInventory(project);
                const run = await planAndApply();
                expect(run.stderr).toMatch(said);
                expect(`${run.stderr}${run.stdout}`).toContain('Rolled back');
                expect(run.exitCode).toBe(20);
                expect(await takeInventory(project)).toEqual(before);
                await waitForSite(project.baseUrl);
                const [runId = ''] = await readdir(join(home, 'state/runs'));
                const kept = await readdir(join(home, 'state/runs', runId));
                expect(kept).toEqual(expect.arrayContaining(['failed-container.log', 'failed-container.json']));
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'a slow start is waited for',
        () =>
            withProject({}, async (project) => {
                await breakImage(rig.engine, FIPS_IMAGE, 'slow');
                const run = await planAndApply();
                expect(run.exitCode).toBe(0);
                expect(await runningImage(project)).toBe(FIPS_IMAGE);
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'rollback.sh restores the site with the agent and its state gone and the old tag moved',
        () =>
            withProject({}, async (project) => {
                const before = await takeInventory(project);
                expect((await planAndApply()).exitCode).toBe(0);
                await rm(join(home, 'state'), {recursive: true});
                const colon = STANDARD_IMAGE.lastIndexOf(':');
                await rig.engine.client
                    .getImage(FIPS_IMAGE)
                    .tag({repo: STANDARD_IMAGE.slice(0, colon), tag: STANDARD_IMAGE.slice(colon + 1)});
                const [runId = ''] = await readdir(join(home, 'rescue'));
                const script = join(home, 'rescue', runId, 'rollback.sh');
                const rescued = await runCommand('sh', [script], {
                    cwd: '/',
                    env: {
                        PATH: process.env['PATH'] ?? '',
                        HOME: await makeDockerHome(),
                        DOCKER_HOST: rig.engine.dockerHost,
                    },
                    timeoutMs: 120_000,
                });
                expect(`${rescued.stdout}${rescued.stderr}`).toContain('Done.');
                expect(rescued.code).toBe(0);
                expect(await takeInventory(project)).toEqual(before);
                await waitForSite(project.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    /** A home in which `docker compose` is found, as on an admin's host. */
    async function makeDockerHome(): Promise<string> {
        const folder = join(home, 'docker-home');
        await runCommand('mkdir', ['-p', join(folder, '.docker/cli-plugins')], {});
        await runCommand(
            'ln',
            ['-s', rig.engine.composeBinary, join(folder, '.docker/cli-plugins/docker-compose')],
            {},
        );
        return folder;
    }

    test(
        'a plan is refused when it is stale, used, or the agent only reports; nothing is touched',
        () =>
            withProject({}, async (project) => {
                await pullImage(rig.engine, FIPS_IMAGE);
                const before = await takeInventory(project);
                const file = join(home, 'move.plan');
                await agent(['plan', '--out', file]);
                const reading = await agent(['apply', file, '--yes'], {MODE: 'read_only'});
                expect(reading.stderr).toContain('[read_only_mode]');
                const notAllowed = await agent(['apply', file, '--yes'], {ALLOW: 'rotate'});
                expect(notAllowed.stderr).toContain('[goal_not_allowed]');
                const nobody = await agent(['apply', file]);
                expect(nobody.stderr).toContain('[nobody_to_ask]');
                const other = await agent(['apply', file, '--yes'], {ROLLBACK: 'ask'});
                expect(other.stderr).toContain('[plan_stale]');
                const text = await readFile(file, 'utf8');
                await rm(file);
                const missing = await agent(['apply', file, '--yes']);
                expect(missing.stderr).toContain('[plan_unreadable]');
                expect(text).not.toContain(project.databasePassword);
                expect(await takeInventory(project)).toEqual(before);
            }),
        LANE_TIMEOUT_MS,
    );
});
