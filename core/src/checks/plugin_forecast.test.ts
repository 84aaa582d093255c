import fc from 'fast-check';
import {PLUGIN} from '../../../test/samples/facts.ts';
import type {FactValue} from '../facts/facts.ts';
import {forecastPlugins} from './plugin_forecast.ts';
import type {Unsure} from './plugin_forecast.ts';
import {FIPS_PREPACKAGED, STANDARD_PREPACKAGED, TRANSITIONALLY_PREPACKAGED} from './prepackaged_plugins.ts';

type Bundles = FactValue<'prepackaged_plugins'>;
type Mode = NonNullable<Bundles['fips']>[number]['mode'];

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

const bundle = (mode: Mode, version = '2.8.0+c4449ac', id = 'jira') => ({id, version, mode});
const other = bundle('fips', '1.0.0', 'playbooks');

test.each<[string, {stored: boolean | null}, Partial<Bundles>, string, Unsure | null]>([
    ['a bundle proved FIPS', {stored: false}, {fips: [other, bundle('fips')]}, 'becomes_fips', null],
    ['a bundle that proves the contrary', {stored: false}, {fips: [bundle('non_fips')]}, 'stays_non_fips', null],
    ['a bundle without server code', {stored: false}, {fips: [bundle('no_server_code')]}, 'no_server_code', null],
    ['a bundle that does not tell', {stored: false}, {fips: [bundle('unknown')]}, 'unknown', 'bundle_unproved'],
    ['no bundle in the FIPS image', {stored: false}, {fips: [other]}, 'vanishes', null],
    ['no bundle, but a stored copy', {stored: true}, {fips: [other]}, 'stays_non_fips', null],
    ['the FIPS image is not here', {stored: false}, {fips: null}, 'unknown', 'fips_image_unread'],
    ['the FIPS image is not here, a stored copy', {stored: true}, {fips: null}, 'stays_non_fips', null],
    ['a stored copy of the same release', {stored: true}, {fips: [bundle('fips', '2.8.0+fips')]}, 'shadowed', null],
    ['a stored copy older than the bundle', {stored: true}, {fips: [bundle('fips', '2.9.0')]}, 'becomes_fips', null],
    ['a bundle without a version', {stored: true}, {fips: [bundle('fips', '')]}, 'shadowed', null],
    ['not told where from', {stored: null}, {fips: []}, 'unknown', 'file_store_unread'],
    ['in neither image', {stored: null}, {current: [other], fips: [other]}, 'stays_non_fips', null],
    ['in the running image', {stored: null}, {current: [bundle('fips')], fips: []}, 'unknown', 'file_store_unread'],
])('from the images: %s', (_name, {stored}, bundles, outcome, unsure) => {
    const plugin = {...code, id: 'jira', version: '2.8.0', stored, prepackaged: null};
    const [line] = forecastPlugins([plugin], true, {current: null, fips: null, ...bundles});
    expect(line).toMatchObject({outcome, unsure});
});

const BUNDLES = fc.array(
    fc.record({
        id: fc.constantFrom('jira', 'playbooks', 'zoom'),
        version: fc.constantFrom('', '2.8.0', '2.9.0'),
        mode: fc.constantFrom('fips', 'non_fips', 'no_server_code', 'unknown'),
    }),
);
const TELLS = fc.option(fc.boolean());

test('with the images read, FIPS is foretold only where the bundle proves it, and each unknown has its cause', () => {
    fc.assert(
        fc.property(
            fc.record({current: fc.option(BUNDLES), fips: fc.option(BUNDLES)}),
            fc.record({stored: TELLS, prepackaged: TELLS, hasServerCode: fc.boolean()}),
            fc.boolean(),
            (bundles, origin, automatic) => {
                const plugin = {...code, ...origin, id: 'jira', version: '2.8.0'};
                const [line] = forecastPlugins([plugin], automatic, bundles);
                const own = bundles.fips?.find(({id}) => id === 'jira');
                expect(line?.unsure === null).toBe(line?.outcome !== 'unknown');
                expect(line?.outcome !== 'becomes_fips' || (own?.mode === 'fips' && automatic)).toBe(true);
                expect(line?.outcome !== 'vanishes' || own === undefined || !automatic).toBe(true);
                expect(line?.outcome !== 'vanishes' || plugin.stored !== true).toBe(true);
            },
        ),
    );
});

test('the lists hold each id once, as plugin ids are written', () => {
    for (const {ids, source} of [FIPS_PREPACKAGED, STANDARD_PREPACKAGED, TRANSITIONALLY_PREPACKAGED]) {
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => !/^[a-z0-9._-]{3,190}$/.test(id))).toEqual([]);
        expect(source.url).toContain('github.com/mattermost/mattermost');
    }
});
