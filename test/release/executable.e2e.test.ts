import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {constants, tmpdir} from 'node:os';
import {join} from 'node:path';
import {readReport} from '@fips-readiness/core';
import {startSampleDeployment} from '../demo/sample_deployment.ts';
import type {SampleDeployment} from '../demo/sample_deployment.ts';
import {makeMattermostPrograms} from '../engine_stand_in/mattermost_programs.ts';
import {findFreePort} from '../engine/free_port.ts';
import {runCommand} from '../engine/command.ts';
import {ADMIN_TOKEN, makeSampleCluster} from '../kubernetes_stand_in/sample_installation.ts';
import {startApiServer} from '../kubernetes_stand_in/server.ts';
import {startMattermost} from '../mattermost/server.ts';
import {EXECUTABLE, RELEASE, VERSION} from './released.ts';

const PROGRAM = join(RELEASE, EXECUTABLE);
/** No Node is found here, nor anything else. */
const NO_NODE = {PATH: '/nonexistent'};

const readProcess = (pid: number | undefined, what: 'limits' | 'status') =>
    readFile(`/proc/${String(pid)}/${what}`, 'utf8');

describe('the one-file executable, without Node', () => {
    let folder: string;
    let deployment: SampleDeployment;
    beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'executable-'));
        deployment = await startSampleDeployment({folder, port: await findFreePort()});
    });
    afterAll(async () => {
        await deployment.close();
        await rm(folder, {recursive: true, force: true});
    });

    const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
        runCommand(PROGRAM, args, {env: {...NO_NODE, HOME: folder, ...env}, cwd: '/'});

    test('--version and --help', async () => {
        expect(await run(['--version'])).toEqual({code: 0, stdout: `${VERSION}\n`, stderr: ''});
        const {code, stdout} = await run(['check', '--help']);
        expect(code).toBe(0);
        expect(stdout).toMatch(/^Usage: fips-agent check/);
    });

    test('check reports on a deployment, its database too', async () => {
        const {stdout, stderr, code} = await run(['check', '--format', 'json'], deployment.agentEnvironment);
        expect(stderr).toBe('');
        const states = new Map(
            readReport(JSON.parse(stdout) as unknown)?.results.map(({check, state}) => [check, state]),
        );
        expect(states.get('database_password_length')).toBe('fail');
        expect(states.get('database_version')).toBe('pass');
        expect(code).toBe(10);
    });

    test('the page’s bundle and the manifests are inside: init installs the agent into a cluster', async () => {
        const server = await startMattermost({version: '11.7.2', licence: 'enterprise'});
        const databaseUrl = 'postgres://mmuser:short@127.0.0.1:1/mattermost';
        const state = makeSampleCluster([{namespace: 'chat', name: 'mm', databaseUrl, port: server.port}]);
        state.programs = makeMattermostPrograms(() => server.world);
        const api = await startApiServer(state);
        try {
            const kubeconfig = join(folder, 'cluster');
            await api.writeKubeconfig(kubeconfig, {token: ADMIN_TOKEN});
            const argv = ['init', '--yes', '--context', 'stand-in', '--namespace', 'chat'];
            const {code, stderr} = await run(argv, {
                KUBECONFIG: kubeconfig,
                MODE: 'swap',
                STATE_DIR: join(folder, 'cluster-state'),
            });
            expect(`${code} ${stderr}`).toBe('0 ');
            // The password is too short: the right to change it belongs to the move.
            expect([...state.objects.keys()]).toEqual(
                expect.arrayContaining(['deployments/chat/fips-agent', 'roles/chat/fips-agent-rotation']),
            );
        } finally {
            await api.close();
            await server.close();
        }
    });

    test('what is loaded late is inside: a cluster that does not answer is named', async () => {
        const kubeconfig = join(folder, 'kubeconfig');
        const server = `https://127.0.0.1:${await findFreePort()}`;
        const config = {
            clusters: [{name: 'c', cluster: {server}}],
            users: [{name: 'u', user: {token: 'none'}}],
            contexts: [{name: 'x', context: {cluster: 'c', user: 'u'}}],
            'current-context': 'x',
        };
        await writeFile(kubeconfig, JSON.stringify(config));
        const {code, stderr} = await run(['check', '--kubeconfig', kubeconfig, '--context', 'x']);
        expect(stderr).toContain('[cluster_unreachable]');
        expect(code).toBe(69);
    });

    test('init finds the page’s bundle inside', async () => {
        const agent = ['--agent-dir', join(folder, 'agent')];
        const {code, stdout, stderr} = await run(['init', '--yes', ...agent], deployment.agentEnvironment);
        expect(stderr).toBe('');
        expect(stdout).toMatch(/✓ Install/);
        expect(code).toBe(0);
        expect([...deployment.mattermost.world.installed.keys()]).toContain('fips-readiness');
    });

    test('NODE_OPTIONS of whoever starts it count for nothing, no signal opens a debugger, no core is dumped', async () => {
        const socket = join(folder, 'silent.sock');
        const engine = createServer().listen(socket);
        await once(engine, 'listening');
        const connected = once(engine, 'connection');
        const script = 'ulimit -c unlimited; exec "$0" check';
        const agent = spawn('/bin/sh', ['-c', script, PROGRAM], {
            env: {...NO_NODE, HOME: folder, DOCKER_HOST: `unix://${socket}`, NODE_OPTIONS: '--inspect=127.0.0.1:0'},
            stdio: ['ignore', 'ignore', 'pipe'],
        });
        let said = '';
        agent.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
        try {
            await connected;
            expect(await readProcess(agent.pid, 'limits')).toMatch(/^Max core file size\s+0\s/m);
            const [, caught = ''] = /^SigCgt:\s+(\w+)$/m.exec(await readProcess(agent.pid, 'status')) ?? [];
            expect((BigInt(`0x${caught}`) >> BigInt(constants.signals.SIGUSR1 - 1)) & 1n).toBe(0n);
            expect(said).toBe('');
        } finally {
            agent.kill('SIGKILL');
            engine.close();
        }
    });
});
