import {chmod, mkdtemp, readdir, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readReport} from '@fips-readiness/core';
import {makeOfficialProject} from '../engine/project.ts';
import type {Project} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {AGENT_IMAGE, buildAgentImage, runAgentImage} from './agent_image.ts';
import {loadReleasedImage} from './released_image.ts';

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
    const runImage = (args: readonly string[], options: {readonly image?: string; readonly user?: string} = {}) =>
        runAgentImage(rig.engine, {
            ...options,
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
                            {after: 'MATTERMOST_IMAGE=mattermost-enterprise-fips-edition'},
                            {before: 'POSTGRES_PASSWORD=[redacted]', after: 'POSTGRES_PASSWORD=[redacted]'},
                        ],
                        recreated: ['postgres'],
                    },
                },
            });
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'the archive that make release writes loads as the very image the Dockerfile builds',
        async () => {
            const image = await loadReleasedImage(rig.engine, folder);
            const [built, loaded] = await Promise.all(
                [AGENT_IMAGE, image].map((name) => rig.engine.client.getImage(name).inspect()),
            );
            const {Entrypoint, Cmd, User, Env} = loaded?.Config ?? {};
            expect(built?.Config).toMatchObject({Entrypoint, Cmd, User, Env});
            expect(loaded?.RootFS.Layers?.slice(0, -1)).toEqual(built?.RootFS.Layers?.slice(0, -2));
            const run = await runImage(['check', '--format', 'json'], {image});
            expect(run.stderr).toBe('');
            expect(run.exitCode).toBe(10);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'check runs without root, as a user who may use the engine and read the project’s files',
        async () => {
            const {gid} = await stat(rig.engine.socketPath);
            await Promise.all([chmod(project.root, 0o750), chmod(project.envPath, 0o640)]);
            const run = await runImage(['check', '--format', 'json'], {user: `65532:${gid}`});
            expect(run.stderr).toBe('');
            expect(readReport(JSON.parse(run.stdout) as unknown)?.results.length).toBeGreaterThan(30);
        },
        LANE_TIMEOUT_MS,
    );
});
