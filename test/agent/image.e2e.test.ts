import {copyFile, cp, mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {text} from 'node:stream/consumers';
import {readReport} from '@fips-readiness/core';
import {buildImage} from '../engine/image_build.ts';
import {makeOfficialProject} from '../engine/project.ts';
import type {Project} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';

const LANE_TIMEOUT_MS = 240_000;
const ROOT = join(import.meta.dirname, '../..');
const AGENT_IMAGE = 'fips-readiness/fips-agent:lane';
/** The lane has no image of Node's own: the stand-in's image brings Node and its libraries. */
const BASE_IMAGE = 'fips-readiness/node:lane';
const BASE_DOCKERFILE = [
    'FROM mattermost/mattermost-enterprise-edition:11.7.2',
    'USER 0',
    'HEALTHCHECK NONE',
    'ENV PATH=/mattermost/lib:/usr/local/bin:/usr/bin:/bin',
    '',
].join('\n');

describe('the agent’s image on a real engine', () => {
    let rig: Rig;
    let project: Project;
    let folder: string;
    beforeAll(async () => {
        rig = await startRig({name: 'image'});
        project = await makeOfficialProject({engine: rig.engine, password: 'short'});
        await project.up();
        folder = await mkdtemp(join(tmpdir(), 'fips-image-'));
        await cp(join(ROOT, 'server-bridge/dist/agent'), join(folder, 'agent'), {recursive: true});
        await copyFile(rig.engine.composeBinary, join(folder, 'docker-compose'));
        await copyFile(join(ROOT, 'deploy/agent/Dockerfile'), join(folder, 'Dockerfile'));
        await mkdir(join(folder, 'base'));
        await writeFile(join(folder, 'base/Dockerfile'), BASE_DOCKERFILE);
        const base = {contextFolder: join(folder, 'base'), dockerfile: 'Dockerfile', references: [BASE_IMAGE] as const};
        await buildImage(rig.engine, base);
        await buildImage(rig.engine, {
            contextFolder: folder,
            dockerfile: 'Dockerfile',
            buildArgs: {BASE: BASE_IMAGE},
            references: [AGENT_IMAGE],
        });
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await rm(folder, {recursive: true, force: true});
        await project.remove();
        await rig.stop();
    }, LANE_TIMEOUT_MS);

    /** `docker run --rm --network host -v socket -v project:ro IMAGE args`, as the README says. */
    async function runImage(args: readonly string[]): Promise<{exitCode: number; stdout: string; stderr: string}> {
        const container = await rig.engine.client.createContainer({
            Image: AGENT_IMAGE,
            Cmd: [...args],
            HostConfig: {
                NetworkMode: 'host',
                ReadonlyRootfs: true,
                CapDrop: ['ALL'],
                CapAdd: ['DAC_OVERRIDE'],
                Tmpfs: {'/tmp': ''},
                Binds: [
                    `${rig.engine.socketPath}:/var/run/docker.sock`,
                    `${project.root}:${project.root}:ro`,
                    `${join(folder, 'state')}:/var/lib/fips-agent`,
                    `${join(folder, 'project')}:/opt/fips-agent`,
                ],
            },
        });
        try {
            const stream = await container.attach({stream: true, stdout: true, stderr: true});
            const [out, err] = [new PassThrough(), new PassThrough()];
            rig.engine.client.modem.demuxStream(stream, out, err);
            stream.on('end', () => {
                out.end();
                err.end();
            });
            await container.start();
            const [stdout, stderr, ended] = await Promise.all([text(out), text(err), container.wait()]);
            return {exitCode: (ended as {StatusCode: number}).StatusCode, stdout, stderr};
        } finally {
            await container.remove({force: true});
        }
    }

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
            expect(run.stdout).toContain('On the page, compare this key once:');
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
                    changes: [
                        {after: 'mattermost-enterprise-fips-edition'},
                        {before: '[redacted]', after: '[redacted]'},
                    ],
                    recreated: ['postgres'],
                },
            });
        },
        LANE_TIMEOUT_MS,
    );
});
