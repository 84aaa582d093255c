import {spawn} from 'node:child_process';
import {access, mkdtemp, readdir, readFile, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {believeReplies, printRequest, QueuePost} from '@fips-readiness/core';
import {runCommand} from '../engine/command.ts';
import {makeOfficialProject} from '../engine/project.ts';
import type {Project} from '../engine/project.ts';
import {startRig} from '../engine/rig.ts';
import type {Rig} from '../engine/rig.ts';
import {STAND_IN_PASSWORD} from '../mattermost/world.ts';
import {eventually} from './queue_rig.ts';
import {runAgent, SOURCE_BIN} from './run_agent.ts';

const LANE_TIMEOUT_MS = 240_000;

describe('fips-agent init, serve and uninstall on a real engine', () => {
    let rig: Rig;
    let project: Project;
    let folder: string;
    let adminToken = '';
    beforeAll(async () => {
        rig = await startRig({name: 'init'});
        project = await makeOfficialProject({engine: rig.engine, password: 'short'});
        await project.up();
        folder = await mkdtemp(join(tmpdir(), 'fips-init-'));
        const login = await fetch(`${project.baseUrl}/api/v4/users/login`, {
            method: 'POST',
            body: JSON.stringify({login_id: 'admin', password: STAND_IN_PASSWORD}),
        });
        adminToken = login.headers.get('Token') ?? '';
    }, LANE_TIMEOUT_MS);
    afterAll(async () => {
        await rm(folder, {recursive: true, force: true});
        await project.remove();
        await rig.stop();
    }, LANE_TIMEOUT_MS);

    const env = () => ({
        DOCKER_HOST: rig.engine.dockerHost,
        COMPOSE_BINARY: rig.engine.composeBinary,
        STATE_DIR: join(folder, 'state'),
    });
    const agentDir = () => join(folder, 'agent');
    const agent = (...args: readonly string[]) => runAgent([...args, '--agent-dir', agentDir()], env());
    const api = async <T>(path: string, body?: unknown): Promise<T> => {
        const response = await fetch(`${project.baseUrl}/api/v4${path}`, {
            method: body === undefined ? 'GET' : 'POST',
            headers: {Authorization: `Bearer ${adminToken}`},
            ...(body === undefined ? {} : {body: JSON.stringify(body)}),
        });
        expect(response.ok).toBe(true);
        return (await response.json()) as T;
    };
    type Config = {PluginSettings: {EnableUploads: boolean; Plugins: Record<string, {connection?: string}>}};
    const connection = async () =>
        (await api<Config>('/config')).PluginSettings.Plugins['fips-readiness']?.connection ?? '';

    test(
        'without a terminal and without --yes nothing is changed',
        async () => {
            const run = await agent('init');
            expect(run.exitCode).toBe(64);
            expect(run.stderr).toContain('There is no terminal to ask in');
            expect(await connection()).toBe('');
            await expect(access(agentDir())).rejects.toThrow();
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'init installs the page, makes the queue, keeps the token, and says it again as already there',
        async () => {
            const run = await agent('init', '--yes');
            expect(run.stderr).toBe('');
            expect(run.exitCode).toBe(0);
            expect(run.stdout).toContain('Install the page (plugin fips-readiness 0.1.0) and enable it: done');
            const {active} = await api<{active: {id: string}[]}>('/plugins');
            expect(active.map((plugin) => plugin.id)).toContain('fips-readiness');
            expect((await api<Config>('/config')).PluginSettings.EnableUploads).toBe(false);
            const {mode} = await stat(join(folder, 'state', 'token'));
            expect(mode & 0o777).toBe(0o600);
            expect(run.stdout).not.toContain((await readFile(join(folder, 'state', 'token'), 'utf8')).trim());
            expect((await readdir(agentDir())).sort()).toEqual(['compose.yaml', 'fips-agent.yaml']);
            const again = await agent('init', '--yes');
            expect(again.exitCode).toBe(0);
            expect(again.stdout).toContain('Create the bot account fips-agent: already there');
            expect(again.stdout).toContain('Create an access token for the bot and save it in');
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'the compose project init wrote is one the real compose reads',
        async () => {
            const {code, stdout} = await runCommand(
                rig.engine.composeBinary,
                [
                    '--project-directory',
                    agentDir(),
                    '-f',
                    join(agentDir(), 'compose.yaml'),
                    'config',
                    '--format',
                    'json',
                ],
                {env: env()},
            );
            expect(code).toBe(0);
            expect(stdout).toContain('fips-agent');
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'serve answers the page with signed facts, from the settings init wrote, and ends on SIGTERM',
        async () => {
            const trust = JSON.parse(await connection()) as {botUserId: string; channelId: string; publicKey: string};
            // From source: what a checkout runs works on a real engine too.
            const argv = [SOURCE_BIN, 'serve', '--settings', join(agentDir(), 'fips-agent.yaml')];
            const child = spawn(process.execPath, argv, {
                env: {PATH: process.env['PATH'] ?? '', HOME: folder, ...env()},
            });
            const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
            let log = '';
            child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
            try {
                const message = printRequest({protocol: 1, kind: 'check', id: 'f'.repeat(32)});
                const post = await api<{id: string}>('/posts', {
                    channel_id: trust.channelId,
                    type: 'custom_fips_request',
                    message,
                });
                const reply = await eventually('facts', async () => {
                    const {posts} = await api<{posts: Record<string, unknown>}>(
                        `/channels/${trust.channelId}/posts?per_page=200`,
                    );
                    const read = Object.values(posts).map((one) => QueuePost.parse(one));
                    return believeReplies(read, trust).find((one) => one.rootId === post.id)?.reply;
                });
                expect(reply).toMatchObject({
                    kind: 'facts',
                    facts: {
                        deployment: {value: {kind: 'compose', service: 'mattermost'}},
                        database_credentials: {value: [{name: 'data_source', length: 'short'}]},
                        password_policy: {value: {minimumLength: 8}},
                    },
                });
                expect(JSON.stringify(reply)).not.toContain(project.databasePassword);
            } finally {
                child.kill('SIGTERM');
            }
            expect(await ended).toBe(0);
            expect(log).toContain('"event":"agent_stopped"');
            expect(log).not.toContain(project.databasePassword);
            expect(log).not.toContain((await readFile(join(folder, 'state', 'token'), 'utf8')).trim());
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'uninstall leaves nothing behind',
        async () => {
            const {botUserId, channelId} = JSON.parse(await connection()) as Record<string, string>;
            const run = await agent('uninstall', '--yes');
            expect(run.stderr).toBe('');
            expect(run.exitCode).toBe(0);
            const {active, inactive} = await api<Record<'active' | 'inactive', {id: string}[]>>('/plugins');
            expect([...active, ...inactive].map((plugin) => plugin.id)).not.toContain('fips-readiness');
            expect(await connection()).toBe('');
            expect((await api<{delete_at: number}>(`/users/${botUserId ?? ''}`)).delete_at).toBeGreaterThan(0);
            expect((await api<{delete_at: number}>(`/channels/${channelId ?? ''}`)).delete_at).toBeGreaterThan(0);
            expect(await api<unknown[]>(`/users/${botUserId ?? ''}/tokens`)).toEqual([]);
            expect(await readdir(join(folder, 'state'))).toEqual([]);
            expect(await readdir(folder)).not.toContain('agent');
            const again = await agent('uninstall', '--yes');
            expect(again.stdout).toContain('Nothing to remove');
        },
        LANE_TIMEOUT_MS,
    );
});
