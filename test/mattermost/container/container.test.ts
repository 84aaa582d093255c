import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

import {AppError} from '../app_error.ts';
import {createPost} from '../domain/posts.ts';
import {findUserByName} from '../domain/users.ts';
import {runMattermost} from '../mmctl.ts';
import {makeHome, openHome} from './home.ts';
import {callLocalSocket} from './call_local_socket.ts';
import type {ContainerServer} from './serve.ts';
import {serveContainer} from './serve.ts';

let root = '';
const running: ContainerServer[] = [];
const PROGRAM = fileURLToPath(new URL('mattermost.ts', import.meta.url));

beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'stand-in-'));
});
afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.close()));
    rmSync(root, {recursive: true, force: true});
});

function makeEnvironment(more: Record<string, string> = {}): Record<string, string> {
    return {
        STAND_IN_VERSION: '11.7.2',
        MM_SERVICESETTINGS_LISTENADDRESS: '127.0.0.1:0',
        MM_SERVICESETTINGS_LOCALMODESOCKETLOCATION: join(root, 'local.socket'),
        MM_SQLSETTINGS_DATASOURCE: 'postgres://mmuser:from-the-environment@postgres:5432/mattermost',
        ...more,
    };
}

async function start(more: Record<string, string> = {}): Promise<{container: ContainerServer; log: string[]}> {
    const log: string[] = [];
    const container = await serveContainer(root, makeEnvironment(more), (line) => log.push(line));
    running.push(container);
    return {container, log};
}

test('local mode answers over the socket, which only its owner may use', async () => {
    await start();
    const path = join(root, 'local.socket');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const result = await callLocalSocket(path, {
        argv: ['--local', '--json', 'config', 'get', 'SqlSettings.DataSource'],
        files: {},
    });
    expect(JSON.parse(result.stdout)).toBe('postgres://mmuser:from-the-environment@postgres:5432/mattermost');
});

test('without a server mmctl says that the socket is missing', async () => {
    const result = await callLocalSocket(join(root, 'local.socket'), {argv: ['system', 'status'], files: {}});
    expect(result).toMatchObject({exitCode: 1, stdout: ''});
    expect(result.stderr).toContain("doesn't exists, please check the server configuration for local mode");
});

test('a recreated container keeps posts, settings and uploaded plugins', async () => {
    const {container} = await start();
    const {world} = container;
    const admin = findUserByName(world, 'admin');
    const channel = world.state.channels[0];
    if (admin === undefined || channel === undefined) {
        throw new Error('a fresh server has an admin and a channel');
    }
    createPost(world, admin, channel, {message: 'kept'});
    await callLocalSocket(join(root, 'local.socket'), {
        argv: ['--local', 'config', 'set', 'PasswordSettings.MinimumLength', '14'],
        files: {},
    });
    await container.close();
    running.length = 0;

    const {container: second} = await start({STAND_IN_VARIANT: 'fips'});
    expect(second.world.variant).toBe('fips');
    expect(second.world.state.posts.at(-1)?.message).toBe('kept');
    expect(second.world.installed.has('com.mattermost.calls')).toBe(false);
    expect(second.world.installed.has('playbooks')).toBe(true);
});

test('what the environment overrides does not reach config.json', async () => {
    await start();
    const text = readFileSync(join(root, 'config/config.json'), 'utf8');
    expect(text).not.toContain('from-the-environment');
});

test('a configuration with short passwords does not start on the FIPS image', async () => {
    const {container} = await start();
    await container.close();
    running.length = 0;
    await expect(start({STAND_IN_VARIANT: 'fips'})).rejects.toMatchObject({
        id: 'model.config.is_valid.password_length.app_error',
    });
    expect(() => openHome(makeHome(root), makeEnvironment({STAND_IN_VARIANT: 'fips'}))).toThrow(AppError);
});

test('mattermost db version only reads the home', () => {
    const result = runMattermost(openHome(makeHome(root), makeEnvironment()), ['db', 'version']);
    expect(result).toEqual({stdout: 'Current database schema version is: 167\n', stderr: '', exitCode: 0});
    expect(runMattermost(openHome(makeHome(root), makeEnvironment()), ['db', 'migrate']).exitCode).toBe(0);
    expect(() => statSync(join(root, 'config/config.json'))).toThrow();
});

test('the log is JSON lines from the start to the listening address', async () => {
    const {log} = await start();
    const messages = log.map((line): string => JSON.parse(line).msg);
    expect(messages[0]).toBe('Syncing plugins from the file store');
    expect(messages.at(-1)).toMatch(/^Server is listening on 127\.0\.0\.1:\d+$/);
});

test('SIGTERM ends a server that does not serve yet at once', async () => {
    const env = makeEnvironment({STAND_IN_ROOT: root, STAND_IN_FAULT: 'silent', PATH: process.env['PATH'] ?? ''});
    const child = spawn(process.execPath, [PROGRAM], {env, stdio: ['ignore', 'pipe', 'ignore']});
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([2, null]);
});
