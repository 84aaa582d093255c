import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readReport} from '@fips-readiness/core';
import {makeOfficialProject} from '../engine/project.ts';
import type {Project} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {buildAgentImage, runAgentImage} from './agent_image.ts';

const LANE_TIMEOUT_MS = 240_000;
describe('the agent’s image on a real engine', () => {
    let rig: Rig;
    let project: Project;
    let folder: string;
    beforeAll(async () => {
        rig = await startRig({name: 'image'});
        project = await makeOfficialProject({engine: rig.engine, password: 'short'});
        await project.up();
        folder = await mkdtemp(join(tmpdir(), 'fips-image-'));
        await buildAgentImage(rig.engine);
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await rm(folder, {recursive: true, force: true});
        await project.remove();
        await rig.stop();
    }, LANE_TIMEOUT_MS);

    /** As the README says; what init makes is kept below the test's own folder. */
    const runImage = (args: readonly string[]) =>
        runAgentImage(rig.engine, {
            args,
            binds: [
                `${project.root}:${project.root}:ro`,
                `${join(folder, 'state')}:/var/lib/fips-agent`,
                `${join(folder, 'project')}:/opt/fips-agent`,
            ],
        });

    test(
        'check works from the image, with compose, local mode and database',
        async () => {
            const run = await runImage(['check', '--format', 'json']);
            expect(run.stderr).toBe('');
            const results = readReport(JSON.parse(run.stdout) as unknown)?.results ?? [];
            const states = new Map(results.map((result) => [result.check, result.state]));
            expect(states.get('database_password_length')).toBe('fail');
            expect(states.get('image_source')).toBe('pass');
            expect(states.get('compose_drift')).toBe('pass');
            expect(states.get('database_password_storage')).toBe('pass');
            expect(states.get('password_minimum_length')).toBe('fail');
            // Nothing of the data root is mounted: the agent's own root tells what the engine's store has left.
            expect(results.filter(({state, blocker}) => state === 'unknown' && blocker)).toEqual([]);
            expect(states.get('disk_space')).toBe('pass');
            expect(run.exitCode).toBe(10);
            expect(run.stdout).not.toContain(project.databasePassword);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'init connects the page from the image, as the page’s command says, and uninstall takes it out',
        async () => {
            const run = await runImage(['init', '--yes']);
            expect(run.stderr).toBe('');
            expect(run.exitCode).toBe(0);
            expect(run.stdout).toContain('Compare this key with the page once:');
            expect((await readdir(join(folder, 'project'))).sort()).toEqual(['compose.yaml', 'fips-agent.yaml']);
            expect(await readdir(join(folder, 'state'))).toContain('token');
            const out = await runImage(['uninstall', '--yes']);
            expect(out.stderr).toBe('');
            expect(out.exitCode).toBe(0);
            expect(await readdir(join(folder, 'project'))).toEqual([]);
            expect(await readdir(join(folder, 'state'))).toEqual([]);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'plan proves the change from the image',
        async () => {
            const run = await runImage(['plan', '--format', 'json']);
            expect(JSON.parse(run.stdout)).toMatchObject({
                plan: {
                    mode: 'apply',
                    change: {
                        way: 'files',
                        edits: [
                            {after: 'mattermost-enterprise-fips-edition'},
                            {before: '[redacted]', after: '[redacted]'},
                        ],
                        recreated: ['postgres'],
                    },
                },
            });
        },
        LANE_TIMEOUT_MS,
    );
});
