import {readdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {breakImage} from '../engine/broken_image.ts';
import type {ImageFault} from '../engine/broken_image.ts';
import {runCommand} from '../engine/command.ts';
import type {CommandResult} from '../engine/command.ts';
import {execInContainer} from '../engine/container_exec.ts';
import {pullImage} from '../engine/image_pull.ts';
import {LONG_ENOUGH_TEXT} from '../engine/long_enough_policy.ts';
import type {Project, ProjectOptions} from '../engine/project.ts';
import {runWithProject} from '../engine/run_with_project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {waitForSite} from '../engine/wait_for_site.ts';
import type {AgentRun} from './run_agent.ts';
import {openSwapDesk} from './swap_desk.ts';
import type {SwapDesk} from './swap_desk.ts';
import {takeInventory as takeInventoryOf} from './take_inventory.ts';
import {startWitness} from './witness.ts';
import type {Witness} from './witness.ts';

const LANE_TIMEOUT_MS = 240_000;
const FIPS_IMAGE = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const STANDARD_IMAGE = 'mattermost/mattermost-enterprise-edition:11.7.2';
/** For servers that never get ready: waited for in full. */
const IMPATIENT = {READY_SECONDS: '8'};

describe('fips-agent apply on a real engine', () => {
    let rig: Rig;
    let desk: SwapDesk;
    beforeAll(async () => {
        rig = await startRig({name: 'apply'});
    }, LANE_TIMEOUT_MS);
    afterAll(() => rig.stop(), LANE_TIMEOUT_MS);
    beforeEach(async () => {
        desk = await openSwapDesk(rig.engine);
        await rig.engine.client
            .getImage(FIPS_IMAGE)
            .remove({force: true})
            .catch(() => undefined);
    });
    afterEach(() => desk.remove());

    const withProject = (options: Omit<ProjectOptions, 'engine'>, use: (project: Project) => Promise<void>) =>
        runWithProject({engine: rig.engine, overrideText: LONG_ENOUGH_TEXT, ...options}, use);

    const planAndApply = async (more?: Readonly<Record<string, string>>): Promise<AgentRun> =>
        desk.apply(await desk.plan(more), more);

    const runningImage = async (project: Project): Promise<string> =>
        (await rig.engine.client.getContainer(await project.containerId('mattermost')).inspect()).Config.Image;

    const takeInventory = (project: Project) => takeInventoryOf(rig.engine, project);

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

                const status = await desk.agent(['status']);
                expect(status.exitCode).toBe(0);
                expect(status.stdout).toContain('Succeeded');
                const back = await desk.agent(['rollback', '--yes']);
                expect(`${back.stderr}${back.stdout}`).toContain('Rolled back');
                expect(back.exitCode).toBe(0);
                expect(await takeInventory(project)).toEqual(before);
                await waitForSite(project.baseUrl);
                for (const text of [run, status, back].flatMap(({stdout, stderr}) => [stdout, stderr])) {
                    expect(text).not.toContain(project.databasePassword);
                }
            }),
        LANE_TIMEOUT_MS,
    );

    test.each<[ImageFault, RegExp]>([
        ['exits', /exited on its own \(exit code 2\)|exits and restarts again/],
        ['silent', /was not ready within 8 s/],
        ['api_500', /was not ready within 8 s/],
        ['web_app_dead', /The page’s script is not served/],
        ['database_down', /The server cannot write to it|did not get ready/],
    ])(
        'an image whose server %s is rolled back by itself',
        (fault, said) =>
            withProject({}, async (project) => {
                await breakImage(rig.engine, FIPS_IMAGE, fault);
                const before = await takeInventory(project);
                const run = await planAndApply(IMPATIENT);
                expect(run.stderr).toMatch(said);
                expect(`${run.stderr}${run.stdout}`).toContain('Rolled back');
                expect(run.exitCode).toBe(20);
                expect(await takeInventory(project)).toEqual(before);
                await waitForSite(project.baseUrl);
                const [runId = ''] = await readdir(join(desk.stateDirectory, 'runs'));
                const kept = await readdir(join(desk.stateDirectory, 'runs', runId));
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
                await rm(desk.stateDirectory, {recursive: true});
                const colon = STANDARD_IMAGE.lastIndexOf(':');
                await rig.engine.client
                    .getImage(FIPS_IMAGE)
                    .tag({repo: STANDARD_IMAGE.slice(0, colon), tag: STANDARD_IMAGE.slice(colon + 1)});
                const rescued = await runRescueScript();
                expect(`${rescued.stdout}${rescued.stderr}`).toContain('Done.');
                expect(rescued.code).toBe(0);
                expect(await takeInventory(project)).toEqual(before);
                await waitForSite(project.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    async function runRescueScript(): Promise<CommandResult> {
        const [runId = ''] = await readdir(join(desk.folder, 'rescue'));
        return runCommand('sh', [join(desk.folder, 'rescue', runId, 'rollback.sh')], {
            cwd: '/',
            env: {PATH: process.env['PATH'] ?? '', HOME: await makeDockerHome(), DOCKER_HOST: rig.engine.dockerHost},
            timeoutMs: 120_000,
        });
    }

    /** A home in which `docker compose` is found, as on an admin's host. */
    async function makeDockerHome(): Promise<string> {
        const folder = join(desk.folder, 'docker-home');
        await runCommand('mkdir', ['-p', join(folder, '.docker/cli-plugins')], {});
        await runCommand(
            'ln',
            ['-s', rig.engine.composeBinary, join(folder, '.docker/cli-plugins/docker-compose')],
            {},
        );
        return folder;
    }

    const witnesses: Witness[] = [];
    afterEach(async () => {
        await Promise.all(witnesses.splice(0).map((witness) => witness.stop()));
    });

    /** The stand-in keeps nothing in PostgreSQL, and a dump without a table with data proves nothing. */
    async function fillDatabase(project: Project): Promise<void> {
        const sql = 'create table posts as select generate_series(1, 1000) as id';
        const argv = ['psql', '-X', '-q', '-w', '-U', 'mmuser', '-d', 'mattermost', '-c', sql];
        expect((await execInContainer(rig.engine, await project.containerId('postgres'), argv)).code).toBe(0);
    }

    const passwordIn = async (project: Project): Promise<string> =>
        /^POSTGRES_PASSWORD=(.*?)\r?$/m.exec(await readFile(project.envPath, 'utf8'))?.[1] ?? '';

    test(
        'a short database password is rotated on the way, the database saved first, and both come back with a rollback',
        () =>
            withProject({password: 'short', crlf: true}, async (project) => {
                const before = await readFile(project.envPath, 'utf8');
                await fillDatabase(project);
                const witness = await startWitness(rig.engine.client);
                witnesses.push(witness);
                const run = await planAndApply({BACKUP: 'dump'});
                expect(`${run.stderr}${run.stdout}`).toContain('Succeeded');
                expect(run.stderr).toMatch(/dumped and verified by listing/);
                const rotated = await passwordIn(project);
                expect(rotated).toMatch(/^[A-Za-z0-9]{32}$/);
                await waitForSite(project.baseUrl);
                const moved = await project.containerId('mattermost');
                await project.compose(['up', '--detach']);
                expect(await project.containerId('mattermost')).toBe(moved);

                const back = await desk.agent(['rollback', '--yes']);
                expect(`${back.stderr}${back.stdout}`).toContain('Rolled back');
                expect(await readFile(project.envPath, 'utf8')).toBe(before);
                await waitForSite(project.baseUrl);
                const seen = await witness.stop();
                const journal = await desk.readJournal();
                for (const text of [seen, journal, run.stdout, run.stderr, back.stdout, back.stderr]) {
                    expect(text).not.toContain(project.databasePassword);
                    expect(text).not.toContain(rotated);
                }
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'after a rotation rollback.sh brings the old password back too',
        () =>
            withProject({password: 'short'}, async (project) => {
                const before = await takeInventory(project);
                expect((await planAndApply()).exitCode).toBe(0);
                await rm(desk.stateDirectory, {recursive: true});
                const rescued = await runRescueScript();
                expect(`${rescued.stdout}${rescued.stderr}`).toContain('Done.');
                expect(await readFile(project.envPath, 'utf8')).toBe(before.env);
                await waitForSite(project.baseUrl);
                expect(await runningImage(project)).toBe(STANDARD_IMAGE);
            }),
        LANE_TIMEOUT_MS,
    );

    /** Every step of a run, in order: the moment its line is in the journal the agent is killed. */
    const MOMENTS = ['backup', 'rotate', 'rehearse', 'edit', 'recreate', 'wait', 'verify', 'finish'];

    test(
        'kill -9 at every step, one after the other: the run goes on from where it was and ends well',
        () =>
            withProject({password: 'short'}, async (project) => {
                await fillDatabase(project);
                const file = await desk.plan({BACKUP: 'dump'});
                await killAt('rescue_kit', ['apply', file, '--yes'], {BACKUP: 'dump'});
                for (const step of MOMENTS) {
                    await killAt(step, ['apply', '--resume'], {BACKUP: 'dump'});
                    const containers = await rig.engine.client.listContainers({all: true});
                    expect(containers.filter(({Names}) => Names[0]?.includes('mattermost-1'))).not.toEqual([]);
                }
                const end = await desk.agent(['apply', '--resume'], {BACKUP: 'dump'});
                expect(`${end.stderr}${end.stdout}`).toContain('Succeeded');
                expect(end.exitCode).toBe(0);
                expect(await runningImage(project)).toBe(FIPS_IMAGE);
                await waitForSite(project.baseUrl);
                const moved = await project.containerId('mattermost');
                await project.compose(['up', '--detach']);
                expect(await project.containerId('mattermost')).toBe(moved);
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'kill -9 on the way back: resumed, it ends rolled back',
        () =>
            withProject({password: 'short'}, async (project) => {
                await breakImage(rig.engine, FIPS_IMAGE, 'web_app_dead');
                const before = await readFile(project.envPath, 'utf8');
                const file = await desk.plan();
                await killAt('restore_files', ['apply', file, '--yes']);
                for (const step of ['restore_password', 'restore_container', 'wait_back', 'verify_back']) {
                    await killAt(step, ['apply', '--resume']);
                }
                const end = await desk.agent(['apply', '--resume']);
                expect(end.exitCode).toBe(20);
                expect(await readFile(project.envPath, 'utf8')).toBe(before);
                expect(await runningImage(project)).toBe(STANDARD_IMAGE);
                await waitForSite(project.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    /** Starts the agent and kills it, without a chance to clean up, right after it has begun `step`. */
    async function killAt(
        step: string,
        args: readonly string[],
        more: Readonly<Record<string, string>> = {},
    ): Promise<void> {
        const {ended, kill} = desk.start(args, more);
        await Promise.race([
            desk.begun(step),
            ended.then(({stderr}) => {
                throw new Error(`the agent never began ${step}:\n${stderr}`);
            }),
        ]);
        kill('SIGKILL');
        await ended;
    }

    test(
        'a plan is refused when it is stale, used, or the agent only reports; nothing is touched',
        () =>
            withProject({}, async (project) => {
                await pullImage(rig.engine, FIPS_IMAGE);
                const before = await takeInventory(project);
                const file = await desk.plan();
                const reading = await desk.agent(['apply', file, '--yes'], {MODE: 'read_only'});
                expect(reading.stderr).toContain('[read_only_mode]');
                const notAllowed = await desk.agent(['apply', file, '--yes'], {ALLOW: 'rotate'});
                expect(notAllowed.stderr).toContain('[goal_not_allowed]');
                const nobody = await desk.agent(['apply', file]);
                expect(nobody.stderr).toContain('[nobody_to_ask]');
                const other = await desk.agent(['apply', file, '--yes'], {ROLLBACK: 'ask'});
                expect(other.stderr).toContain('[plan_stale]');
                const text = await readFile(file, 'utf8');
                await rm(file);
                const missing = await desk.agent(['apply', file, '--yes']);
                expect(missing.stderr).toContain('[plan_missing]');
                expect(text).not.toContain(project.databasePassword);
                expect(await takeInventory(project)).toEqual(before);
            }),
        LANE_TIMEOUT_MS,
    );
});
