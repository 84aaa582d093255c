import {RunConfig} from './clone_schema.ts';
import {subtractImage} from './subtract_image.ts';

const IMAGE = {
    Env: ['PATH=/mattermost/bin', 'MM_INSTALL_TYPE=docker'],
    Entrypoint: ['/entrypoint.sh'],
    Cmd: ['mattermost'],
    User: 'mattermost',
    WorkingDir: '/mattermost',
    Labels: {'org.opencontainers.image.version': '11.7.2'},
    ExposedPorts: {'8065/tcp': {}, '8067/tcp': {}},
    Volumes: {'/mattermost/data': {}},
    Healthcheck: {Test: ['CMD-SHELL', 'curl localhost'], Interval: 30_000_000_000},
    StopSignal: 'SIGTERM',
};

function subtract(more: Readonly<Record<string, unknown>>): RunConfig {
    return subtractImage(RunConfig.parse({...IMAGE, ...more}), RunConfig.parse(IMAGE));
}

test('nothing is left of a container that was made with nothing of its own', () => {
    expect(subtract({})).toMatchObject({
        Env: [],
        Entrypoint: null,
        Cmd: null,
        User: '',
        WorkingDir: '',
        Labels: {},
        ExposedPorts: {},
        Volumes: {},
        Healthcheck: {},
        StopSignal: '',
    });
});

test.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    [
        'a variable of its own, and one that differs from the image’s',
        {Env: ['MM_A=1', 'PATH=/opt/bin', 'MM_INSTALL_TYPE=docker']},
        {Env: ['MM_A=1', 'PATH=/opt/bin']},
    ],
    [
        'arguments for the image’s entry point',
        {Cmd: ['mattermost', '--debug']},
        {Entrypoint: null, Cmd: ['mattermost', '--debug']},
    ],
    [
        'an entry point with the image’s arguments',
        {Entrypoint: ['/init']},
        {Entrypoint: ['/init'], Cmd: ['mattermost']},
    ],
    ['an entry point that was taken away', {Entrypoint: null, Cmd: ['/bin/mm']}, {Entrypoint: [''], Cmd: ['/bin/mm']}],
    ['the image’s entry point without its arguments', {Cmd: null}, {Entrypoint: ['/entrypoint.sh'], Cmd: []}],
    ['a user', {User: '1000:1000'}, {User: '1000:1000'}],
    ['a folder to start in', {WorkingDir: '/srv'}, {WorkingDir: '/srv'}],
    [
        'a label of its own, and one that differs from the image’s',
        {Labels: {owner: 'ops', 'org.opencontainers.image.version': '1'}},
        {Labels: {owner: 'ops', 'org.opencontainers.image.version': '1'}},
    ],
    ['a port', {ExposedPorts: {...IMAGE.ExposedPorts, '8443/udp': {}}}, {ExposedPorts: {'8443/udp': {}}}],
    ['a volume', {Volumes: {...IMAGE.Volumes, '/import': {}}}, {Volumes: {'/import': {}}}],
    [
        'an interval for the image’s health check',
        {Healthcheck: {...IMAGE.Healthcheck, Interval: 5_000_000_000}},
        {Healthcheck: {Interval: 5_000_000_000}},
    ],
    ['a health check that is off', {Healthcheck: {Test: ['NONE']}}, {Healthcheck: {Test: ['NONE']}}],
    ['a stop signal', {StopSignal: 'SIGINT'}, {StopSignal: 'SIGINT'}],
    ['what no image brings', {StopTimeout: 90, Tty: true}, {StopTimeout: 90, Tty: true}],
])('%s stays', (_what, more, expected) => {
    expect(subtract(more)).toMatchObject(expected);
});
