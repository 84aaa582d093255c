import {makeSampleFacts, PLUGIN, READY} from '../../../test/samples/facts.ts';
import {forecastStored} from './forecast_stored.ts';

const {plugin_settings: settings, prepackaged_plugins: bundles} = READY;
const boards = {...PLUGIN, id: 'focalboard', hasServerCode: true, stored: false, prepackaged: true};
const ON = new Set(['focalboard', 'playbooks', 'jitsi']);
const STORED = [{id: 'focalboard', version: '1.2.0'}];

test.each([
    ['Boards, brought by the image', {plugins: [boards]}, ON, STORED],
    ['Boards, removed right before the move and still on', {plugins: [PLUGIN]}, ON, STORED],
    ['Boards that run, where the settings are not seen', {plugins: [boards]}, undefined, STORED],
    [
        'Boards, with the FIPS image not read',
        {plugins: [boards], prepackaged_plugins: null},
        ON,
        [{...STORED[0], version: ''}],
    ],
    ['Boards that are off', {plugins: [{...boards, active: false}]}, new Set<string>(), []],
    ['Boards that are stored already', {plugins: [{...boards, stored: true}]}, ON, []],
    [
        'Boards that are stored in an older version',
        {plugins: [{...boards, stored: true, version: '1.1.9'}]},
        ON,
        [{...STORED[0], replaces: '1.1.9'}],
    ],
    [
        'Boards in an older version, where the file store is not seen',
        {plugins: [{...boards, stored: null, version: '1.1.9'}]},
        ON,
        [{...STORED[0], replaces: '1.1.9'}],
    ],
    [
        'Boards that are stored, with the FIPS image not read',
        {plugins: [{...boards, stored: true}], prepackaged_plugins: null},
        ON,
        [{id: 'focalboard', version: '', replaces: '1.2.0'}],
    ],
    [
        'Boards, perhaps stored, with the FIPS image not read',
        {plugins: [{...boards, stored: null}], prepackaged_plugins: null},
        ON,
        [],
    ],
    ['Boards, perhaps stored', {plugins: [{...boards, stored: null}]}, ON, []],
    ['Boards the FIPS image does not bring', {plugins: [boards], prepackaged_plugins: {...bundles, fips: []}}, ON, []],
    ['no automatic plugins', {plugins: [boards], plugin_settings: {...settings, automaticPrepackaged: false}}, ON, []],
    ['plugins not seen', {plugins: null}, ON, []],
])('%s', (_name, changes, enabled, expected) => {
    expect(forecastStored(makeSampleFacts(changes), enabled)).toEqual(expected);
});
