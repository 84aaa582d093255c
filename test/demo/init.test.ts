import {access, readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {readSetting} from '../mattermost/config/setting.ts';
import {startInitRig} from './init_rig.ts';
import type {InitRig} from './init_rig.ts';
import type {DeploymentSetup} from './sample_deployment.ts';
import {SAMPLE_WORLD} from './sample_world.ts';

const STEPS = [
    'Install the page (plugin fips-readiness 0.1.0) and enable it',
    'Create the bot account fips-agent',
    'Create the invite-only team fips-readiness, for system admins and the bot only',
    'Create the private channel fips-queue in it',
    'Add fips-agent, admin, maria.keller to the team and the channel',
    'Create an access token for the bot and save it in',
    'Set which bot, channel and key the page trusts',
    'Write the agent’s own Compose project to',
];

/** What init may leave on the server, by name. */
function listTraces({world}: InitRig) {
    const {state} = world;
    const plugins = readSetting(state.config, 'PluginSettings.Plugins') as Record<string, Record<string, unknown>>;
    return {
        plugins: [...world.installed.keys()].filter((id) => id === 'fips-readiness'),
        connection: plugins['fips-readiness']?.['connection'] ?? '',
        accounts: state.users.filter(({username}) => username.startsWith('fips-')).map(({username}) => username),
        teams: state.teams.filter(({name}) => name.startsWith('fips-')).map(({name}) => name),
        channels: state.channels.filter(({name}) => name.startsWith('fips-')).map(({name}) => name),
        tokens: state.tokens.length,
    };
}

const NOTHING = {plugins: [], connection: '', accounts: [], teams: [], channels: [], tokens: 0};

describe('fips-agent init and uninstall', () => {
    const rigs: InitRig[] = [];
    const start = async (setup: Partial<DeploymentSetup> = {}): Promise<InitRig> => {
        const rig = await startInitRig({world: SAMPLE_WORLD, ...setup});
        rigs.push(rig);
        return rig;
    };
    afterEach(async () => {
        await Promise.all(rigs.splice(0).map((rig) => rig.close()));
    });

    test('each step is named and asked for, in order', async () => {
        const rig = await start();
        const run = await rig.init(() => true);
        expect(run.stderr).toBe('');
        expect(run.exitCode).toBe(0);
        expect(run.questions).toHaveLength(STEPS.length);
        STEPS.forEach((words, index) => expect(run.questions[index]).toContain(words));
    });

    test.each(STEPS.map((words, index) => [words, index] as const))(
        'declined at "%s": ends with 23, and nothing after it happened',
        async (_words, index) => {
            const rig = await start();
            let asked = 0;
            const run = await rig.init(() => asked++ < index);
            expect(run.exitCode).toBe(23);
            expect(run.questions).toHaveLength(index + 1);
            expect(run.stderr).toContain('Stopped, as you asked');
            const traces = listTraces(rig);
            expect(traces).toEqual({
                plugins: index > 0 ? ['fips-readiness'] : [],
                accounts: index > 1 ? ['fips-agent'] : [],
                teams: index > 2 ? ['fips-readiness'] : [],
                channels: index > 3 ? ['fips-queue'] : [],
                tokens: index > 5 ? 1 : 0,
                connection: index > 6 ? expect.stringContaining('publicKey') : '',
            });
            await expect(access(rig.agentDirectory)).rejects.toThrow();
        },
    );

    test('nobody to ask: nothing is changed, exit 64', async () => {
        const rig = await start();
        const run = await rig.init(undefined).then(async () => rig.uninstall());
        expect(run.exitCode).toBe(0);
        const {runCommand} = await import('./command_run.ts');
        const before = JSON.stringify(rig.world.state.config);
        const alone = await runCommand(
            ['init', '--bundle', join(rig.folder, 'page.tar.gz')],
            rig.deployment.agentEnvironment,
            undefined,
        );
        expect(alone.exitCode).toBe(64);
        expect(alone.stderr).toContain('There is no terminal to ask in');
        expect(JSON.stringify(rig.world.state.config)).toBe(before);
    });

    test('connects: private queue with admins and bot only, token for the owner only, settings restored', async () => {
        const rig = await start();
        const plugins = {'com.example.servicedesk': {endpoint: 'https://desk.example.com', secret: 'kept'}};
        rig.world.state.config = {
            ...rig.world.state.config,
            PluginSettings: {...(rig.world.state.config['PluginSettings'] as object), Plugins: plugins},
        };
        expect((await rig.init()).exitCode).toBe(0);
        const {state} = rig.world;
        const nameOf = (id: string) => state.users.find((user) => user.id === id)?.username;
        const team = state.teams.find(({name}) => name === 'fips-readiness');
        const channel = state.channels.find(({name}) => name === 'fips-queue');
        expect(team?.type).toBe('I');
        expect(channel).toMatchObject({type: 'P', team_id: team?.id});
        const members = state.channel_members.filter(({group_id}) => group_id === channel?.id);
        expect(members.map(({user_id}) => nameOf(user_id)).sort()).toEqual(['admin', 'fips-agent', 'maria.keller']);
        expect(state.bots.map(({username}) => username)).toEqual(['fips-agent']);
        expect((await stat(rig.tokenFile)).mode & 0o777).toBe(0o600);
        expect(readSetting(state.config, 'PluginSettings.EnableUploads')).toBe(false);
        expect(readSetting(state.config, 'PluginSettings.Plugins')).toMatchObject(plugins);
        expect((await readdir(rig.agentDirectory)).sort()).toEqual(['compose.yaml', 'fips-agent.yaml']);
        const settings = await readFile(join(rig.agentDirectory, 'fips-agent.yaml'), 'utf8');
        expect(settings).toContain(`CHANNEL_ID: ${channel?.id}`);
        expect(settings).toContain(`PROJECT_DIR: ${rig.deployment.projectDirectory}`);
    });

    test('a second run says what is already there and makes nothing twice', async () => {
        const rig = await start();
        await rig.init();
        const before = listTraces(rig);
        const run = await rig.init();
        expect(run.exitCode).toBe(0);
        for (const words of [...STEPS.slice(0, 4), STEPS[5] ?? '']) {
            expect(run.stdout).toMatch(new RegExp(`${escape(words)}[^\n]*: already there`));
        }
        expect(listTraces(rig)).toEqual(before);
    });

    test('after the page has disconnected: what it took out stays out, and another queue is made', async () => {
        const rig = await start();
        await rig.init();
        const {state} = rig.world;
        const atMs = Date.now();
        // Disconnect: tokens, bot, channel, team, the page's setting.
        state.tokens = [];
        state.bots.forEach((bot) => (bot.delete_at = atMs));
        state.users.filter(({is_bot: isBot}) => isBot).forEach((user) => (user.delete_at = atMs));
        state.channels.filter(({name}) => name === 'fips-queue').forEach((channel) => (channel.delete_at = atMs));
        state.teams.filter(({name}) => name === 'fips-readiness').forEach((team) => (team.delete_at = atMs));
        const run = await rig.init();
        expect(run.exitCode).toBe(0);
        expect(run.stdout).toContain('Create the bot account fips-agent-2: done');
        expect(run.stdout).toContain('Create the private channel fips-queue in it: done');
        const live = ({delete_at: deletedAt}: {readonly delete_at: number}) => deletedAt === 0;
        expect(state.bots.filter(live).map(({username}) => username)).toEqual(['fips-agent-2']);
        const channel = state.channels.find((one) => one.name === 'fips-queue' && live(one));
        const bot = state.bots.find(live);
        expect(listTraces(rig).connection).toContain(channel?.id);
        expect(listTraces(rig).connection).toContain(bot?.user_id);
        expect(state.tokens.map(({user_id: userId}) => userId)).toEqual([bot?.user_id]);
        expect(await readFile(join(rig.agentDirectory, 'fips-agent.yaml'), 'utf8')).toContain(
            `CHANNEL_ID: ${channel?.id}`,
        );
    });

    test('a run that stopped half-way goes on where it stopped', async () => {
        const rig = await start();
        await rig.init((question) => !question.includes('private channel'));
        const run = await rig.init();
        expect(run.exitCode).toBe(0);
        expect(run.stdout).toContain('Create the bot account fips-agent: already there');
        expect(run.stdout).toContain('Create the private channel fips-queue in it: done');
        expect(listTraces(rig)).toMatchObject({accounts: ['fips-agent'], teams: ['fips-readiness'], tokens: 1});
    });

    test('a server that fails between account and bot: the next run goes on with the same account', async () => {
        const rig = await start();
        let isBroken = true;
        rig.breakMmctl(({argv}) =>
            isBroken && argv.includes('convert')
                ? {stdout: '', stderr: 'Error: 1 error occurred:\n\t* Unable to save the bot.\n\n\n', exitCode: 1}
                : undefined,
        );
        const failed = await rig.init();
        expect(failed.exitCode).toBe(21);
        expect(failed.stderr).toContain('convert_bot');
        isBroken = false;
        expect((await rig.init()).exitCode).toBe(0);
        expect(listTraces(rig).accounts).toEqual(['fips-agent']);
        expect(rig.world.state.bots.map(({username}) => username)).toEqual(['fips-agent']);
    });

    test('names that are taken get a suffix; who holds them is left alone', async () => {
        const rig = await start({
            world: {
                ...SAMPLE_WORLD,
                users: [...(SAMPLE_WORLD.users ?? []), {username: 'fips-agent', password: 'a-long-password'}],
            },
        });
        const squatter = rig.world.state.users.find(({username}) => username === 'fips-agent');
        const {createTeam} = await import('../mattermost/domain/teams.ts');
        const owner = rig.world.state.users.find(({username}) => username === 'user');
        createTeam(rig.world, {name: 'fips-readiness', display_name: 'Mine', type: 'O'}, owner);
        const run = await rig.init();
        expect(run.exitCode).toBe(0);
        expect(listTraces(rig)).toMatchObject({
            accounts: ['fips-agent', 'fips-agent-2'],
            teams: ['fips-readiness', 'fips-readiness-2'],
        });
        expect(run.stdout).toContain('Create the bot account fips-agent-2: done');
        const {state} = rig.world;
        expect(state.tokens.map(({user_id}) => user_id)).not.toContain(squatter?.id);
        expect(state.channel_members.map(({user_id}) => user_id)).not.toContain(squatter?.id);
        await rig.uninstall();
        expect(state.users.find(({id}) => id === squatter?.id)?.delete_at).toBe(0);
        expect(state.teams.find(({name}) => name === 'fips-readiness')?.delete_at).toBe(0);
    });

    test('signed plugins only: refused with 22 and words, nothing made', async () => {
        const rig = await start({
            world: {...SAMPLE_WORLD, config: {PluginSettings: {RequirePluginSignature: true}}},
        });
        const run = await rig.init();
        expect(run.exitCode).toBe(22);
        expect(run.stderr).toContain('This server accepts signed plugins only');
        expect(listTraces(rig)).toEqual(NOTHING);
    });

    test('local mode off: says how to turn it on, nothing made', async () => {
        const rig = await start({environment: {MM_SERVICESETTINGS_ENABLELOCALMODE: 'false'}});
        const run = await rig.init();
        expect(run.exitCode).toBe(78);
        expect(run.stderr).toContain('Local mode does not answer in mattermost-docker-mattermost-1');
        expect(run.stderr).toContain('MM_SERVICESETTINGS_ENABLELOCALMODE=true');
        expect(listTraces(rig)).toEqual(NOTHING);
    });

    test('uninstall leaves nothing behind: no plugin, token, file or setting; bot off, team and channel archived', async () => {
        const rig = await start();
        const before = await readdir(rig.folder);
        await rig.init();
        const run = await rig.uninstall(() => true);
        expect(run.stderr).toBe('');
        expect(run.exitCode).toBe(0);
        expect(run.questions).toHaveLength(7);
        const {state} = rig.world;
        expect(listTraces(rig)).toMatchObject({plugins: [], connection: '', tokens: 0});
        expect(state.users.find(({username}) => username === 'fips-agent')?.delete_at).toBeGreaterThan(0);
        expect(state.teams.find(({name}) => name === 'fips-readiness')?.delete_at).toBeGreaterThan(0);
        expect(state.channels.find(({name}) => name === 'fips-queue')?.delete_at).toBeGreaterThan(0);
        expect(await readdir(join(rig.folder, 'state'))).toEqual([]);
        expect((await readdir(rig.folder)).filter((name) => !before.includes(name) && name !== 'page.tar.gz')).toEqual([
            'state',
        ]);
        expect((await rig.uninstall()).stdout).toContain('Nothing to remove');
    });

    test('uninstall declined half-way goes on next time', async () => {
        const rig = await start();
        await rig.init();
        const run = await rig.uninstall((question) => !question.includes('Archive the channel'));
        expect(run.exitCode).toBe(23);
        expect(listTraces(rig)).toMatchObject({plugins: [], tokens: 0, channels: ['fips-queue']});
        expect(rig.world.state.channels.find(({name}) => name === 'fips-queue')?.delete_at).toBe(0);
        const rest = await rig.uninstall();
        expect(rest.exitCode).toBe(0);
        expect(rest.stdout).not.toContain('Revoke');
        expect(rig.world.state.channels.find(({name}) => name === 'fips-queue')?.delete_at).toBeGreaterThan(0);
    });

    test('no secret is printed, asked with, or left in the container', async () => {
        const rig = await start();
        const run = await rig.init(() => true);
        const token = (await readFile(rig.tokenFile, 'utf8')).trim();
        const key = (JSON.parse(await readFile(join(rig.folder, 'state', 'identity.json'), 'utf8')) as {secret: string})
            .secret;
        const gone = await rig.uninstall(() => true);
        const {engine, containers, databasePassword} = rig.deployment;
        const commandLines = [...engine.state.execs.values()].map(({argv}) => argv.join(' ')).join('\n');
        const layer = [...(containers.get('mattermost')?.layer.values() ?? [])].map(({content}) =>
            Buffer.from(content).toString('latin1'),
        );
        const seen = JSON.stringify([run, gone, commandLines, layer]);
        for (const secret of [token, key, databasePassword]) {
            expect(secret).not.toBe('');
            expect(seen).not.toContain(secret);
        }
        expect(layer.join('')).toBe('');
    });
});

function escape(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
