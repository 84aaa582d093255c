import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {runCommand} from './command_run.ts';
import {startInitRig} from './init_rig.ts';
import type {InitRig} from './init_rig.ts';
import {SAMPLE_WORLD} from './sample_world.ts';

const WAY = 'MODE=swap fips-agent init';

describe('fips-agent doctor', () => {
    let rig: InitRig;
    beforeEach(async () => {
        rig = await startInitRig({world: SAMPLE_WORLD});
    });
    afterEach(() => rig.close());
    const doctor = async (env: Readonly<Record<string, string>>) => {
        const run = await runCommand(['doctor'], {...rig.deployment.agentEnvironment, ...env}, undefined);
        return {...run, stdout: run.stdout.replace(/\s+/g, ' ')};
    };
    const swap = () => ({MODE: 'swap', RESCUE_DIR: join(rig.folder, 'rescue')});

    test('mode swap is ticked where all a run needs holds, each tried by itself, and nothing is left of it', async () => {
        const before = await readdir(rig.folder);
        const containers = rig.deployment.engine.state.containers.size;
        const run = await doctor(swap());
        for (const words of [
            `The project folder ${rig.deployment.projectDirectory} is writable`,
            `Rescue kits can be written to ${join(rig.folder, 'rescue')}`,
            `Journals and dumps can be written to ${join(rig.folder, 'state')}`,
            'The agent may create, stop and remove containers',
            'Free space where Docker keeps its images',
            'Mode swap: the agent applies approved plans',
        ]) {
            expect(run.stdout).toContain(`✓ ok ${words}`);
        }
        expect(run.exitCode).toBe(0);
        expect(await readdir(rig.folder)).toEqual(before);
        expect(rig.deployment.engine.state.containers.size).toBe(containers);
    });

    test.each([
        ['RESCUE_DIR', 'Rescue kits cannot be written to /proc/kits'],
        ['STATE_DIR', 'Journals and dumps cannot be written to /proc/kits'],
    ])('%s that cannot be written: named with the one way, and mode swap is not ticked', async (name, words) => {
        const run = await doctor({...swap(), [name]: '/proc/kits'});
        expect(run.stdout).toContain(`✗ missing ${words}`);
        expect(run.stdout).toContain(WAY);
        expect(run.stdout).toContain('✗ missing Mode swap is set, but a run needs what is marked as missing above.');
        expect(run.exitCode).toBe(10);
    });

    test('an agent that only reports is told the one way, and nothing of a run is tried', async () => {
        const run = await doctor({RESCUE_DIR: '/proc/kits'});
        expect(run.stdout).toContain('· note Mode read_only: the agent reports and changes nothing');
        expect(run.stdout).toContain(WAY);
        expect(run.stdout).not.toContain('Rescue kits');
        expect(run.exitCode).toBe(0);
    });

    test.each([
        ['root', 0, '/var/lib'],
        ['another user', 1000, '/home/maria/.local/state'],
    ])('%s is shown the folders that are used', async (_name, uid, base) => {
        const {STATE_DIR, ...unset} = rig.deployment.agentEnvironment;
        expect(STATE_DIR).toContain(rig.folder);
        const {stdout} = await runCommand(['doctor'], {...unset, HOME: '/home/maria'}, undefined, uid);
        expect(stdout.replace(/\s+/g, ' ')).toContain(
            `✓ ok The agent’s own folder is ${base}/fips-agent; rescue kits are in ${base}/fips-agent-rescue`,
        );
    });

    test('a server whose database is down: that is said, and local mode is not blamed', async () => {
        rig.world.health.database = 'UNHEALTHY';
        rig.breakMmctl(() => ({stdout: '', stderr: 'Error: socket file does not exist', exitCode: 1}));
        const run = await doctor({});
        expect(run.stdout).toContain('✗ missing Local mode could not be tried');
        expect(run.stdout).toMatch(/✗ missing The server in \S+ cannot write to its database/);
        expect(run.stdout).not.toContain('MM_SERVICESETTINGS_ENABLELOCALMODE');
        expect(run.exitCode).toBe(10);
    });

    test('a server that does not answer: local mode is not blamed; one that does: it is', async () => {
        rig.breakMmctl(() => ({stdout: '', stderr: 'Error: socket file does not exist', exitCode: 1}));
        expect((await doctor({})).stdout).toContain('MM_SERVICESETTINGS_ENABLELOCALMODE');
        rig.world.faults.isDown = true;
        const run = await doctor({});
        expect(run.stdout).toContain('✗ missing Local mode could not be tried');
        expect(run.stdout).not.toContain('MM_SERVICESETTINGS_ENABLELOCALMODE');
    });
});
