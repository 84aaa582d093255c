import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {foldRun, isObserved, makePlanDigest, parsePlan} from '@fips-readiness/core';
import type {Reply} from '@fips-readiness/core';
import {runCommand} from '../engine/command.ts';
import {execInContainer} from '../engine/container_exec.ts';
import {makeOfficialProject} from '../engine/project.ts';
import type {Project} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {waitForSite} from '../engine/wait_for_site.ts';
import {AGENT_IMAGE, buildAgentImage, runAgentImage} from './agent_image.ts';
import {openQueue} from './open_queue.ts';
import {eventually} from './queue_rig.ts';

const LANE_TIMEOUT_MS = 240_000;
const STANDARD_IMAGE = 'mattermost/mattermost-enterprise-edition:11.7.2';
const FIPS_IMAGE = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const RAISE = '/mattermost/bin/mmctl --local config set PasswordSettings.MinimumLength 14'.split(' ');

const FILL = [
    ...['psql', '-X', '-q', '-w', '-U', 'mmuser', '-d', 'mattermost'],
    ...['-c', 'create table posts as select generate_series(1, 1000) as id'],
];

/** Each test goes on where the one before stopped: one project, one install, as an admin does it. */
describe('installed as README and init say: the shipped image in its own container swaps from the page', () => {
    let rig: Rig;
    let project: Project;
    let folder: string;
    beforeAll(async () => {
        rig = await startRig({name: 'install'});
        project = await makeOfficialProject({engine: rig.engine, password: 'short'});
        await project.up();
        await execInContainer(rig.engine, await project.containerId('mattermost'), RAISE);
        // A dump counts where a table has data; the stand-in's server makes none.
        await execInContainer(rig.engine, await project.containerId('postgres'), FILL);
        folder = await mkdtemp(join(tmpdir(), 'fips-install-'));
        await buildAgentImage(rig.engine);
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await compose('down', '--timeout', '5');
        await rm(folder, {recursive: true, force: true});
        await project.remove();
        await rig.stop();
    }, LANE_TIMEOUT_MS);

    const agentFolder = () => join(folder, 'agent');
    /** The page's one command, with the lane's own folders in place of those of the host. */
    const agent = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
        runAgentImage(rig.engine, {
            args: [...args, '--agent-dir', agentFolder()],
            env: {
                STATE_DIR: join(folder, 'state'),
                RESCUE_DIR: join(folder, 'rescue'),
                DOCKER_HOST: 'unix:///var/run/docker.sock',
                ...env,
            },
            binds: [
                `${join(folder, 'state')}:${join(folder, 'state')}`,
                `${agentFolder()}:${agentFolder()}`,
                `${project.root}:${project.root}:ro`,
            ],
        });
    const compose = (...args: readonly string[]) =>
        runCommand(rig.engine.composeBinary, ['--project-directory', agentFolder(), ...args], {
            env: {PATH: process.env['PATH'] ?? '', DOCKER_HOST: rig.engine.dockerHost},
        });
    const imageOf = async () =>
        (await rig.engine.client.getContainer(await project.containerId('mattermost')).inspect()).Config.Image;

    test(
        'init from the image writes the project, and it starts',
        async () => {
            const init = await agent(['init', '--yes', '--image', AGENT_IMAGE]);
            expect(init.stderr).toBe('');
            expect(init.exitCode).toBe(0);
            const up = await compose('up', '-d');
            expect(up).toMatchObject({code: 0});
            const queue = await openQueue(project);
            expect(await queue.ask({kind: 'check'})).toMatchObject({kind: 'facts', mode: 'read_only'});
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'MODE=swap init gives the installed agent its rights, and doctor finds all of them inside its container',
        async () => {
            const init = await agent(['init', '--yes', '--image', AGENT_IMAGE], {MODE: 'swap', BACKUP: 'dump'});
            expect(init.stderr).toBe('');
            expect(init.exitCode).toBe(0);
            expect(await compose('up', '-d')).toMatchObject({code: 0});
            const doctor = await compose(
                ...['exec', '-T', 'fips-agent', 'node', '/usr/local/lib/fips-agent/fips-agent.mjs', 'doctor'],
            );
            expect(doctor.stdout).toMatch(/✓ ok +Mode swap/);
            expect(doctor).toMatchObject({code: 0});
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'check, plan and approval from the page: every blocker can be told, the site moves to the FIPS image and back',
        async () => {
            const queue = await openQueue(project);
            const checked = (await queue.ask({kind: 'check'})) as Extract<Reply, {kind: 'facts'}>;
            expect(isObserved(checked.facts.disk_space)).toBe(true);
            const offer = await queue.ask({kind: 'plan', goal: 'to_fips'});
            expect(offer).toMatchObject({kind: 'plan', failing: [], unknown: []});
            const {planText, nonce} = offer as Extract<Reply, {kind: 'plan'}>;
            const digest = makePlanDigest(planText);
            const planId = parsePlan(planText)?.id ?? '';
            const approval = {goal: 'to_fips', code: '', changeReference: '', window: null} as const;
            await queue.post({kind: 'approve', ...approval, planId, digest, nonce});
            const events = await queue.ended();
            expect(events.filter(({kind}) => kind === 'step_failed')).toEqual([]);
            expect(foldRun(events)).toMatchObject({end: 'succeeded', planDigest: digest});
            expect(await imageOf()).toBe(FIPS_IMAGE);
            const [run = ''] = await readdir(join(folder, 'rescue'));
            expect((await readdir(join(folder, 'rescue', run))).sort()).toEqual(
                expect.arrayContaining(['ROLLBACK.txt', 'rollback.sh']),
            );

            const last = (await queue.believed()).find(({reply}) => reply.kind === 'run' && reply.nonce !== '')?.reply;
            const {runId, nonce: word} = last as Extract<Reply, {kind: 'run'}>;
            await queue.post({kind: 'roll_back', runId, digest, nonce: word, code: ''});
            await eventually(
                'rolled back',
                async () => (foldRun(await queue.told()).end === 'rolled_back' ? true : undefined),
                9_000,
            );
            await waitForSite(project.baseUrl);
            expect(await imageOf()).toBe(STANDARD_IMAGE);
            expect(await readFile(project.envPath, 'utf8')).toContain(project.databasePassword);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'uninstall refuses to end itself half-way inside the agent, and from a container of its own takes the agent out',
        async () => {
            const inside = await compose(
                ...['exec', '-T', 'fips-agent', 'node', '/usr/local/lib/fips-agent/fips-agent.mjs'],
                ...['uninstall', '--yes', '--settings', '/etc/fips-agent/fips-agent.yaml'],
            );
            expect(inside).toMatchObject({code: 64});
            const out = await agent(['uninstall', '--yes']);
            expect(out.stderr).toBe('');
            expect(out.exitCode).toBe(0);
            expect(out.stdout).toMatch(/✓ Stop and remove the agent’s container fips-agent-fips-agent-1/);
            expect(out.stdout).toMatch(/· Database dumps in [^ ]+backups \(1\): kept/);
            const names = (await rig.engine.client.listContainers({all: true})).flatMap(({Names}) => Names);
            expect(names).not.toContain('/fips-agent-fips-agent-1');
            expect(await readdir(agentFolder())).toEqual([]);
            expect(await readdir(join(folder, 'rescue'))).toHaveLength(1);
        },
        LANE_TIMEOUT_MS,
    );
});
