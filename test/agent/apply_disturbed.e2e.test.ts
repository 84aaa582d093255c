import {appendFile, mkdir, readdir, readFile, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {makeDockerEngine, makeLogIn} from '@fips-readiness/server-bridge';
import {runCommand} from '../engine/command.ts';
import {pullImage} from '../engine/image_pull.ts';
import {LONG_ENOUGH_TEXT} from '../engine/long_enough_policy.ts';
import type {Project} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {runWithProject} from '../engine/run_with_project.ts';
import {waitForSite} from '../engine/wait_for_site.ts';
import {openSwapDesk} from './swap_desk.ts';
import type {SwapDesk} from './swap_desk.ts';
import {takeInventory} from './take_inventory.ts';

const LANE_TIMEOUT_MS = 240_000;
const FIPS_IMAGE = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const FOREIGN_LINE = '# written by somebody else\n';
const QUICK = {READY_SECONDS: '8'};
/** Every server starts slowly here: the database is stopped before the new one is ready, on a busy machine too. */
const SLOW_TEXT = `${LONG_ENOUGH_TEXT}      STAND_IN_FAULT: slow\n`;

/**
 * A run that rotates, disturbed between its steps: files, password and container end on one side. Every boundary and every
 * disturbance is gone through over stand-ins (test/demo/crash_matrix.test.ts); here are those where the engine itself matters.
 */
describe('fips-agent apply with a rotation, disturbed on a real engine', () => {
    let rig: Rig;
    let desk: SwapDesk;
    beforeAll(async () => {
        rig = await startRig({name: 'disturbed'});
        await pullImage(rig.engine, FIPS_IMAGE);
    }, LANE_TIMEOUT_MS);
    afterAll(() => rig.stop(), LANE_TIMEOUT_MS);
    beforeEach(async () => {
        desk = await openSwapDesk(rig.engine);
    });
    afterEach(() => desk.remove());

    const withProject = (use: (project: Project) => Promise<void>, overrideText = LONG_ENOUGH_TEXT) =>
        runWithProject({engine: rig.engine, overrideText, password: 'short'}, use);
    const readEnv = (project: Project) => readFile(project.envPath, 'utf8');

    /** Does PostgreSQL take the password the project began with? */
    async function takesOldPassword(project: Project): Promise<boolean> {
        const engine = makeDockerEngine(rig.engine.dockerHost, {});
        const database = await engine.fetchContainer(await project.containerId('postgres'));
        const dsn = {host: 'postgres', port: '5432', user: 'mmuser', password: '', database: 'mattermost'};
        const logIn = makeLogIn(
            {...dsn, tls: false, verified: false},
            {host: database?.networks[0]?.address ?? '', port: 5432},
        );
        const login = await logIn(project.databasePassword);
        if (login.code === 'session') {
            await login.session.close();
        }
        return login.code === 'session';
    }

    test(
        'a line appended to .env before the edit: the password is back, the line stays, the site was never down',
        () =>
            withProject(async (project) => {
                const [before, env] = [await takeInventory(rig.engine, project), await readEnv(project)];
                const {ended} = desk.start(['apply', await desk.plan(QUICK), '--yes'], QUICK);
                await desk.begun('rotate');
                await appendFile(project.envPath, FOREIGN_LINE);
                const run = await ended;
                expect(`${run.exitCode} ${run.stderr}`).toMatch(/^20 /);
                expect(run.stderr.replaceAll(/\s+/g, ' ')).toContain('has changed since this was planned');
                expect(await readEnv(project)).toBe(env + FOREIGN_LINE);
                expect(await takesOldPassword(project)).toBe(true);
                expect((await takeInventory(rig.engine, project)).containers).toEqual(before.containers);
                await waitForSite(project.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'a line appended to .env after the edit: the run’s own lines move back, the line stays, the old container is back',
        () =>
            withProject(async (project) => {
                const env = await readEnv(project);
                const {ended} = desk.start(['apply', await desk.plan(QUICK), '--yes'], QUICK);
                await desk.begun('wait');
                await appendFile(project.envPath, FOREIGN_LINE);
                expect((await ended).exitCode).toBe(0);
                const back = await desk.agent(['rollback', '--yes'], QUICK);
                expect(back.stderr.replaceAll(/\s+/g, ' ')).toContain('other changes to the file were kept');
                expect(await readEnv(project)).toBe(env + FOREIGN_LINE);
                expect(await takesOldPassword(project)).toBe(true);
                await waitForSite(project.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'the database stopped while the new container starts: the rollback starts it, restores the password and ends with everything old',
        () =>
            withProject(async (project) => {
                const env = await readEnv(project);
                const {ended} = desk.start(['apply', await desk.plan(QUICK), '--yes'], QUICK);
                await desk.begun('wait');
                await rig.engine.client.getContainer(await project.containerId('mattermost')).kill();
                await rig.engine.client.getContainer(await project.containerId('postgres')).stop();
                const run = await ended;
                expect(`${run.exitCode} ${run.stderr}`).toMatch(/^20 /);
                expect(await readEnv(project)).toBe(env);
                expect(await takesOldPassword(project)).toBe(true);
                await waitForSite(project.baseUrl);
            }, SLOW_TEXT),
        LANE_TIMEOUT_MS,
    );

    test(
        'an agent with another state folder is refused while a run is open, and told whose it is; rollback.sh keeps a newer file',
        () =>
            withProject(async (project) => {
                const env = await readEnv(project);
                const first = desk.start(['apply', await desk.plan(QUICK), '--yes'], QUICK);
                await desk.begun('wait');
                const other = await openSwapDesk(rig.engine);
                try {
                    first.kill('SIGKILL');
                    await first.ended;
                    const back = {ALLOW: 'to_fips,to_standard', ...QUICK};
                    const plan = join(other.folder, 'back.plan');
                    await other.agent(['plan', '--back', '--out', plan], back);
                    const refused = await other.agent(['apply', plan, '--yes'], back);
                    expect(`${refused.exitCode} ${refused.stderr}`).toMatch(/^22 .*Another agent’s run/s);
                } finally {
                    await other.remove();
                }
                await appendFile(project.envPath, FOREIGN_LINE);
                const [kit = ''] = await readdir(join(desk.folder, 'rescue'));
                const plugins = join(desk.folder, 'docker-home/.docker/cli-plugins');
                await mkdir(plugins, {recursive: true});
                await symlink(rig.engine.composeBinary, join(plugins, 'docker-compose'));
                const script = await runCommand('sh', [join(desk.folder, 'rescue', kit, 'rollback.sh')], {
                    env: {
                        PATH: process.env['PATH'] ?? '',
                        HOME: join(desk.folder, 'docker-home'),
                        DOCKER_HOST: rig.engine.dockerHost,
                    },
                });
                expect(`${script.code} ${script.stderr}${script.stdout}`).toMatch(/^0 .*their text is kept as/s);
                expect(await readEnv(project)).toBe(env);
                expect(await takesOldPassword(project)).toBe(true);
                await waitForSite(project.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );
});
