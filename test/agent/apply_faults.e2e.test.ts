import {createServer} from 'node:http';
import {once} from 'node:events';
import {rm, writeFile} from 'node:fs/promises';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {runCommand, runOrFail} from '../engine/command.ts';
import {execInContainer} from '../engine/container_exec.ts';
import {startEngine} from '../engine/engine.ts';
import type {Engine} from '../engine/engine.ts';
import {pullImage} from '../engine/image_pull.ts';
import {LONG_ENOUGH_TEXT} from '../engine/long_enough_policy.ts';
import type {Project, ProjectOptions} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {runWithProject} from '../engine/run_with_project.ts';
import {waitForSite} from '../engine/wait_for_site.ts';
import type {AgentRun} from './run_agent.ts';
import {openSwapDesk} from './swap_desk.ts';
import type {SwapDesk} from './swap_desk.ts';
import {takeInventory} from './take_inventory.ts';

const LANE_TIMEOUT_MS = 240_000;
const FIPS_IMAGE = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const STANDARD_IMAGE = 'mattermost/mattermost-enterprise-edition:11.7.2';
const SHIFTED_CLOCK = fileURLToPath(new URL('shifted_clock.mjs', import.meta.url));
const NEEDS_DATABASE_TEXT = [
    `${LONG_ENOUGH_TEXT}      NODE_OPTIONS: --import=/needs_database.mjs`,
    '    volumes:',
    `      - ${fileURLToPath(new URL('needs_database.mjs', import.meta.url))}:/needs_database.mjs:ro`,
    '',
].join('\n');
const HOURS_MS = 2 * 60 * 60 * 1000;

/** What goes wrong around a run: each ends with words, in a state that is named, and with the site as it says. */
describe('fips-agent apply while something else breaks, on a real engine', () => {
    let rig: Rig;
    let desk: SwapDesk;
    beforeAll(async () => {
        rig = await startRig({name: 'faults'});
        await pullImage(rig.engine, FIPS_IMAGE);
    }, LANE_TIMEOUT_MS);
    afterAll(() => rig.stop(), LANE_TIMEOUT_MS);
    beforeEach(async () => {
        desk = await openSwapDesk(rig.engine);
    });
    afterEach(() => desk.remove());

    const withProject = (options: Omit<ProjectOptions, 'engine'>, use: (project: Project) => Promise<void>) =>
        runWithProject({engine: rig.engine, overrideText: LONG_ENOUGH_TEXT, ...options}, use);

    const runningImage = async (project: Project): Promise<string> =>
        (await rig.engine.client.getContainer(await project.containerId('mattermost')).inspect()).Config.Image;

    /** What was said, in one line; the password is nowhere in it. */
    function readWords(run: AgentRun, project: Project): string {
        const said = `${run.stderr}${run.stdout}`.replaceAll(/\s+/g, ' ');
        expect(said).not.toContain(project.databasePassword);
        expect(said).toMatch(/→ /);
        return said;
    }

    async function expectMoved(run: AgentRun, project: Project): Promise<void> {
        expect(readWords(run, project)).toContain('The deployment is in the planned state.');
        expect(run.exitCode).toBe(0);
        expect(await runningImage(project)).toBe(FIPS_IMAGE);
        await waitForSite(project.baseUrl);
        const moved = await project.containerId('mattermost');
        expect((await project.compose(['up', '--detach'])).code).toBe(0);
        expect(await project.containerId('mattermost')).toBe(moved);
    }

    describe('a full disk under the state folder', () => {
        const full = () => join(desk.stateDirectory, 'filler');
        beforeEach(() => runOrFail('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=0700', 'none', desk.stateDirectory]));
        afterEach(() => runCommand('umount', [desk.stateDirectory]));
        const fill = () => runCommand('dd', ['if=/dev/zero', `of=${full()}`, 'bs=4k']);

        test(
            'before the run: refused, untouched; with room again it goes',
            () =>
                withProject({}, async (project) => {
                    const before = await takeInventory(rig.engine, project);
                    const file = await desk.plan();
                    await fill();
                    const run = await desk.apply(file);
                    expect(readWords(run, project)).toMatch(/The deployment was not changed.*\[state_full\]/);
                    expect(run.exitCode).toBe(22);
                    expect(await takeInventory(rig.engine, project)).toEqual(before);
                    await waitForSite(project.baseUrl);
                    await rm(full());
                    await expectMoved(await desk.apply(file), project);
                }),
            LANE_TIMEOUT_MS,
        );

        test.each(['rehearse', 'recreate'])(
            'from the step %s on: the run still comes to its end',
            (step) =>
                withProject({}, async (project) => {
                    const {ended} = desk.start(['apply', await desk.plan(), '--yes']);
                    await desk.begun(step);
                    await fill();
                    await expectMoved(await ended, project);
                    const status = await desk.agent(['status']);
                    expect(status.stdout).toContain('Succeeded');
                }),
            LANE_TIMEOUT_MS,
        );
    });

    test.each(['pause', 'stop'] as const)(
        'the database is there no more (%s) when the password is rotated: refused, untouched once it is back',
        (action) =>
            withProject({password: 'short'}, async (project) => {
                const before = await takeInventory(rig.engine, project);
                const file = await desk.plan();
                const database = rig.engine.client.getContainer(await project.containerId('postgres'));
                const {ended} = desk.start(['apply', file, '--yes']);
                await desk.begun('inspect');
                await (action === 'pause' ? database.pause() : database.stop());
                const run = await ended;
                await (action === 'pause' ? database.unpause() : database.start());
                expect(readWords(run, project)).toMatch(
                    /the database container is not running, or was not found.*The deployment was not changed/,
                );
                expect(run.exitCode).toBe(22);
                expect((await takeInventory(rig.engine, project)).env).toBe(before.env);
                await waitForSite(project.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    describe('a database that is gone once the new container starts', () => {
        const more = {READY_SECONDS: '8'};
        const begin = async (project: Project) => {
            const database = rig.engine.client.getContainer(await project.containerId('postgres'));
            const {ended} = desk.start(['apply', await desk.plan(more), '--yes'], more);
            await desk.begun('wait');
            return {ended, database};
        };

        test(
            'stopped: compose starts it with the old container, and the run is rolled back',
            () =>
                withProject({overrideText: NEEDS_DATABASE_TEXT}, async (project) => {
                    const before = await takeInventory(rig.engine, project);
                    const {ended, database} = await begin(project);
                    await database.stop();
                    const run = await ended;
                    expect(readWords(run, project)).toContain('The deployment is in its former state.');
                    expect(run.exitCode).toBe(20);
                    expect(await takeInventory(rig.engine, project)).toEqual(before);
                    await waitForSite(project.baseUrl);
                }),
            LANE_TIMEOUT_MS,
        );

        test(
            'silent: needs attention with the old container in its place; once it answers the site does, and the way back ends',
            () =>
                withProject({overrideText: NEEDS_DATABASE_TEXT}, async (project) => {
                    const before = await takeInventory(rig.engine, project);
                    const {ended, database} = await begin(project);
                    await database.pause();
                    const run = await ended.finally(() => database.unpause());
                    expect(readWords(run, project)).toMatch(/Somebody has to look at it/);
                    expect(run.exitCode).toBe(21);
                    expect(await runningImage(project)).toBe(STANDARD_IMAGE);
                    await waitForSite(project.baseUrl);
                    expect((await desk.agent(['status'])).stdout).toContain('Needs attention');
                    const back = await desk.agent(['rollback', '--yes'], more);
                    expect(readWords(back, project)).toContain('The deployment is in its former state.');
                    expect(back.exitCode).toBe(0);
                    expect(await takeInventory(rig.engine, project)).toEqual(before);
                    await waitForSite(project.baseUrl);
                }),
            LANE_TIMEOUT_MS,
        );
    });

    test(
        'somebody changes the role’s password between plan and apply: refused, and their password stays',
        () =>
            withProject({password: 'short'}, async (project) => {
                const file = await desk.plan();
                const before = await takeInventory(rig.engine, project);
                const theirs = 'changed-by-hand-1234';
                const sql = `alter role mmuser password '${theirs}'`;
                const argv = ['psql', '-X', '-U', 'mmuser', '-d', 'mattermost', '-c', sql];
                expect((await execInContainer(rig.engine, await project.containerId('postgres'), argv)).code).toBe(0);
                const run = await desk.apply(file);
                expect(readWords(run, project)).toMatch(
                    /PostgreSQL refuses the password Mattermost was started with.*The deployment was not changed/,
                );
                expect(run.exitCode).toBe(22);
                expect(await takeInventory(rig.engine, project)).toEqual(before);
                await waitForSite(project.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'Mattermost was stopped before: no plan is carried out beside a stopped server, and it stays stopped',
        () =>
            withProject({}, async (project) => {
                const file = await desk.plan();
                await project.compose(['stop', 'mattermost']);
                const before = await takeInventory(rig.engine, project);
                const run = await desk.apply(file);
                expect(readWords(run, project)).toMatch(/The deployment was not changed.*\[plan_stale\]/);
                expect(run.exitCode).toBe(22);
                const planned = await desk.agent(['plan', '--out', file]);
                expect(planned.exitCode).not.toBe(0);
                expect(await takeInventory(rig.engine, project)).toEqual(before);
                await project.compose(['start', 'mattermost']);
                await waitForSite(project.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    test.each(['edit', 'recreate'])(
        'somebody runs docker compose up -d when the run begins %s: it ends well',
        (step) =>
            withProject({}, async (project) => {
                const {ended} = desk.start(['apply', await desk.plan(), '--yes']);
                await desk.begun(step);
                await project.compose(['up', '--detach']);
                await expectMoved(await ended, project);
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'a container that another up has left halfway is made anew, under its own name',
        () =>
            withProject({}, async (project) => {
                const {ended} = desk.start(['apply', await desk.plan(), '--yes']);
                await desk.begun('edit');
                const container = rig.engine.client.getContainer(await project.containerId('mattermost'));
                const name = (await container.inspect()).Name.slice(1);
                await container.rename({name: `0123456789ab_${name}`});
                await expectMoved(await ended, project);
                const moved = rig.engine.client.getContainer(await project.containerId('mattermost'));
                expect((await moved.inspect()).Name).toBe(`/${name}`);
                expect(
                    (await rig.engine.client.listContainers({all: true})).filter(({Names}) => Names[0]?.endsWith(name)),
                ).toHaveLength(1);
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'an agent that is pinned to one of two files is refused with words',
        () =>
            withProject({}, async (project) => {
                const before = await takeInventory(rig.engine, project);
                const pinned = {PROJECT_DIR: project.root, PROJECT_FILES: join(project.root, project.files[0] ?? '')};
                const file = join(desk.folder, 'move.plan');
                await desk.agent(['plan', '--out', file], pinned);
                const run = await desk.apply(file, pinned);
                expect(readWords(run, project)).toMatch(/The deployment was not changed/);
                expect([10, 22]).toContain(run.exitCode);
                expect(await takeInventory(rig.engine, project)).toEqual(before);
                await waitForSite(project.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    test.each([
        ['forward', HOURS_MS],
        ['back', -HOURS_MS],
    ])(
        'the host’s clock jumps two hours %s during the run: limits hold, and the journal still folds',
        (_name, shiftMs) =>
            withProject({}, async (project) => {
                const after = join(desk.folder, 'jumped');
                const shifted = {
                    NODE_OPTIONS: `--import ${SHIFTED_CLOCK}`,
                    SHIFT_AFTER: after,
                    SHIFT_MS: String(shiftMs),
                };
                const {ended} = desk.start(['apply', await desk.plan(), '--yes'], shifted);
                await desk.begun('rehearse');
                await writeFile(after, '');
                await expectMoved(await ended, project);
                const journal = await desk.readJournal();
                const times = [...journal.matchAll(/"at":"([^"]+)"/g)].map(([, at]) => Date.parse(at ?? ''));
                expect(Math.abs((times.at(-1) ?? 0) - (times[0] ?? 0))).toBeGreaterThan(HOURS_MS / 2);
                const back = await desk.agent(['rollback', '--yes']);
                expect(back.exitCode).toBe(0);
                expect(await runningImage(project)).toBe(STANDARD_IMAGE);
            }),
        LANE_TIMEOUT_MS,
    );

    /** A proxy that answers 502: from the start, or for good once the site behind it was away. */
    async function withProxy(isBroken: boolean, site: string, use: (url: string) => Promise<void>): Promise<void> {
        let broken = isBroken;
        const answer = async (path: string) => {
            const found = broken ? undefined : await fetch(`${site}${path}`).catch(() => undefined);
            broken = found === undefined;
            return found;
        };
        const proxy = createServer((incoming, outgoing) => {
            void answer(incoming.url ?? '/').then(async (found) => {
                outgoing.writeHead(found?.status ?? 502, {
                    'Content-Type': found?.headers.get('Content-Type') ?? 'text/html',
                });
                outgoing.end(found ? await found.text() : '<html><body><h1>502 Bad Gateway</h1></body></html>');
            });
        });
        proxy.listen(0, '127.0.0.1');
        await once(proxy, 'listening');
        try {
            await use(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
        } finally {
            proxy.closeAllConnections();
            proxy.close();
        }
    }

    test(
        'the proxy in front answers 502 once the container was replaced: needs attention, with the site up inside',
        () =>
            withProject({}, (project) =>
                withProxy(false, project.baseUrl, async (url) => {
                    const more = {SITE_URL: url, FRONT_DOOR_SECONDS: '2'};
                    const run = await desk.apply(await desk.plan(more), more);
                    expect(readWords(run, project)).toMatch(/The site URL does not answer as it should/);
                    expect(readWords(run, project)).toMatch(/Somebody has to look at it/);
                    expect(run.exitCode).toBe(21);
                    expect(await runningImage(project)).toBe(FIPS_IMAGE);
                    await waitForSite(project.baseUrl);
                }),
            ),
        LANE_TIMEOUT_MS,
    );

    test(
        'the proxy in front answered 502 before the run: no fault of the run',
        () =>
            withProject({}, (project) =>
                withProxy(true, project.baseUrl, async (url) => {
                    const more = {SITE_URL: url, FRONT_DOOR_SECONDS: '2'};
                    const run = await desk.apply(await desk.plan(more), more);
                    expect(run.exitCode).toBe(0);
                    expect(readWords(run, project)).toMatch(/not proved: .*Site URL/);
                    expect(await runningImage(project)).toBe(FIPS_IMAGE);
                }),
            ),
        LANE_TIMEOUT_MS,
    );

    describe('an engine that is restarted', () => {
        let engine: Engine;
        beforeAll(async () => {
            engine = await startEngine({name: 'restarted', registryMirror: rig.registry.url});
        }, LANE_TIMEOUT_MS);
        afterAll(() => engine.stop(), LANE_TIMEOUT_MS);

        test.each(['recreate', 'verify'])(
            'when the run begins %s: it waits for it, and goes on or goes back',
            async (step) => {
                const own = await openSwapDesk(engine);
                try {
                    await runWithProject({engine, overrideText: LONG_ENOUGH_TEXT}, async (project) => {
                        const {ended} = own.start(['apply', await own.plan(), '--yes']);
                        await own.begun(step);
                        await engine.restart();
                        const run = await ended;
                        // A server that the engine stops on its way down may be seen to end before the engine is seen to be away.
                        expect([0, 20]).toContain(run.exitCode);
                        expect(readWords(run, project)).toContain(
                            run.exitCode === 0
                                ? 'The deployment is in the planned state.'
                                : 'The deployment is in its former state.',
                        );
                        const {Config, State} = await engine.client
                            .getContainer(await project.containerId('mattermost'))
                            .inspect();
                        expect(Config.Image).toBe(run.exitCode === 0 ? FIPS_IMAGE : STANDARD_IMAGE);
                        expect(State.Running).toBe(true);
                        await waitForSite(project.baseUrl);
                        expect(run.stderr).not.toContain('engine_unreachable');
                    });
                } finally {
                    await own.remove();
                }
            },
            LANE_TIMEOUT_MS,
        );
    });
});
