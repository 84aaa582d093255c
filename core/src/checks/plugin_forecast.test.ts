import {PLUGIN} from '../../../test/samples/facts.ts';
import {forecastPlugins} from './plugin_forecast.ts';
import {FIPS_PREPACKAGED, STANDARD_PREPACKAGED, TRANSITIONALLY_PREPACKAGED} from './prepackaged_plugins.ts';

const code = {...PLUGIN, hasServerCode: true};

test.each([
    [
        'Calls, only brought by the standard image',
        {...code, id: 'com.mattermost.calls', stored: false},
        'vanishes',
        ['keep_plugin'],
    ],
    ['Jira, also in the file store', {...code, id: 'jira', stored: true, prepackaged: true}, 'stays_non_fips', []],
    ['a web app only, uploaded', {...PLUGIN, stored: true}, 'no_server_code', []],
    ['a web app only, unpacked by hand', {...PLUGIN, stored: false}, 'vanishes', ['keep_plugin']],
    ['Playbooks from the image', {...code, id: 'playbooks', stored: false}, 'becomes_fips', []],
    ['Boards with a stored copy', {...code, id: 'focalboard', stored: true}, 'shadowed', ['remove_stored_copy']],
    ['Agents, not told where from', {...code, id: 'mattermost-ai', stored: null, prepackaged: null}, 'unknown', []],
    ['Zoom, not told where from', {...code, id: 'zoom', stored: null, prepackaged: null}, 'unknown', ['keep_plugin']],
    [
        'Zoom, prepackaged, perhaps stored',
        {...code, id: 'zoom', stored: null, prepackaged: true},
        'unknown',
        ['keep_plugin'],
    ],
    [
        'a plugin no image brings',
        {...code, id: 'com.example.x', stored: null, prepackaged: false},
        'stays_non_fips',
        [],
    ],
] as const)('%s', (_name, plugin, outcome, remedies) => {
    const [line] = forecastPlugins([plugin], true);
    expect(line).toMatchObject({id: plugin.id, outcome, remedies: remedies.map((one) => ({code: one}))});
});

test('without automatic prepackaged plugins the FIPS builds are not installed', () => {
    const [line] = forecastPlugins([{...code, id: 'playbooks', stored: false}], false);
    expect(line).toMatchObject({outcome: 'vanishes', remedies: [{code: 'enable_automatic_prepackaged'}]});
});

test('a later image may bring more', () => {
    const [line] = forecastPlugins([{...code, id: 'jira', stored: false}], true, [...FIPS_PREPACKAGED.ids, 'jira']);
    expect(line?.outcome).toBe('becomes_fips');
});

test('the lists hold each id once, as plugin ids are written', () => {
    for (const {ids, source} of [FIPS_PREPACKAGED, STANDARD_PREPACKAGED, TRANSITIONALLY_PREPACKAGED]) {
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => !/^[a-z0-9._-]{3,190}$/.test(id))).toEqual([]);
        expect(source.url).toContain('github.com/mattermost/mattermost');
    }
});
