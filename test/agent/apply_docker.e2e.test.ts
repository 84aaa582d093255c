import {spawn} from 'node:child_process';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import type {Readable} from 'node:stream';
import {breakImage} from '../engine/broken_image.ts';
import type {ImageFault} from '../engine/broken_image.ts';
import {runCommand} from '../engine/command.ts';
import type {CommandResult} from '../engine/command.ts';
import {execInContainer} from '../engine/container_exec.ts';
import {pullImage} from '../engine/image_pull.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {waitForSite} from '../engine/wait_for_site.ts';
import {makeFullContainer} from './full_container.ts';
import type {FullContainer} from './full_container.ts';
import {AGENT_BIN, runAgent} from './run_agent.ts';
import type {AgentRun} from './run_agent.ts';
import {collectReadings, makeStateDirectory} from './shared_readings.ts';

const LANE_TIMEOUT_MS = 240_000;
const FIPS_IMAGE = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const STANDARD_IMAGE = 'mattermost/mattermost-enterprise-edition:11.7.2';
const NODE = '/mattermost/lib/node';
/** For servers that never get ready: waited for in full. */
const IMPATIENT = {READY_SECONDS: '8'};

describe('fips-agent apply for a plain container on a real engine', () => {
    let rig: Rig;
    let home = '';
    beforeAll(async () => {
        rig = await startRig({name: 'apply-docker'});
    }, LANE_TIMEOUT_MS);
    afterAll(() => rig.stop(), LANE_TIMEOUT_MS);
    beforeEach(async () => {
        home = await mkdtemp(join(tmpdir(), 'apply-docker-'));
        await makeStateDirectory(join(home, 'state'));
        await rig.engine.client
            .getImage(FIPS_IMAGE)
            .remove({force: true})
            .catch(() => undefined);
        await pullImage(rig.engine, STANDARD_IMAGE);
    });
    afterEach(async () => {
        await collectReadings(join(home, 'state'));
        await rm(home, {recursive: true, force: true});
    });

    type Variables = Readonly<Record<string, string>>;
    const env = (more: Variables = {}) => ({
        DOCKER_HOST: rig.engine.dockerHost,
        STATE_DIR: join(home, 'state'),
        RESCUE_DIR: join(home, 'rescue'),
        MODE: 'swap',
        ALLOW: 'to_fips,to_standard',
        BACKUP: 'none',
        BACKUP_NONE_BECAUSE: 'a rig',
        CHANGES_PER_HOUR: '60',
        READY_SECONDS: '20',
        ...more,
    });
    const agent = (args: readonly string[], more?: Variables) => runAgent(args, env(more));

    async function withContainer(use: (container: FullContainer) => Promise<void>): Promise<void> {
        const container = await makeFullContainer(rig.engine, STANDARD_IMAGE);
        try {
            await waitForSite(container.baseUrl);
            await use(container);
        } finally {
            await container.remove();
        }
    }

    async function makePlan(args: readonly string[] = [], more?: Variables): Promise<string> {
        const file = join(home, `${args.join('')}.plan`);
        const planned = await agent(['plan', ...args, '--out', file], more);
        if (planned.exitCode !== 0) {
            throw new Error(`${planned.stdout}\n${planned.stderr}`);
        }
        return file;
    }
    const planAndApply = async (args?: readonly string[], more?: Variables): Promise<AgentRun> =>
        agent(['apply', await makePlan(args, more), '--yes'], more);

    const inspect = (name: string) => rig.engine.client.getContainer(name).inspect();
    const say = async (name: string, script: string) =>
        execInContainer(rig.engine, name, [NODE, '-e', script], {user: 'root'});

    /** Everything an admin set, and the data: what both sides of a swap share. */
    async function takeInventory({name}: FullContainer): Promise<unknown> {
        const {Config: config, HostConfig: host, Mounts: mounts, NetworkSettings: settings} = await inspect(name);
        const read = await say(
            name,
            "for (const path of ['data', 'config', 'import']) console.log(fs.readFileSync(`/mattermost/${path}/mark`, 'utf8'))",
        );
        return {
            marks: read.stdout,
            environment: config.Env.filter((line) => line.startsWith('MM_')).sort(),
            labels: Object.fromEntries(Object.entries(config.Labels).filter(([label]) => label.startsWith('owner'))),
            hostname: config.Hostname,
            restart: host.RestartPolicy,
            memory: host.Memory,
            logs: host.LogConfig,
            ulimits: host.Ulimits,
            extraHosts: host.ExtraHosts,
            ports: settings.Ports['8065/tcp'],
            mounts: mounts.map(({Type, Name, Destination, RW}) => [Destination, Type, Name, RW]).sort(),
            networks: Object.entries(settings.Networks)
                .map(([network, {Aliases, IPAMConfig}]) => [
                    network,
                    Aliases?.filter((alias: string) => !/^[0-9a-f]{12}$/.test(alias)) ?? [],
                    IPAMConfig?.IPv4Address ?? null,
                ])
                .sort(),
        };
    }

    const leaveMarks = async ({name}: FullContainer): Promise<void> => {
        const wrote = await say(
            name,
            "for (const path of ['data', 'config', 'import']) fs.writeFileSync(`/mattermost/${path}/mark`, path)",
        );
        expect(wrote.code).toBe(0);
    };

    /** Every container of the deployment by name: id, state, restart policy. */
    async function listOwn({name}: FullContainer): Promise<readonly (readonly string[])[]> {
        const all = await rig.engine.client.listContainers({all: true});
        const own = all.filter(
            ({Names}) => Names[0]?.startsWith(`/${name}`) === true && !Names[0].endsWith('-database'),
        );
        return Promise.all(
            own.map(async ({Id}) => {
                const {Name, State, HostConfig} = await inspect(Id);
                return [Name, Id, State.Status, HostConfig.RestartPolicy?.Name ?? ''];
            }),
        );
    }

    test(
        'moves to the FIPS image and back: everything the admin set and all data stay; rollback brings the very same container',
        () =>
            withContainer(async (container) => {
                await leaveMarks(container);
                const before = await takeInventory(container);
                const run = await planAndApply();
                expect(`${run.stderr}${run.stdout}`).toContain('Succeeded');
                expect(run.exitCode).toBe(0);
                const moved = await inspect(container.name);
                expect(moved.Config.Image).toBe(FIPS_IMAGE);
                expect(await takeInventory(container)).toEqual(before);
                await waitForSite(container.baseUrl);
                const [runId = ''] = await readdir(join(home, 'state/runs'));
                expect(await listOwn(container)).toEqual(
                    expect.arrayContaining([
                        [`/${container.name}`, moved.Id, 'running', 'unless-stopped'],
                        [`/${container.name}-before-${runId.slice(0, 8)}`, container.id, 'exited', 'no'],
                    ]),
                );

                const back = await agent(['rollback', '--yes']);
                expect(`${back.stderr}${back.stdout}`).toContain('Rolled back');
                expect(back.exitCode).toBe(0);
                expect(await listOwn(container)).toEqual([
                    [`/${container.name}`, container.id, 'running', 'unless-stopped'],
                ]);
                expect(await takeInventory(container)).toEqual(before);
                await waitForSite(container.baseUrl);
                for (const text of [run, back].flatMap(({stdout, stderr}) => [stdout, stderr])) {
                    expect(text).not.toContain(container.databasePassword);
                }
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'a second move, back to the standard image, is a plan like the first',
        () =>
            withContainer(async (container) => {
                await leaveMarks(container);
                const before = await takeInventory(container);
                expect((await planAndApply()).exitCode).toBe(0);
                const back = await planAndApply(['--back']);
                expect(`${back.stderr}${back.stdout}`).toContain('Succeeded');
                expect((await inspect(container.name)).Config.Image).toBe(STANDARD_IMAGE);
                expect(await takeInventory(container)).toEqual(before);
                await waitForSite(container.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    test.each<ImageFault>(['exits', 'silent', 'web_app_dead'])(
        'an image whose server %s is rolled back by itself to the very same container',
        (fault) =>
            withContainer(async (container) => {
                await leaveMarks(container);
                await breakImage(rig.engine, FIPS_IMAGE, fault);
                const before = await takeInventory(container);
                const run = await planAndApply([], IMPATIENT);
                expect(`${run.stderr}${run.stdout}`).toContain('Rolled back');
                expect(run.exitCode).toBe(20);
                expect(await listOwn(container)).toEqual([
                    [`/${container.name}`, container.id, 'running', 'unless-stopped'],
                ]);
                expect(await takeInventory(container)).toEqual(before);
                await waitForSite(container.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    async function runRescueScript(): Promise<CommandResult> {
        const [runId = ''] = await readdir(join(home, 'rescue'));
        return runCommand('sh', [join(home, 'rescue', runId, 'rollback.sh')], {
            cwd: '/',
            env: {PATH: process.env['PATH'] ?? '', HOME: home, DOCKER_HOST: rig.engine.dockerHost},
            timeoutMs: 120_000,
        });
    }

    test(
        'rollback.sh restores the very same container with the agent and its state gone; run again it changes nothing',
        () =>
            withContainer(async (container) => {
                await leaveMarks(container);
                const before = await takeInventory(container);
                expect((await planAndApply()).exitCode).toBe(0);
                await rm(join(home, 'state'), {recursive: true});
                for (const said of ['Done.', 'in its place already']) {
                    const rescued = await runRescueScript();
                    expect(`${rescued.stdout}${rescued.stderr}`).toContain(said);
                    expect(rescued.code).toBe(0);
                    expect(await listOwn(container)).toEqual([
                        [`/${container.name}`, container.id, 'running', 'unless-stopped'],
                    ]);
                    expect(await takeInventory(container)).toEqual(before);
                    await waitForSite(container.baseUrl);
                }
            }),
        LANE_TIMEOUT_MS,
    );

    test(
        'the old container was cleaned up: rollback.sh removes nothing, the agent makes it anew',
        () =>
            withContainer(async (container) => {
                await leaveMarks(container);
                const before = await takeInventory(container);
                expect((await planAndApply()).exitCode).toBe(0);
                await rig.engine.client.getContainer(container.id).remove();
                const rescued = await runRescueScript();
                expect(rescued.stdout).toContain('is gone; nothing was changed');
                expect(rescued.code).toBe(1);
                const back = await agent(['rollback', '--yes']);
                expect(`${back.stderr}${back.stdout}`).toContain('Rolled back');
                expect((await inspect(container.name)).Config.Image).toBe(STANDARD_IMAGE);
                expect(await takeInventory(container)).toEqual(before);
                await waitForSite(container.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    /** Moments of a recreate, as the engine tells them; right after each the agent is killed. */
    const FORWARDS = [/^create \S+-next-/, /^die chat$/, /^rename \S+-before-/, /^rename chat$/];

    test.each(FORWARDS)(
        'kill -9 right after %s: resumed, the run succeeds',
        (moment) =>
            withContainer(async (container) => {
                await leaveMarks(container);
                const before = await takeInventory(container);
                await killAt(moment, ['apply', await makePlan(), '--yes']);
                expect((await listOwn(container)).length).toBeGreaterThan(0);
                const end = await agent(['apply', '--resume']);
                expect(`${end.stderr}${end.stdout}`).toContain('Succeeded');
                expect(end.exitCode).toBe(0);
                expect((await inspect(container.name)).Config.Image).toBe(FIPS_IMAGE);
                expect(await takeInventory(container)).toEqual(before);
                expect(await listOwn(container)).toHaveLength(2);
                await waitForSite(container.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    test.each(FORWARDS.slice(1))(
        'kill -9 right after %s: rollback.sh brings the old container back',
        (moment) =>
            withContainer(async (container) => {
                await killAt(moment, ['apply', await makePlan(), '--yes']);
                const rescued = await runRescueScript();
                expect(rescued.code).toBe(0);
                expect(await listOwn(container)).toEqual(
                    expect.arrayContaining([[`/${container.name}`, container.id, 'running', 'unless-stopped']]),
                );
                await waitForSite(container.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    test.each([/^destroy chat$/, /^rename chat$/])(
        'kill -9 on the way back right after %s: resumed, it ends rolled back',
        (moment) =>
            withContainer(async (container) => {
                expect((await planAndApply()).exitCode).toBe(0);
                await killAt(moment, ['rollback', '--yes']);
                const end = await agent(['apply', '--resume']);
                expect(`${end.stderr}${end.stdout}`).toContain('Rolled back');
                expect(await listOwn(container)).toEqual([
                    [`/${container.name}`, container.id, 'running', 'unless-stopped'],
                ]);
                await waitForSite(container.baseUrl);
            }),
        LANE_TIMEOUT_MS,
    );

    /** Starts the agent and kills it, without a chance to clean up, right after the engine tells of `moment`. */
    async function killAt(moment: RegExp, args: readonly string[]): Promise<void> {
        const events = (await rig.engine.client.getEvents({filters: {type: ['container']}})) as Readable;
        const child = spawn(process.execPath, [AGENT_BIN, ...args], {
            env: {PATH: process.env['PATH'] ?? '', HOME: home, ...env()},
            stdio: 'ignore',
        });
        let seen = false;
        createInterface({input: events}).on('line', (line) => {
            const event = JSON.parse(line) as {Action: string; Actor: {Attributes: {name: string}}};
            if (moment.test(`${event.Action} ${event.Actor.Attributes.name}`)) {
                seen = true;
                child.kill('SIGKILL');
            }
        });
        await new Promise((resolve) => child.once('close', resolve));
        events.destroy();
        if (!seen) {
            throw new Error(`the engine never told of ${String(moment)}`);
        }
    }
});
