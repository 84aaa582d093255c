import type {ContainerDetails, ImageDetails} from '../engine/engine.ts';
import {findInspectDifferences} from './inspect_difference.ts';

const ANONYMOUS = ['a', 'b'].map((digit) => digit.repeat(64));

const image = (change: Partial<ImageDetails>): ImageDetails => ({
    id: 'sha256:1',
    architecture: 'amd64',
    sizeBytes: 1,
    user: '2000',
    command: ['/mattermost/bin/mattermost'],
    labels: {},
    environment: new Map([['PATH', '/old']]),
    settings: {'Config.StopSignal': 'SIGTERM', 'Config.Healthcheck': {Test: ['CMD', 'old'], Interval: 5}},
    repositoryDigests: [],
    ...change,
});

const BEFORE: ContainerDetails = {
    id: 'b'.repeat(64),
    name: 'p-mattermost-1',
    imageId: 'sha256:1',
    imageReference: 'x:1',
    labels: {},
    environment: new Map([
        ['PATH', '/old'],
        ['DSN', 'secret'],
    ]),
    state: 'running',
    health: 'healthy',
    restartCount: 0,
    exitCode: null,
    startedAt: '2026-11-23T06:50:50Z',
    autoRemove: false,
    restartPolicy: 'unless-stopped',
    readOnlyRoot: false,
    user: '2000',
    command: ['/mattermost/bin/mattermost'],
    networkMode: 'p_default',
    randomPorts: [],
    published: ['8065/tcp 0.0.0.0:8065'],
    nameLookup: {extraHosts: [], dns: [], dnsSearch: [], dnsOptions: [], links: []},
    confinement: {
        readOnlyRoot: false,
        tmpfs: {},
        securityOptions: [],
        addedCapabilities: [],
        droppedCapabilities: [],
        groups: [],
        pidsLimit: 200,
        memoryBytes: 0,
    },
    settings: {
        'Config.StopSignal': 'SIGTERM',
        // The interval is the admin's own, the test the image's.
        'Config.Healthcheck': {Test: ['CMD', 'old'], Interval: 30},
        'HostConfig.Ulimits': [{Name: 'nofile', Soft: 1, Hard: 2}],
        'HostConfig.MaskedPaths': ['/proc/kcore'],
    },
    mounts: [
        {type: 'bind', source: '/srv/data', target: '/mattermost/data', writable: true},
        {type: 'volume', source: ANONYMOUS[0] ?? '', target: '/mattermost/logs', writable: true},
    ],
    networks: [
        {name: 'p_default', address: '172.18.0.3', fixedAddress: false, aliases: ['mattermost', 'b6850178c873']},
    ],
};

const IMAGES = {
    old: image({}),
    next: image({
        id: 'sha256:2',
        settings: {'Config.Healthcheck': {Test: ['CMD', 'new'], Interval: 5}, 'Config.WorkingDir': '/mm'},
        user: 'mm',
        command: ['/mm'],
        environment: new Map([['PATH', '/new']]),
    }),
};
/** What compose makes of `BEFORE` with the new image. */
const AFTER: ContainerDetails = {
    ...BEFORE,
    id: 'c'.repeat(64),
    imageId: 'sha256:2',
    user: 'mm',
    settings: {
        'Config.WorkingDir': '/mm',
        'Config.Healthcheck': {Test: ['CMD', 'new'], Interval: 30},
        'HostConfig.Ulimits': [{Name: 'nofile', Soft: 1, Hard: 2}],
        'HostConfig.MaskedPaths': ['/proc/kcore', '/proc/interrupts'],
    },
    command: ['/mm'],
    environment: new Map([
        ['PATH', '/new'],
        ['DSN', 'secret'],
    ]),
    networks: [
        {name: 'p_default', address: '172.18.0.9', fixedAddress: false, aliases: ['c0ffee178c87', 'mattermost']},
    ],
};

const [network] = AFTER.networks;
const [data, logs] = AFTER.mounts;
const compare = (change: Partial<ContainerDetails>, allowed: readonly string[] = []) =>
    findInspectDifferences(BEFORE, {...AFTER, ...change}, IMAGES, allowed);

test('what the images bring, ids, addresses and the short id among the aliases are no differences', () => {
    expect(compare({})).toEqual([]);
});

test('a variable written out with the old image’s own value stays as it is', () => {
    expect(compare({environment: BEFORE.environment})).toEqual([]);
});

test('a volume that only the new image declares is no difference', () => {
    const brought = {type: 'volume', source: ANONYMOUS[1] ?? '', target: '/mattermost/bleve-indexes', writable: true};
    expect(compare({mounts: [...AFTER.mounts, brought]})).toEqual([]);
});

test('labels that an image brings, and those Compose notes for itself, are no differences', () => {
    const images = {
        old: image({labels: {version: '1'}}),
        next: image({...IMAGES.next, labels: {version: '2'}}),
    };
    const before = {...BEFORE, labels: {version: '1', 'com.docker.compose.config-hash': 'a'}};
    const after = {...AFTER, labels: {version: '2', 'com.docker.compose.config-hash': 'b'}};
    expect(findInspectDifferences(before, after, images, [])).toEqual([]);
});

test('the variables of the plan may differ', () => {
    const environment = new Map([...AFTER.environment, ['DSN', 'other']] as const);
    expect(compare({environment}, ['DSN'])).toEqual([]);
});

const table: readonly (readonly [string, Partial<ContainerDetails>])[] = [
    ['variable DSN', {environment: new Map([...AFTER.environment, ['DSN', 'other']] as const)}],
    ['variable DSN', {environment: new Map([['PATH', '/new']])}],
    ['variable LD_PRELOAD', {environment: new Map([...AFTER.environment, ['LD_PRELOAD', 'x']] as const)}],
    ['user', {user: '0'}],
    ['command', {command: ['/mm', '--config', 'postgres://user:secret@db/mm']}],
    ['network_mode', {networkMode: 'host'}],
    ['published_ports', {published: ['8065/tcp 127.0.0.1:8065']}],
    ['restart_policy', {restartPolicy: 'no'}],
    ['label traefik.http.routers.chat.rule', {labels: {'traefik.http.routers.chat.rule': 'Host(`evil`)'}}],
    ['mount /mattermost/logs', {mounts: data ? [data] : []}],
    ['mount /mattermost/logs', {mounts: data && logs ? [data, {...logs, source: ANONYMOUS[1] ?? ''}] : []}],
    ['mount /mattermost/data', {mounts: data && logs ? [{...data, source: '/tmp'}, logs] : []}],
    ['mount /etc', {mounts: [...AFTER.mounts, {type: 'bind', source: '/etc', target: '/etc', writable: false}]}],
    ['networks', {networks: []}],
    ['networks', {networks: network ? [{...network, aliases: ['mattermost', 'db']}] : []}],
    ['name_lookup', {nameLookup: {...BEFORE.nameLookup, extraHosts: ['postgres:10.0.0.9']}}],
    ['HostConfig.Privileged', {settings: {...AFTER.settings, 'HostConfig.Privileged': true}}],
    ['HostConfig.MaskedPaths', {settings: {...AFTER.settings, 'HostConfig.MaskedPaths': []}}],
    ['HostConfig.Ulimits', {settings: {...AFTER.settings, 'HostConfig.Ulimits': []}}],
    ['Config.Healthcheck', {settings: {...AFTER.settings, 'Config.Healthcheck': {Test: ['NONE']}}}],
    ['Config.WorkingDir', {settings: {...AFTER.settings, 'Config.WorkingDir': '/tmp'}}],
    ['confinement', {confinement: {...BEFORE.confinement, addedCapabilities: ['SYS_ADMIN']}}],
];
test.each(table)('%s is told by name, never with its value', (name, change) => {
    expect(compare(change)).toEqual([name]);
});
