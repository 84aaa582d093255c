import type {PluginManifest} from '../plugin_manifest.ts';
import {restartWorld} from '../restart.ts';
import type {World} from '../world_shape.ts';
import {makeWorld} from '../world.ts';
import {installFromMarketplace, removePlugin, viewPlugins} from './plugins.ts';
import {storePluginEnabled, viewPluginStatuses} from './plugin_state.ts';

function makeManifest(id: string, version: string): PluginManifest {
    return {id, name: id, version, webapp: {bundle_path: 'webapp/main.js'}};
}

/** Standard image whose configuration the FIPS image accepts. */
function makeStandard(plugins: PluginManifest[] = []): World {
    return makeWorld({
        config: {PasswordSettings: {MinimumLength: 14}},
        plugins: plugins.map((manifest) => ({manifest})),
    });
}

function versionsOf(world: World): Record<string, string> {
    return Object.fromEntries([...world.installed].map(([id, {manifest}]) => [id, manifest.version]));
}

test('a plugin that was only prepackaged vanishes with the swap, its switch stays on', () => {
    const standard = makeStandard();
    expect(versionsOf(standard)).toHaveProperty(['com.mattermost.calls']);
    const fips = restartWorld(standard, {variant: 'fips'});
    expect(versionsOf(fips)).toEqual({playbooks: '2.8.0+c4449ac', 'mattermost-ai': '1.10.0+c4449ac'});
    expect(JSON.stringify(fips.state.config)).toContain('"com.mattermost.calls":{"Enable":true}');
    expect(viewPluginStatuses(fips).some(({plugin_id}) => plugin_id === 'com.mattermost.calls')).toBe(false);
    expect(versionsOf(restartWorld(fips, {variant: 'standard'}))).toHaveProperty(['com.mattermost.calls']);
});

test('a plugin kept by the marketplace survives the swap', () => {
    const standard = makeStandard();
    installFromMarketplace(standard, 'com.mattermost.calls');
    expect(versionsOf(restartWorld(standard, {variant: 'fips'}))).toHaveProperty(['com.mattermost.calls'], '1.11.0');
});

test('a file store copy shadows the FIPS build until it is removed', () => {
    const standard = makeStandard([makeManifest('playbooks', '2.8.0')]);
    const shadowed = restartWorld(standard, {variant: 'fips'});
    expect(versionsOf(shadowed)).toMatchObject({playbooks: '2.8.0'});
    expect(shadowed.state.log.join('\n')).toContain('Skipping local installation of plugin since not a newer version');
    removePlugin(shadowed, 'playbooks');
    storePluginEnabled(shadowed, 'playbooks', true);
    expect(versionsOf(restartWorld(shadowed, {}))).toMatchObject({playbooks: '2.8.0+c4449ac'});
});

test('an older file store copy gives way to the prepackaged one', () => {
    const standard = makeStandard([makeManifest('playbooks', '2.7.9')]);
    expect(versionsOf(restartWorld(standard, {variant: 'fips'}))).toMatchObject({playbooks: '2.8.0+c4449ac'});
});

test('Boards, once on, lies in the file store and is therefore shadowed', () => {
    const standard = makeStandard();
    storePluginEnabled(standard, 'focalboard', true);
    const restarted = restartWorld(standard, {});
    expect(restarted.fileStore.list('plugins/')).toEqual(['plugins/focalboard.tar.gz']);
    expect(versionsOf(restartWorld(restarted, {variant: 'fips'}))).toMatchObject({focalboard: '9.2.2'});
});

test('without automatic prepackaged plugins a FIPS start installs none', () => {
    const world = makeWorld({
        variant: 'fips',
        config: {PluginSettings: {AutomaticPrepackagedPlugins: false}},
    });
    expect(versionsOf(world)).toEqual({});
});

test('each node has its own status; a failing one is not active', () => {
    const node = (id: string) => ({
        id,
        version: '11.7.2',
        schema_version: '1',
        config_hash: 'x',
        ipaddress: id,
        hostname: id,
    });
    const world = makeWorld({
        prepackaged: [],
        plugins: [{manifest: makeManifest('com.example.one', '1.0.0')}],
        nodes: [node('a'), node('b')],
        conditions: {'com.example.one': [{node: 'b', state: 4, error: 'crashed too often'}]},
    });
    expect(viewPluginStatuses(world).map(({cluster_id, state, error}) => [cluster_id, state, error])).toEqual([
        ['a', 2, ''],
        ['b', 4, 'crashed too often'],
    ]);
    world.conditions = {'com.example.one': [{node: '', state: 3, error: 'no'}]};
    expect(viewPlugins(world)).toMatchObject({active: [], inactive: [{id: 'com.example.one'}]});
});

test('a server too old for a plugin fails to start it', () => {
    const manifest = {...makeManifest('com.example.new', '1.0.0'), min_server_version: '99.0.0'};
    const world = makeWorld({prepackaged: [], plugins: [{manifest}]});
    expect(viewPluginStatuses(world)).toMatchObject([{state: 3, error: expect.stringContaining('99.0.0')}]);
});
