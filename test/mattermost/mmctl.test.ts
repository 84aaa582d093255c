import {readSetting} from './config/setting.ts';
import {runMmctl} from './mmctl.ts';
import {packPluginBundle} from './plugin_bundle.ts';
import {findUserByToken} from './domain/sessions.ts';
import type {World} from './world_shape.ts';
import {makeWorld} from './world.ts';

const PAGE = packPluginBundle(
    {id: 'fips-readiness', name: 'FIPS Readiness', version: '0.1.0', webapp: {bundle_path: 'main.js'}},
    {'main.js': 'x'},
);

function run(world: World, line: string, files: Record<string, Uint8Array> = {}) {
    const result = runMmctl(world, ['--local', '--json', ...line.split(' ')], (path) => files[path]);
    return {...result, json: result.stdout === '' ? undefined : JSON.parse(result.stdout)};
}

test('local mode makes bot, token, team and channel while bot creation is off', () => {
    const world = makeWorld();
    const user = run(world, 'user create --email bot@localhost.local --username fips-agent --password long-enough-one');
    expect(user.json).toMatchObject({username: 'fips-agent', roles: 'system_user'});
    const bot = run(world, 'user convert fips-agent --bot');
    expect(bot.json).toMatchObject([{username: 'fips-agent', owner_id: user.json.id}]);
    const token = run(world, 'token generate fips-agent fips');
    expect(findUserByToken(world, token.json[0].token)?.username).toBe('fips-agent');
    expect(run(world, 'team create --name fips --display-name FIPS --private').json).toMatchObject({type: 'I'});
    expect(run(world, 'team users add fips fips-agent admin').exitCode).toBe(0);
    const channel = run(world, 'channel create --team fips --name queue --display-name Queue --private');
    expect(channel.json).toMatchObject({type: 'P', creator_id: ''});
    expect(run(world, 'channel users add fips:queue fips-agent admin')).toMatchObject({exitCode: 0, stdout: 'null\n'});
    expect(world.state.channel_members.filter(({group_id}) => group_id === channel.json.id)).toHaveLength(2);
    expect(run(world, `token revoke ${token.json[0].id}`).exitCode).toBe(0);
    expect(findUserByToken(world, token.json[0].token)).toBeUndefined();
});

test('a converted bot owns itself; given to an admin it is switched off safely and as often as wanted', () => {
    const world = makeWorld();
    run(world, 'user create --email bot@localhost.local --username fips-agent --password long-enough-one');
    const [converted] = run(world, 'user convert fips-agent --bot').json;
    expect(converted).toMatchObject({owner_id: converted.user_id, display_name: 'fips-agent'});
    expect(run(world, 'bot list').json[0]).not.toHaveProperty('display_name');
    expect(run(world, 'bot assign fips-agent fips-agent').stderr).toContain('can not assign bot');
    const admin = run(world, 'user search admin').json;
    expect(run(world, 'bot assign fips-agent admin').json).toMatchObject([{owner_id: admin.id}]);
    for (const round of ['first', 'second']) {
        const {json, exitCode} = run(world, 'bot disable fips-agent');
        expect([round, exitCode, json[0].delete_at > 0]).toEqual([round, 0, true]);
    }
    expect(run(world, 'user search fips-agent').json).toMatchObject({is_bot: true, Deactivated: true});
});

test.each(['bot disable fips-agent', 'user deactivate fips-agent'])(
    '%s takes the server down while the bot owns itself',
    (line) => {
        const world = makeWorld();
        run(world, 'user create --email bot@localhost.local --username fips-agent --password long-enough-one');
        run(world, 'user convert fips-agent --bot');
        expect(run(world, line).exitCode).toBe(1);
        expect(world.faults.isDown).toBe(true);
    },
);

test('accepted mail domains bind new accounts and members of teams, not bots', () => {
    const world = makeWorld({config: {TeamSettings: {RestrictCreationToDomains: 'a.example, @b.example'}}});
    const create = (email: string) =>
        run(world, `user create --email ${email} --username fips-agent --password long-enough-one`);
    expect(create('fips-agent@example.com').stderr).toContain('does not belong to an accepted domain');
    expect(create('fips-agent@b.example').exitCode).toBe(0);
    run(world, 'config set TeamSettings.RestrictCreationToDomains a.example');
    const refused = run(world, 'team users add main fips-agent');
    expect([refused.exitCode, refused.stderr]).toEqual([0, expect.stringContaining("Unable to add 'fips-agent'")]);
    run(world, 'user convert fips-agent --bot');
    expect(run(world, 'team users add main fips-agent').stderr).toBe('');
});

test('a channel is archived by its id, once; a team as often as wanted', () => {
    const world = makeWorld();
    const channel = run(world, 'channel create --team main --name queue --display-name Queue --private').json;
    expect(run(world, `channel archive ${channel.id}`)).toMatchObject({exitCode: 0, stdout: 'null\n'});
    expect(run(world, `channel archive main:${channel.id}`).stderr).toContain('has been archived or deleted');
    expect(run(world, 'team archive --confirm main').exitCode).toBe(0);
    expect(run(world, 'team archive --confirm main').exitCode).toBe(0);
});

test('local mode shows secrets where REST masks them, and masks them in what it answers to a change', () => {
    const world = makeWorld();
    expect(run(world, 'config get SqlSettings.DataSource').json).toMatch(/^postgres:/);
    const changed = run(world, 'config set PluginSettings.EnableUploads true');
    expect(changed.exitCode).toBe(0);
    expect(changed.stdout).not.toContain('postgres:');
    expect(readSetting(world.state.config, 'PluginSettings.EnableUploads')).toBe(true);
});

test.each([
    ['config get Nothing.Here', 'Error: invalid key'],
    ['config set Nothing.Here 1', 'Error: selected path object is not valid'],
    ['config set PasswordSettings.MinimumLength many', 'target value is of type int and provided value is not'],
    ['config set PluginSettings.Enable perhaps', 'target value is of type bool and provided value is not'],
    ['config set PasswordSettings.MinimumLength 1000', 'Minimum password length must be a whole number'],
    ['config patch absent.json', 'Error: open absent.json: no such file or directory'],
    ['plugin add absent.tar.gz', 'no such file or directory'],
    [
        'plugin enable com.example.absent',
        'Unable to enable plugin: com.example.absent. Error: Plugin is not installed.',
    ],
    ['user search nobody', 'user nobody not found'],
    ['team users add absent admin', "Error: Unable to find team 'absent'"],
    ['channel users add main:absent admin', 'Error: unable to find channel "main:absent"'],
    ['token list admin', 'Error: there are no tokens for the "admin"'],
    ['token generate', 'Error: accepts 2 arg(s), received 0'],
    ['token revoke absent', 'could not revoke token "absent": Unable to get the personal access tokens by user.'],
    ['channel archive absent', "Unable to find channel 'absent'"],
    ['channel archive', 'Error: enter at least one channel to archive'],
    ['team archive --confirm absent', "Unable to find team 'absent'"],
    ['team archive main', 'Error: could not proceed, either enable --confirm flag'],
    ['bot list --all', 'Error: Failed to fetch bots: Invalid or missing user_ids in request body.'],
    ['bot disable absent', "can't find user 'absent'"],
    ['bot assign absent admin', "Error: unable to find user 'absent'"],
])('%s ends in exit code 1', (line, message) => {
    const result = run(makeWorld(), line);
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain(message);
});

test('plugin add obeys EnableUploads and RequirePluginSignature, and --force replaces', () => {
    const world = makeWorld();
    const files = {'page.tar.gz': PAGE};
    const refused = run(world, 'plugin add page.tar.gz', files);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain(
        'Unable to add plugin: page.tar.gz. Error: Plugins and/or plugin uploads have been disabled.',
    );
    run(world, 'config set PluginSettings.EnableUploads true');
    expect(run(world, 'plugin add page.tar.gz', files).json).toEqual(['Added plugin: page.tar.gz']);
    expect(run(world, 'plugin add page.tar.gz', files).exitCode).toBe(1);
    expect(run(world, 'plugin add --force page.tar.gz', files).exitCode).toBe(0);
    expect(run(world, 'plugin enable fips-readiness').exitCode).toBe(0);
    const active: {id: string}[] = run(world, 'plugin list').json[0].active;
    expect(active.map(({id}) => id)).toContain('fips-readiness');
    expect(run(world, 'plugin delete fips-readiness').json).toEqual(['Deleted plugin: fips-readiness']);
    run(world, 'config set PluginSettings.RequirePluginSignature true');
    expect(run(world, 'plugin add page.tar.gz', files).exitCode).toBe(1);
});

test('config patch merges maps and never stores what the environment overrides', () => {
    const world = makeWorld({
        environment: {MM_SERVICESETTINGS_ENABLELOCALMODE: 'true', MM_SERVICESETTINGS_SITEURL: 'http://env'},
    });
    const patch = {PluginSettings: {PluginStates: {'com.example.one': {Enable: true}}}};
    const file = new TextEncoder().encode(JSON.stringify(patch));
    expect(run(world, 'config patch change.json', {'change.json': file}).exitCode).toBe(0);
    expect(readSetting(world.state.config, 'PluginSettings.PluginStates')).toMatchObject({
        playbooks: {Enable: true},
        'com.example.one': {Enable: true},
    });
    expect(readSetting(world.state.config, 'ServiceSettings.SiteURL')).toBe('http://localhost:8065');
    expect(run(world, 'config get ServiceSettings.SiteURL').json).toBe('http://env');
    expect(run(world, 'config get PluginSettings.PluginStates.com.example.one').json).toEqual({Enable: true});
});

test('without local mode there is no socket to ask', () => {
    const result = run(makeWorld({environment: {}}), 'system version');
    expect(result).toMatchObject({exitCode: 1, stdout: ''});
    expect(result.stderr).toContain("doesn't exists, please check the server configuration for local mode");
});

test('an engine exec of a list sees the JSON on one stream and the count on the other', () => {
    const result = run(makeWorld(), 'user list --all');
    expect(result.json).toHaveLength(3);
    expect(result.stderr).toBe('There are 3 users on local instance\n');
});
