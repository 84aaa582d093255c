import {access, mkdir, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {addContainer} from '../engine_stand_in/add_container.ts';
import type {Container} from '../engine_stand_in/container.ts';
import {runCommand} from './command_run.ts';
import {startInitRig} from './init_rig.ts';
import type {InitRig} from './init_rig.ts';
import {SAMPLE_WORLD} from './sample_world.ts';

/** What runs leave behind, by the words it is offered with. */
const REMAINS = {
    'Database dumps': 'state/backups',
    'Rescue kits': 'rescue',
    'Records of runs': 'state/runs',
    'Plans in': 'state/plans',
    'What was read from images': 'state/bundles',
} as const;

describe('fips-agent uninstall on an agent that runs and has run', () => {
    let rig: InitRig;
    let container: Container;
    beforeEach(async () => {
        rig = await startInitRig({world: SAMPLE_WORLD});
        await rig.init(undefined, {MODE: 'swap', RESCUE_DIR: join(rig.folder, 'rescue')});
        for (const folder of Object.values(REMAINS)) {
            await mkdir(join(rig.folder, folder), {recursive: true});
            await writeFile(join(rig.folder, folder, 'kept'), 'kept');
        }
        for (const name of ['claims.jsonl', 'queue-start.json', 'scheduled-approval.json', 'approval-code.json']) {
            await writeFile(join(rig.folder, 'state', name), '');
        }
        container = addContainer(rig.deployment.engine.state, {
            name: 'fips-agent-fips-agent-1',
            image: 'mattermost/mattermost-enterprise-edition:11.7.2',
            command: ['node', '/usr/local/lib/fips-agent/fips-agent.mjs', 'serve'],
            mounts: [{type: 'bind', name: '', source: join(rig.folder, 'state'), target: '/state', writable: true}],
        });
    });
    afterEach(() => rig.close());

    const isThere = (folder: string) =>
        access(join(rig.folder, folder)).then(
            () => true,
            () => false,
        );
    const runs = () => rig.deployment.engine.state.containers.has(container.id);

    test('the agent’s container is named, asked for first, and stopped before its files go', async () => {
        const run = await rig.uninstall((question) => !question.includes('Remove the page’s settings'));
        expect(run.questions[0]).toContain('Stop and remove the agent’s container fips-agent-fips-agent-1');
        expect(run.exitCode).toBe(23);
        expect(runs()).toBe(false);
        expect((await readdir(rig.agentDirectory)).sort()).toEqual(['compose.yaml', 'fips-agent.yaml']);
    });

    test('declined: the container goes on, and nothing else is taken out', async () => {
        const run = await rig.uninstall((question) => !question.includes('container'));
        expect(run.exitCode).toBe(23);
        expect(run.questions).toHaveLength(1);
        expect(runs()).toBe(true);
        expect((await readdir(rig.agentDirectory)).sort()).toEqual(['compose.yaml', 'fips-agent.yaml']);
    });

    test('with --yes dumps, kits and records stay, and each is said with its folder', async () => {
        const run = await rig.uninstall();
        expect(run.exitCode).toBe(0);
        expect(runs()).toBe(false);
        expect((await readdir(join(rig.folder, 'state'))).sort()).toEqual(['backups', 'bundles', 'plans', 'runs']);
        for (const [words, folder] of Object.entries(REMAINS)) {
            expect(run.stdout).toMatch(new RegExp(`· ${words}.*${folder}.*: kept`));
            expect(await readdir(join(rig.folder, folder))).toEqual(['kept']);
        }
    });

    test.each(Object.entries(REMAINS))('"%s" goes only where somebody says so, and it alone', async (words, folder) => {
        const run = await rig.uninstall(
            (question) => !question.includes('Remove permanently') || question.includes(words),
        );
        expect(run.exitCode).toBe(0);
        expect(run.questions.filter((one) => one.includes('Remove permanently'))).toHaveLength(5);
        for (const other of Object.values(REMAINS)) {
            expect([other, await isThere(other)]).toEqual([other, other !== folder]);
        }
    });

    test('later they are offered again, where nothing else is left', async () => {
        await rig.uninstall();
        await mkdir(rig.agentDirectory);
        await writeFile(join(rig.agentDirectory, 'fips-agent.yaml'), `RESCUE_DIR: ${join(rig.folder, 'rescue')}\n`);
        const run = await rig.uninstall(() => true);
        expect(run.stdout).toContain('Nothing to remove');
        expect(run.questions).toHaveLength(5);
        expect(await isThere('rescue')).toBe(false);
    });
});

describe('fips-agent uninstall beside an agent that serves as a process of the host', () => {
    let rig: InitRig;
    beforeEach(async () => {
        rig = await startInitRig({world: SAMPLE_WORLD});
        await rig.init();
    });
    afterEach(() => rig.close());

    test('it is said first, and stopped', async () => {
        const state = join(rig.folder, 'state');
        const settings = join(rig.agentDirectory, 'fips-agent.yaml');
        const {agentEnvironment} = rig.deployment;
        const serving = runCommand(
            ['serve', '--settings', settings],
            {...agentEnvironment, STATE_DIR: state},
            undefined,
        );
        const isThere = () =>
            access(join(state, 'serve.lock')).then(
                () => true,
                () => false,
            );
        while (!(await isThere())) {
            await wait(50);
        }
        const run = await rig.uninstall(() => true);
        expect(run.questions[0]).toContain(`Stop the agent that serves ${state} on this host`);
        expect(run.exitCode).toBe(0);
        expect((await serving).exitCode).toBe(0);
        expect(await isThere()).toBe(false);
    });
});
