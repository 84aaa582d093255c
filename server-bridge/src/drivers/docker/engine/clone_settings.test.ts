import {CloneSource, RunConfig} from './clone_schema.ts';
import {makeCloneSettings} from './clone_settings.ts';

const ID = '0123456789ab'.padEnd(64, '0');
const VOLUME = 'c'.repeat(64);

type Part = Readonly<Record<string, unknown>>;

function cloneOf(more: {config?: Part; host?: Part; mounts?: readonly Part[]; networks?: Part} = {}) {
    const source = CloneSource.parse({
        Id: ID,
        Image: 'sha256:1',
        Config: {Hostname: ID.slice(0, 12), ...more.config},
        HostConfig: {NetworkMode: 'front', RestartPolicy: {Name: 'always', MaximumRetryCount: 0}, ...more.host},
        Mounts: more.mounts ?? [],
        NetworkSettings: {Networks: more.networks ?? {front: {}}},
    });
    return makeCloneSettings(source, RunConfig.parse({}), 'chat-host');
}

test('what the host is told goes through whole, but for the restart', () => {
    const {create} = cloneOf({host: {Memory: 1024, PortBindings: {'8065/tcp': [{HostPort: '80'}]}, Sysctls: {a: '1'}}});
    expect(create.HostConfig).toMatchObject({
        Memory: 1024,
        PortBindings: {'8065/tcp': [{HostPort: '80'}]},
        Sysctls: {a: '1'},
        RestartPolicy: {Name: 'no'},
    });
});

test.each<[string, Part, Part, string]>([
    ['the default goes', {}, {}, ''],
    ['one that was set stays', {Hostname: 'chat'}, {}, 'chat'],
    ['the host’s own goes', {Hostname: 'chat-host'}, {NetworkMode: 'host'}, ''],
    ['another container’s goes', {Hostname: 'other'}, {NetworkMode: 'container:abc'}, ''],
])('host name: %s', (_what, config, host, expected) => {
    expect(cloneOf({config, host, networks: {}}).create.Hostname).toBe(expected);
});

test('volumes nobody named are mounted by name, once', () => {
    const mount = {Type: 'volume', Name: VOLUME, Destination: '/data', RW: false};
    const named = {Type: 'volume', Source: VOLUME, Target: '/data', ReadOnly: true, VolumeOptions: {NoCopy: true}};
    const other = {Type: 'volume', Name: 'config', Destination: '/config', RW: true};
    const {create} = cloneOf({mounts: [mount, other], host: {Binds: ['config:/config']}});
    expect(create.HostConfig).toMatchObject({Binds: ['config:/config'], Mounts: [named]});
    expect(cloneOf({mounts: [mount], host: {Mounts: [named]}}).create.HostConfig?.Mounts).toEqual([named]);
    const unnamed = {Type: 'volume', Target: '/data'};
    expect(cloneOf({mounts: [mount], host: {Mounts: [unnamed]}}).create.HostConfig?.Mounts).toEqual([named]);
});

test('one network at creation, the others before the start; without the short id, with fixed addresses', () => {
    const {create, join} = cloneOf({
        networks: {
            back: {Aliases: [ID.slice(0, 12), 'chat'], IPAMConfig: {IPv4Address: '10.1.0.9', IPv6Address: ''}},
            front: {Aliases: [ID.slice(0, 12)], IPAMConfig: {}, MacAddress: '02:42:0a:00:00:02'},
        },
    });
    expect(create.NetworkingConfig).toBeUndefined();
    expect(join).toEqual([{network: 'back', endpoint: {Aliases: ['chat'], IPAMConfig: {IPv4Address: '10.1.0.9'}}}]);
});

test('a hardware address that was set, and a first network named by its id', () => {
    const {create, join} = cloneOf({
        host: {NetworkMode: 'f'.repeat(64)},
        networks: {front: {NetworkID: 'f'.repeat(64), MacAddress: '92:d0:c6:0a:29:33'}},
    });
    expect(create.NetworkingConfig).toEqual({EndpointsConfig: {front: {MacAddress: '92:d0:c6:0a:29:33'}}});
    expect(join).toEqual([]);
});
