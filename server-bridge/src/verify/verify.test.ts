import {createServer} from 'node:http';
import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Instance} from '../port/driver.ts';
import {makeLocalMode} from '../server/local_mode.ts';
import {layer} from './layer.ts';
import {verify} from './verify.ts';
import type {VerifyInput} from './verify.ts';

const SCRIPT = '/static/main.0123.js';
const PAGE = `<!doctype html><script defer="defer" src="${SCRIPT}"></script>`;
const PING = {status: 'OK', database_status: 'OK', filestore_status: 'OK'};
const CONFIG = {Version: '11.7.2', BuildEnterpriseReady: 'true', IsFipsEnabled: 'true'};
const BOARDS = {id: 'boards', version: '9.1.0', active: true, outcome: 'becomes_fips'} as const;
const OFF = {id: 'off', version: '1.0.0', active: false, outcome: 'stays_non_fips'} as const;

type Answer = {readonly status?: number; readonly type?: string; readonly body: unknown; readonly location?: string};
type Site = Readonly<Record<string, Answer | undefined>>;

const GOOD: Site = {
    '/api/v4/system/ping': {body: PING},
    '/api/v4/config/client': {body: CONFIG},
    '/api/v4/license/client': {body: {IsLicensed: 'true'}},
    '/': {type: 'text/html', body: PAGE},
    [SCRIPT]: {type: 'text/javascript', body: '1'},
};

function answer(site: Site, request: IncomingMessage, response: ServerResponse): void {
    const found = site[new URL(request.url ?? '/', 'http://any').pathname] ?? {
        status: 404,
        type: 'text/plain',
        body: '',
    };
    response.writeHead(found.status ?? 200, {
        'Content-Type': found.type ?? 'application/json',
        ...(found.location === undefined ? {} : {Location: found.location}),
    });
    response.end(typeof found.body === 'string' ? found.body : JSON.stringify(found.body));
}

const servers: Server[] = [];
afterEach(() => {
    servers.splice(0).forEach((server) => {
        server.closeAllConnections();
        server.close();
    });
});

/** A site on loopback; answers as `sites` say, one after another per ping, the last one for good. */
async function serve(...sites: readonly Site[]): Promise<string> {
    let pings = 0;
    const server = createServer((request, response) => {
        pings += request.url?.startsWith('/api/v4/system/ping') === true ? 1 : 0;
        answer(sites[Math.min(Math.max(pings - 1, 0), sites.length - 1)] ?? {}, request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const INSTANCE: Instance = {
    id: 'c1',
    name: 'chat',
    imageReference: 'mattermost:1',
    imageId: 'new',
    state: 'running',
    health: 'healthy',
    restartCount: 0,
    exitCode: null,
    startedAt: '2026-11-23T11:59:00.000Z',
    environment: new Map(),
    command: [],
    urls: [],
};

const list = (active: readonly object[], inactive: readonly object[] = []) => [{active, inactive}];

function makeInput(baseUrls: readonly string[], change: Partial<VerifyInput>, plugins: unknown): VerifyInput {
    let at = 0;
    const exec = () =>
        Promise.resolve(
            plugins === undefined
                ? {exitCode: 127, stdout: '', stderr: ''}
                : {exitCode: 0, stdout: JSON.stringify(plugins), stderr: ''},
        );
    return {
        instance: INSTANCE,
        localMode: makeLocalMode({can: true, use: exec}, INSTANCE),
        ownLayers: () => Promise.resolve([]),
        before: [],
        baseUrls,
        imageId: 'new',
        fips: true,
        version: '11.7.2',
        plugins: [BOARDS, OFF],
        stored: [],
        siteUrl: '',
        frontDoorLimitMs: 5_000,
        now: () => at,
        sleep: (ms) => {
            at += ms;
            return Promise.resolve();
        },
        observedAt: '2026-11-23T12:00:00.000Z',
        ...change,
    };
}

/** Everything that is not plainly ok, as `layer: state reason names`. */
async function look(
    baseUrls: readonly string[],
    change: Partial<VerifyInput> = {},
    plugins: unknown = list([BOARDS], [OFF]),
) {
    const {layers, worst} = await verify(makeInput(baseUrls, change, plugins));
    const told = layers
        .filter(({state}) => state !== 'ok')
        .map(({layer, state, reason, names}) => [`${layer}: ${state} ${reason}`, ...names].join(' '));
    return {worst, told};
}

const NO_DOOR = 'front_door: skipped no_site_url';

test('all is well', async () => {
    const url = await serve(GOOD);
    expect(await look([url], {siteUrl: `${url}/`})).toEqual({worst: 'ok', told: []});
});

const broken: readonly (readonly [string, Site, readonly string[]])[] = [
    [
        'database',
        {'/api/v4/system/ping': {body: {...PING, status: 'UNHEALTHY', database_status: 'UNHEALTHY'}}},
        ['database: failed fails'],
    ],
    [
        'file store',
        {'/api/v4/system/ping': {body: {...PING, filestore_status: 'UNHEALTHY'}}},
        ['file_store: failed fails'],
    ],
    ['another release', {'/api/v4/config/client': {body: {...CONFIG, Version: '11.8.0'}}}, ['version: failed differs']],
    [
        'not the FIPS build',
        {'/api/v4/config/client': {body: {...CONFIG, IsFipsEnabled: 'false'}}},
        ['fips_flag: failed other'],
    ],
    ['no page', {'/': {status: 404, body: ''}}, ['web_app: failed no_page']],
    [
        'a page that leads away',
        {'/': {status: 302, body: '', location: 'https://elsewhere.example/'}},
        ['web_app: failed no_page'],
    ],
    ['a proxy’s page', {'/': {type: 'text/html', body: '<h1>Bad gateway</h1>'}}, ['web_app: failed no_page']],
    [
        'a page with a script of another server',
        {'/': {type: 'text/html', body: PAGE.replace('src="', 'src="//evil.example')}},
        ['web_app: failed no_page'],
    ],
    [
        'a script behind a backslash',
        {'/': {type: 'text/html', body: PAGE.replace('src="', 'src="/\\evil.example')}},
        ['web_app: failed no_page'],
    ],
    ['no script', {[SCRIPT]: undefined}, ['web_app: failed no_script']],
    ['HTML instead of the script', {[SCRIPT]: {type: 'text/html', body: PAGE}}, ['web_app: failed no_script']],
];
test.each(broken)('%s -> roll back', async (_name, change, told) => {
    expect(await look([await serve({...GOOD, ...change})])).toEqual({worst: 'roll_back', told});
});

test('a front door that leads to another server of the same release is told', async () => {
    const withId = (id: string): Site => ({...GOOD, '/api/v4/config/client': {body: {...CONFIG, DiagnosticId: id}}});
    const [inside, other] = [await serve(withId('a')), await serve(withId('b'))];
    expect(await look([inside], {siteUrl: inside})).toEqual({worst: 'ok', told: []});
    expect(await look([inside], {siteUrl: other})).toEqual({
        worst: 'attention',
        told: ['front_door: failed another'],
    });
});

test('nothing answers -> roll back, and the front door is not waited for', async () => {
    const url = await serve({});
    const {worst, told} = await look([url], {siteUrl: url});
    expect(worst).toBe('roll_back');
    expect(told).toContain('api: failed no_answer');
    expect(told).toContain('fips_flag: skipped not_told');
    expect(told.some((one) => one.startsWith('front_door'))).toBe(false);
});

test('one bad answer is asked again before a working site is sent back', async () => {
    const bad = {...GOOD, '/api/v4/system/ping': {body: {...PING, database_status: 'UNHEALTHY'}}};
    expect(await look([await serve(bad, bad, GOOD)])).toEqual({worst: 'ok', told: [NO_DOOR]});
});

test('of several addresses the one that answers counts', async () => {
    const unreachable = 'http://127.0.0.1:1';
    expect(await look([unreachable, await serve(GOOD)])).toEqual({worst: 'ok', told: [NO_DOOR]});
});

test('below a subpath the script’s path stands from the root', async () => {
    const below: Site = Object.fromEntries(Object.entries(GOOD).map(([path, one]) => [`/chat${path}`, one]));
    const page = {type: 'text/html', body: PAGE.replace(SCRIPT, `/chat${SCRIPT}`)};
    const url = await serve({...below, '/chat/': page});
    expect(await look([`${url}/chat`])).toEqual({worst: 'ok', told: [NO_DOOR]});
});

test('before 11.3 there is no flag to look at', async () => {
    const url = await serve({
        ...GOOD,
        '/api/v4/config/client': {body: {Version: '11.2.0', BuildEnterpriseReady: 'true'}},
    });
    const told = ['fips_flag: skipped no_flag', NO_DOOR];
    expect(await look([url], {version: '11.2.0'})).toEqual({worst: 'ok', told});
});

test.each([
    ['another image', {imageId: 'old'}, 'image: failed another'],
    ['an instance that ended', {instance: {...INSTANCE, state: 'exited'} as const}, 'container: failed not_running'],
    ['no instance', {instance: undefined}, 'container: failed not_running'],
    [
        'what only the driver sees',
        {ownLayers: () => Promise.resolve([layer('settings', 'failed', 'more', ['user'])])},
        'settings: failed more user',
    ],
])('%s -> roll back', async (_name, change, told) => {
    const result = await look([await serve(GOOD)], change);
    expect(result).toEqual({worst: 'roll_back', told: [told]});
});

const outside: readonly (readonly [string, Partial<VerifyInput>, unknown, string])[] = [
    ['a plugin that is gone', {}, list([]), 'plugins: failed differ boards'],
    ['a plugin that is off', {}, list([], [BOARDS]), 'plugins: failed differ boards'],
    ['a plugin of another version', {}, list([{...BOARDS, version: '9.0.0'}]), 'plugins: failed differ boards'],
    [
        'what only the driver sees',
        {ownLayers: () => Promise.resolve([layer('docker_health', 'failed', 'unhealthy')])},
        list([BOARDS]),
        'docker_health: failed unhealthy',
    ],
];
test.each(outside)('%s -> attention, the site stays up', async (_name, change, plugins, told) => {
    expect(await look([await serve(GOOD)], change, plugins)).toEqual({worst: 'attention', told: [told, NO_DOOR]});
});

test('a FIPS build of the same plugin version is the same plugin', async () => {
    const plugins = list([{...BOARDS, version: '9.1.0+c4449ac'}]);
    expect(await look([await serve(GOOD)], {}, plugins)).toEqual({worst: 'ok', told: [NO_DOOR]});
});

test.each([
    ['gone', list([])],
    ['still listed and off', list([], [BOARDS])],
] as const)('a plugin that the plan said would vanish, %s: a note', async (_name, plugins) => {
    const change = {plugins: [{...BOARDS, outcome: 'vanishes' as const}]};
    expect(await look([await serve(GOOD)], change, plugins)).toEqual({worst: 'ok', told: [NO_DOOR]});
});

test.each([
    ['a newer build of the image, as foretold', '9.2.0+c4449ac', 'ok'],
    ['an older build', '9.0.0', 'attention'],
] as const)('%s', async (_name, version, worst) => {
    const change = {plugins: [{...BOARDS, outcome: 'becomes_fips' as const}]};
    const looked = await look([await serve(GOOD)], change, list([{...BOARDS, version}]));
    expect(looked.worst).toBe(worst);
});

test.each([
    ['in a newer version', '9.2.0+c4449ac', 'ok'],
    ['in an older version', '9.0.0', 'attention'],
] as const)('a plugin the plan said the server stores its own build of, %s', async (_name, version, worst) => {
    const looked = await look([await serve(GOOD)], {stored: [BOARDS.id]}, list([{...BOARDS, version}]));
    expect(looked.worst).toBe(worst);
});

test('what cannot be looked at is told as skipped', async () => {
    const change = {plugins: [OFF]};
    expect(await look([await serve(GOOD)], change)).toEqual({
        worst: 'ok',
        told: ['plugins: skipped no_baseline', NO_DOOR],
    });
    const {told} = await look([await serve(GOOD)], {}, null);
    expect(told).toContain('plugins: skipped local_mode_off');
});

describe('front door', () => {
    test.each<readonly [string, Site, string]>([
        ['a proxy that does not find the container', {}, 'no_answer'],
        ['a login page before it', {...GOOD, '/api/v4/system/ping': {type: 'text/html', body: '<form>'}}, 'no_answer'],
        ['another server', {...GOOD, '/api/v4/config/client': {body: {...CONFIG, IsFipsEnabled: 'false'}}}, 'another'],
    ])('%s -> attention', async (_name, site, reason) => {
        const siteUrl = await serve(site);
        const told = [`front_door: failed ${reason}`];
        expect(await look([await serve(GOOD)], {siteUrl})).toEqual({worst: 'attention', told});
    });

    test('a proxy that needs a while is waited for', async () => {
        const siteUrl = await serve({}, {}, {}, GOOD);
        expect(await look([await serve(GOOD)], {siteUrl})).toEqual({worst: 'ok', told: []});
    });
});

test('what had failed before the run does not send the site back', async () => {
    const before = [layer('web_app', 'failed', 'no_page')];
    const pageless = {...GOOD, '/': {status: 404, body: ''}};
    expect(await look([await serve(pageless)], {before})).toEqual({
        worst: 'ok',
        told: ['web_app: skipped failed_before', NO_DOOR],
    });
});
