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
    [
        'Boards with a stored non-FIPS copy',
        {...code, id: 'focalboard', stored: true, storedMode: 'non_fips'},
        'shadowed',
        ['remove_stored_copy'],
    ],
    ['Boards, a FIPS build stored', {...code, id: 'focalboard', stored: true, storedMode: 'fips'}, 'becomes_fips', []],
    ['Boards, a copy nobody has read', {...code, id: 'focalboard', stored: true}, 'unknown', []],
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

type Stored = Pick<FactValue<'plugins'>[number], 'stored' | 'storedMode'>;
const NON_FIPS_COPY: Stored = {stored: true, storedMode: 'non_fips'};

test.each<[string, Stored, Partial<Bundles>, string, Unsure | null]>([
    ['a bundle proved FIPS', {stored: false}, {fips: [other, bundle('fips')]}, 'becomes_fips', null],
    ['a bundle that proves the contrary', {stored: false}, {fips: [bundle('non_fips')]}, 'stays_non_fips', null],
    ['a bundle without server code', {stored: false}, {fips: [bundle('no_server_code')]}, 'no_server_code', null],
    ['a bundle that does not tell', {stored: false}, {fips: [bundle('unknown')]}, 'unknown', 'bundle_unproved'],
    ['no bundle in the FIPS image', {stored: false}, {fips: [other]}, 'vanishes', null],
    ['no bundle, but a stored copy', {stored: true}, {fips: [other]}, 'stays_non_fips', null],
    ['the FIPS image is not here', {stored: false}, {fips: null}, 'vanishes', null],
    [
        'the FIPS image is not here, the running one is read',
        {stored: false},
        {current: [bundle('non_fips')]},
        'vanishes',
        null,
    ],
    ['the FIPS image is not here, a stored copy', {stored: true}, {fips: null}, 'stays_non_fips', null],
    ['a stored copy of the same release', NON_FIPS_COPY, {fips: [bundle('fips', '2.8.0+fips')]}, 'shadowed', null],
    ['a stored FIPS build', {stored: true, storedMode: 'fips'}, {fips: [bundle('fips')]}, 'becomes_fips', null],
    ['a stored copy not read', {stored: true}, {fips: [bundle('fips')]}, 'unknown', 'stored_unproved'],
    [
        'a stored copy that does not tell',
        {stored: true, storedMode: 'unknown'},
        {fips: [bundle('fips')]},
        'unknown',
        'stored_unproved',
    ],
    [
        'a stored copy before a bundle that is none either',
        NON_FIPS_COPY,
        {fips: [bundle('non_fips')]},
        'stays_non_fips',
        null,
    ],
    ['a stored copy older than the bundle', {stored: true}, {fips: [bundle('fips', '2.9.0')]}, 'becomes_fips', null],
    ['a bundle without a version', NON_FIPS_COPY, {fips: [bundle('fips', '')]}, 'shadowed', null],
    ['not told where from', {stored: null}, {fips: []}, 'unknown', 'file_store_unread'],
    ['in neither image', {stored: null}, {current: [other], fips: [other]}, 'stays_non_fips', null],
    ['in the running image', {stored: null}, {current: [bundle('fips')], fips: []}, 'unknown', 'file_store_unread'],
])('from the images: %s', (_name, stored, bundles, outcome, unsure) => {
    const plugin = {...code, ...stored, id: 'jira', version: '2.8.0', prepackaged: null};
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

const MODES = fc.constantFrom('fips', 'non_fips', 'no_server_code', 'unknown');
const PLUGINS = fc.record({
    id: fc.constantFrom('jira', 'playbooks'),
    stored: TELLS,
    prepackaged: TELLS,
    hasServerCode: fc.boolean(),
    storedMode: fc.option(MODES, {nil: undefined}),
});

test('FIPS is foretold only where a build proves it or nothing of it was read, and each unknown has its cause', () => {
    fc.assert(
        fc.property(
            fc.record({current: fc.option(BUNDLES), fips: fc.option(BUNDLES)}),
            PLUGINS,
            fc.boolean(),
            (bundles, {storedMode, ...origin}, automatic) => {
                const plugin = {...code, ...origin, ...(storedMode && {storedMode}), version: '2.8.0'};
                const [line] = forecastPlugins([plugin], automatic, bundles);
                const own = bundles.fips?.find(({id}) => id === plugin.id);
                const listed = bundles.fips === null && plugin.id === 'playbooks';
                expect(line?.unsure === null).toBe(line?.outcome !== 'unknown');
                expect(
                    line?.outcome !== 'becomes_fips' ||
                        storedMode === 'fips' ||
                        (automatic && (own?.mode === 'fips' || listed)),
                ).toBe(true);
                expect(line?.outcome !== 'vanishes' || own === undefined || !automatic).toBe(true);
                expect(line?.outcome !== 'vanishes' || plugin.stored !== true).toBe(true);
            },
        ),
    );
});

test('knowing more never turns a forecast into one that is not known', () => {
    fc.assert(
        fc.property(BUNDLES, PLUGINS, fc.boolean(), (current, {storedMode, ...origin}, automatic) => {
            const plugin = {...code, ...origin, version: '2.8.0'};
            const judge = (one: typeof plugin, bundles?: Bundles) =>
                forecastPlugins([one], automatic, bundles)[0]?.outcome;
            const known = (outcome: string | undefined) => outcome !== 'unknown';
            const less = judge(plugin);
            const image = judge(plugin, {current, fips: null});
            // The running image is read, then the file store; each time the FIPS image is not here.
            expect(!known(less) || known(image)).toBe(true);
            const store = judge({...plugin, ...(storedMode && {storedMode})}, {current, fips: null});
            expect(!known(image) || known(store)).toBe(true);
        }),
    );
});

test('the lists hold each id once, as plugin ids are written', () => {
    for (const {ids, source} of [FIPS_PREPACKAGED, STANDARD_PREPACKAGED, TRANSITIONALLY_PREPACKAGED]) {
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => !/^[a-z0-9._-]{3,190}$/.test(id))).toEqual([]);
        expect(source.url).toContain('github.com/mattermost/mattermost');
    }
});
