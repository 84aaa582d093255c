import {INSTANCE, makeSampleFacts} from '../../../test/samples/facts.ts';
import type {Changes} from '../../../test/samples/facts.ts';
import {WORDS} from '../words/index.ts';
import {DRIFT_CODES, findDrift} from './find_drift.ts';
import type {Settled} from './settled.ts';

const NOW = Date.parse('2026-11-27T12:00:00Z');
const ID = `sha256:${'f'.repeat(64)}`;
const FIPS_IMAGE = {
    reference: 'mattermost/mattermost-enterprise-fips-edition:11.7.2',
    imageId: ID,
    variant: 'fips',
    pin: 'release',
} as const;
const STANDARD_IMAGE = {
    ...FIPS_IMAGE,
    reference: 'mattermost/mattermost-enterprise-edition:11.7.2',
    variant: 'standard',
} as const;
const SERVER = {version: '11.7.2', enterpriseReady: true, fips: true};
const plugin = (id: string, change: object = {}) => ({
    id,
    name: id,
    version: '1.0.0',
    active: true,
    state: 'running' as const,
    nodesFailed: 0,
    hasServerCode: true,
    stored: false,
    prepackaged: true,
    ...change,
});
const SETTLED: Settled = {
    variant: 'fips',
    imageId: ID,
    serverVersion: '11.7.2',
    plugins: [{id: 'playbooks', version: '1.0.0', active: true, outcome: 'becomes_fips'}],
    endedAt: '2026-11-20T12:00:00.000Z',
};
const AS_LEFT: Changes = {
    running_image: FIPS_IMAGE,
    instances: [{...INSTANCE, image: FIPS_IMAGE.reference, imageId: ID}],
    server: SERVER,
    plugins: [plugin('playbooks')],
    local_accounts: {users: 0, admins: 0, sessionHours: 720, extended: false},
};
const find = (change: Changes, settled: Settled | undefined = SETTLED) =>
    findDrift(makeSampleFacts({...AS_LEFT, ...change}), settled, NOW);

test('nothing has slipped', () => {
    expect(find({})).toEqual([]);
});

test.each<[string, Changes, string, boolean]>([
    ['the container is on the other image', {running_image: STANDARD_IMAGE}, 'other_variant', true],
    ['the server’s flag is the other one', {server: {...SERVER, fips: false}}, 'flag_differs', true],
    [
        'the same release from another image',
        {running_image: {...FIPS_IMAGE, imageId: `sha256:${'e'.repeat(64)}`}},
        'image_replaced',
        true,
    ],
    [
        'one of several pods has another image',
        {
            instances: [
                {...INSTANCE, imageId: ID},
                {...INSTANCE, name: 'mm-2', imageId: `sha256:${'e'.repeat(64)}`},
            ],
        },
        'image_replaced',
        true,
    ],
    ['another container has the other image', {other_variant_containers: ['chat-old']}, 'other_containers', false],
    [
        'a stored non-FIPS copy goes before the FIPS build',
        {plugins: [plugin('playbooks', {stored: true, storedMode: 'non_fips'})]},
        'plugin_slipped_back',
        true,
    ],
    ['a stored copy nobody has read', {plugins: [plugin('playbooks', {stored: true})]}, 'plugin_copy_unproved', false],
    [
        'a stored copy that does not tell',
        {plugins: [plugin('playbooks', {stored: true, storedMode: 'unknown'})]},
        'plugin_copy_unproved',
        false,
    ],
    ['a plugin does not run any more', {plugins: [plugin('playbooks', {active: false})]}, 'plugin_gone', true],
    [
        'users will find out',
        {local_accounts: {users: 3, admins: 1, sessionHours: 720, extended: false}},
        'users_ahead',
        false,
    ],
])('%s', (_name, change, code, wrong) => {
    expect(find(change)).toMatchObject([{code, wrong}]);
});

test('a stored copy that the plan foretold has not slipped', () => {
    const settled: Settled = {
        ...SETTLED,
        plugins: [{id: 'playbooks', version: '1.0.0', active: true, outcome: 'shadowed'}],
    };
    expect(find({plugins: [plugin('playbooks', {stored: true, storedMode: 'non_fips'})]}, settled)).toEqual([]);
});

test('a stored copy that is a FIPS build, as the server itself stores it, is no finding', () => {
    expect(find({plugins: [plugin('playbooks', {stored: true, storedMode: 'fips'})]})).toEqual([]);
});

test('an upgrade brings another image, and is not taken for one that was slipped in', () => {
    const image = {...FIPS_IMAGE, imageId: `sha256:${'e'.repeat(64)}`};
    expect(find({running_image: image, server: {...SERVER, version: '11.8.0'}})).toMatchObject([
        {code: 'upgraded', wrong: false, data: {from: '11.7.2', to: '11.8.0'}},
    ]);
});

test('users are named until their longest session has ended, and not after', () => {
    const accounts = (sessionHours: number, extended = false) => ({
        local_accounts: {users: 3, admins: 1, sessionHours, extended},
    });
    expect(find(accounts(200))).toMatchObject([{data: {until: '2026-11-28T20:00:00.000Z'}}]);
    expect(find(accounts(100))).toEqual([]);
    expect(find(accounts(100, true))).toMatchObject([{data: {until: '2026-11-24T16:00:00.000Z', extended: true}}]);
});

test('moved by hand: the server’s own flag says what shall be', () => {
    expect(find({}, undefined)).toMatchObject([]);
    expect(findDrift(makeSampleFacts({...AS_LEFT, running_image: STANDARD_IMAGE}), undefined, NOW)).toMatchObject([
        {code: 'other_variant'},
    ]);
    expect(findDrift(makeSampleFacts({...AS_LEFT, server: {...SERVER, fips: null}}), undefined, NOW)).toEqual([]);
});

test('every code has its words', () => {
    expect(DRIFT_CODES.filter((code) => WORDS[`drift.${code}`] === undefined)).toEqual([]);
});
