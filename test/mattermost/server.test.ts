import {Client4} from '@mattermost/client';

import {createSession} from './domain/sessions.ts';
import {addTeamMember} from './domain/teams.ts';
import {createUser, findUserByName} from './domain/users.ts';
import {packPluginBundle} from './plugin_bundle.ts';
import {restartWorld} from './restart.ts';
import type {Mattermost, ServerOptions} from './server.ts';
import {startMattermost} from './server.ts';
import type {User} from './state.ts';

const servers: Mattermost[] = [];
afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(options: ServerOptions = {}): Promise<Mattermost> {
    const server = await startMattermost(options);
    servers.push(server);
    return server;
}

function getUser(server: Mattermost, name: string): User {
    const user = findUserByName(server.world, name);
    if (user === undefined) {
        throw new Error(`no account ${name}`);
    }
    return user;
}

function clientOf(server: Mattermost, name: string): Client4 {
    const client = new Client4();
    client.setUrl(server.url);
    client.setToken(createSession(server.world, getUser(server, name)).token);
    return client;
}

async function statusOf(call: Promise<unknown>): Promise<unknown> {
    return call.then(
        () => 200,
        (error: {status_code?: number}) => error.status_code,
    );
}

test('a read-only admin reads configuration and plugins, and writes neither', async () => {
    const viewer = clientOf(await start(), 'viewer');
    expect((await viewer.getConfig()).SqlSettings.DataSource).toBe('*'.repeat(32));
    expect(await viewer.getPluginStatuses()).toHaveLength(3);
    expect(await viewer.getEnvironmentConfig()).toMatchObject({ServiceSettings: {EnableLocalMode: true}});
    expect(await statusOf(viewer.patchConfig({PasswordSettings: {MinimumLength: 20}}))).toBe(403);
    expect(await statusOf(viewer.disablePlugin('playbooks'))).toBe(403);
});

test("a team admin outside the queue's channel posts as the bot by naming the channel", async () => {
    const server = await start({config: {ServiceSettings: {EnableBotAccountCreation: true}}});
    const admin = clientOf(server, 'admin');
    const [team] = await admin.getMyTeams();
    const bot = await admin.createBot({username: 'fips-agent'});
    const channel = await admin.createChannel({
        team_id: team?.id ?? '',
        name: 'queue',
        display_name: 'Queue',
        type: 'P',
    });
    await admin.addToTeam(team?.id ?? '', bot.user_id);
    await admin.addToChannel(bot.user_id, channel.id);
    const user = getUser(server, 'user');
    const member = server.world.state.team_members.find(({user_id}) => user_id === user.id);
    if (member !== undefined) {
        member.roles = 'team_user team_admin';
    }
    const square = server.world.state.channels.find(({name}) => name === 'town-square');
    const hook = await clientOf(server, 'user').createIncomingWebhook({
        channel_id: square?.id ?? '',
        user_id: bot.user_id,
    });
    await fetch(`${server.url}/hooks/${hook.id}`, {
        method: 'POST',
        body: JSON.stringify({text: 'I am the agent', channel: 'queue', type: 'custom_fips_reply'}),
    });
    const {order, posts} = await admin.getPosts(channel.id);
    expect(posts[order[0] ?? '']).toMatchObject({
        user_id: bot.user_id,
        type: 'custom_fips_reply',
        props: {from_webhook: 'true', from_bot: 'true'},
    });
});

test("a bot's token dies when its maker is switched off, and a session with its account", async () => {
    const server = await start({config: {ServiceSettings: {EnableBotAccountCreation: true}}});
    const {world} = server;
    const second = createUser(world, {
        username: 'second',
        password: 'stand-in-password',
        roles: 'system_admin system_user',
    });
    const [team] = world.state.teams;
    if (team !== undefined) {
        addTeamMember(world, team, second, undefined);
    }
    const maker = clientOf(server, 'second');
    const bot = await maker.createBot({username: 'fips-agent'});
    const botClient = new Client4();
    botClient.setUrl(server.url);
    botClient.setToken((await maker.createUserAccessToken(bot.user_id, 'agent')).token ?? '');
    expect(await statusOf(botClient.getMe())).toBe(200);
    await clientOf(server, 'admin').updateUserActive(second.id, false);
    expect(await statusOf(botClient.getMe())).toBe(401);
    expect(await statusOf(maker.getMe())).toBe(401);
});

test('a FIPS build from 11.7 matches no password below 14 bytes', async () => {
    const signIn = async (variant: 'standard' | 'fips'): Promise<unknown> => {
        const server = await start({variant});
        createUser(server.world, {username: 'short', password: 'stand-in-password'});
        const user = getUser(server, 'short');
        const {hashPassword} = await import('./domain/password.ts');
        user.password_hash = hashPassword('thirteenbytes');
        const client = new Client4();
        client.setUrl(server.url);
        return statusOf(client.login('short', 'thirteenbytes'));
    };
    expect(await signIn('standard')).toBe(200);
    expect(await signIn('fips')).toBe(401);
});

test('the flag is missing before 11.3, and follows the variant after', async () => {
    const flagOf = async (options: ServerOptions): Promise<unknown> => {
        const values: Record<string, unknown> = {...(await clientOf(await start(options), 'admin').getClientConfig())};
        return values['IsFipsEnabled'];
    };
    expect(await flagOf({version: '11.2.0'})).toBeUndefined();
    expect(await flagOf({version: '11.3.0'})).toBe('false');
    expect(await flagOf({variant: 'fips'})).toBe('true');
});

test.each([
    ['professional', 'professional'],
    ['entry', 'entry'],
    ['advanced', 'advanced'],
])('a %s licence names its plan to everybody, its holder to admins only', async (licence, sku) => {
    const server = await start({licence});
    expect(await clientOf(server, 'user').getClientLicenseOld()).toMatchObject({IsLicensed: 'true', SkuShortName: sku});
    expect(await clientOf(server, 'user').getClientLicenseOld()).not.toHaveProperty('Email');
    expect(await clientOf(server, 'admin').getClientLicenseOld()).toHaveProperty('Email');
});

test('faults: an answer from in between, a revoked session, silence', async () => {
    const server = await start();
    const admin = clientOf(server, 'admin');
    const {faults} = server.world;
    faults.answers = [{path: '/api/v4/config', status: 502, html: '<html>Bad Gateway</html>'}];
    const response = await fetch(`${server.url}/api/v4/config`);
    expect([response.status, await response.text()]).toEqual([502, '<html>Bad Gateway</html>']);
    expect(await statusOf(admin.getMe())).toBe(200);
    faults.answers = [];
    faults.isUnauthorized = true;
    expect(await statusOf(admin.getMe())).toBe(401);
    faults.isUnauthorized = false;
    faults.isDown = true;
    await expect(fetch(`${server.url}/api/v4/system/ping`)).rejects.toThrow('fetch failed');
    faults.isDown = false;
    expect(await statusOf(admin.getMe())).toBe(200);
});

test('an unhealthy store is 200 with use_rest_semantics, 500 without', async () => {
    const server = await start();
    server.world.health.fileStore = 'UNHEALTHY';
    const ask = async (query: string): Promise<unknown> => {
        const response = await fetch(`${server.url}/api/v4/system/ping?get_server_status=true${query}`);
        const body: {status: string} = await response.json();
        return [response.status, body.status];
    };
    expect(await ask('')).toEqual([500, 'UNHEALTHY']);
    expect(await ask('&use_rest_semantics=true')).toEqual([200, 'UNHEALTHY']);
});

test('a restart keeps sessions and posts behind the same address', async () => {
    const server = await start({config: {PasswordSettings: {MinimumLength: 14}}});
    const admin = clientOf(server, 'admin');
    const before = await admin.getClientConfig();
    server.serve(restartWorld(server.world, {variant: 'fips'}));
    const after = await admin.getClientConfig();
    expect(
        [before, after]
            .map((config) => ({...config}))
            .map((config: Record<string, unknown>) => config['IsFipsEnabled']),
    ).toEqual(['false', 'true']);
});

test('an upload runs from /static and survives; other paths go to the host page', async () => {
    const server = await start({
        environment: {MM_PLUGINSETTINGS_ENABLEUPLOADS: 'true'},
        subpath: '/chat',
        fallback: ({url}) =>
            url.endsWith('/admin_console') ? new Response(`host page ${new URL(url).pathname}`) : undefined,
    });
    const admin = clientOf(server, 'admin');
    const manifest = {
        id: 'fips-readiness',
        name: 'FIPS Readiness',
        version: '0.1.0',
        webapp: {bundle_path: 'dist/main.js'},
    };
    const files = {'dist/main.js': 'window.loaded = true;', 'dist/page.1.js': 'window.more = true;', 'a.js': 'kept'};
    const bundle = packPluginBundle(manifest, files);
    await admin.uploadPlugin(new File([new Uint8Array(bundle)], 'page.tar.gz'));
    await admin.enablePlugin('fips-readiness');
    const listed = (await admin.getWebappPlugins()).find(({id}) => id === 'fips-readiness');
    const path = (listed?.webapp?.bundle_path ?? '').replace('/static/', '/static/plugins/');
    const script = await fetch(`${server.url}${path}`);
    expect([script.headers.get('content-type'), await script.text()]).toEqual([
        'application/javascript',
        'window.loaded = true;',
    ]);
    const beside = (name: string) => fetch(`${server.url}/static/plugins/fips-readiness/${name}`);
    expect(await (await beside('page.1.js')).text()).toBe('window.more = true;');
    expect([(await beside('main.js')).status, (await beside('a.js')).status]).toEqual([404, 404]);
    expect(restartWorld(server.world, {}).installed.has('fips-readiness')).toBe(true);
    expect(await (await fetch(`${server.url}/admin_console`)).text()).toBe('host page /chat/admin_console');
    expect((await fetch(`http://127.0.0.1:${server.port}/api/v4/system/ping`)).headers.has('x-version-id')).toBe(false);
});

test('files go up and come down, and belong to the post that names them', async () => {
    const server = await start();
    const admin = clientOf(server, 'admin');
    const channel = server.world.state.channels[0];
    const form = new FormData();
    form.append('channel_id', channel?.id ?? '');
    form.append('files', new File([new Uint8Array([0, 255, 10])], 'proof.bin'));
    const {file_infos: infos} = await admin.uploadFile(form);
    const id = infos[0]?.id ?? '';
    const post = await admin.createPost({channel_id: channel?.id ?? '', message: 'with file', file_ids: [id]});
    expect(post.metadata.files).toMatchObject([{id, name: 'proof.bin', size: 3}]);
    const down = await fetch(`${server.url}/api/v4/files/${id}`, {
        headers: {Authorization: `Bearer ${admin.getToken()}`},
    });
    expect([...new Uint8Array(await down.arrayBuffer())]).toEqual([0, 255, 10]);
});
