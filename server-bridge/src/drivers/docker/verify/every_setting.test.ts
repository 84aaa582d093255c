import {readContainer} from '../engine/read_container.ts';
import {findInspectDifferences} from './inspect_difference.ts';

const ID = 'a'.repeat(64);

/** What the engine says of a container, with one thing changed. */
function inspect(part?: 'Config' | 'HostConfig', name = '', value: unknown = undefined) {
    const change = part === undefined ? {} : {[name]: value};
    return readContainer({
        Id: ID,
        Name: '/chat',
        Image: 'sha256:1',
        State: {Status: 'running'},
        Config: {Image: 'x:1', Hostname: ID.slice(0, 12), ...(part === 'Config' && change)},
        HostConfig: {NetworkMode: 'default', ...(part === 'HostConfig' && change)},
        Mounts: [],
        NetworkSettings: {},
    });
}

const NO_IMAGES = {old: undefined, next: undefined};
const LIMIT = [{Name: 'nofile', Soft: 1, Hard: 2}];

// Every field of Config and HostConfig that Engine API 1.41 to 1.51 has and an admin can set.
test.each<[string, unknown]>([
    ['AutoRemove', true],
    ['Privileged', true],
    ['PidMode', 'host'],
    ['IpcMode', 'host'],
    ['UTSMode', 'host'],
    ['UsernsMode', 'host'],
    ['CgroupnsMode', 'host'],
    ['Cgroup', 'x'],
    ['CgroupParent', '/x'],
    ['Devices', [{PathOnHost: '/dev/mem', PathInContainer: '/dev/mem', CgroupPermissions: 'rwm'}]],
    ['DeviceCgroupRules', ['a *:* rwm']],
    ['DeviceRequests', [{Driver: 'x', Count: -1}]],
    ['Sysctls', {'net.ipv4.ip_forward': '1'}],
    ['Runtime', 'other'],
    ['LogConfig', {Type: 'none', Config: {}}],
    ['Ulimits', LIMIT],
    ['MaskedPaths', ['/proc/kcore']],
    ['ReadonlyPaths', ['/proc/sys']],
    ['VolumesFrom', ['other']],
    ['VolumeDriver', 'x'],
    ['StorageOpt', {size: '1G'}],
    ['Init', true],
    ['Isolation', 'x'],
    ['OomKillDisable', true],
    ['OomScoreAdj', -1000],
    ['PublishAllPorts', true],
    ['ShmSize', 1],
    ['CpuShares', 1],
    ['NanoCpus', 1],
    ['CpuPeriod', 1],
    ['CpuQuota', 1],
    ['CpusetCpus', '0'],
    ['CpusetMems', '0'],
    ['BlkioWeight', 1],
    ['MemoryReservation', 1],
    ['MemorySwap', 1],
    ['MemorySwappiness', 1],
    ['KernelMemory', 1],
    ['Annotations', {x: 'y'}],
    ['Links', ['/db:/chat/db']],
    ['SecurityOpt', ['apparmor=unconfined']],
    ['CapAdd', ['SYS_ADMIN']],
    ['GroupAdd', ['0']],
    ['Memory', 1],
    ['PidsLimit', 1],
    ['Tmpfs', {'/x': ''}],
    ['ReadonlyRootfs', true],
    ['NetworkMode', 'host'],
    ['PortBindings', {'8065/tcp': [{HostIp: '', HostPort: '1'}]}],
    ['ExtraHosts', ['db:10.0.0.9']],
    ['Dns', ['10.0.0.9']],
    ['RestartPolicy', {Name: 'always', MaximumRetryCount: 0}],
    ['SomethingNew', 'of a later engine'],
])('HostConfig.%s is compared, taken away from the old container or given to the new one', (name, value) => {
    const [plain, changed] = [inspect(), inspect('HostConfig', name, value)];
    const differences = [
        ...findInspectDifferences(changed, plain, NO_IMAGES, []),
        ...findInspectDifferences(plain, changed, NO_IMAGES, []),
    ];
    expect(differences).not.toEqual([]);
    expect(JSON.stringify(differences)).not.toContain(JSON.stringify(value));
});

test.each<[string, unknown]>([
    ['Hostname', 'chat'],
    ['Domainname', 'example.com'],
    ['WorkingDir', '/x'],
    ['Tty', true],
    ['OpenStdin', true],
    ['StdinOnce', true],
    ['NetworkDisabled', true],
    ['MacAddress', '02:42:ac:11:00:02'],
    ['StopSignal', 'SIGKILL'],
    ['StopTimeout', 1],
    ['Shell', ['/bin/sh']],
    ['Healthcheck', {Test: ['NONE']}],
    ['ExposedPorts', {'1/tcp': {}}],
    ['Volumes', {'/x': {}}],
    ['User', 'root'],
    ['Env', ['A=b']],
    ['Labels', {a: 'b'}],
])('Config.%s is compared', (name, value) => {
    expect(findInspectDifferences(inspect(), inspect('Config', name, value), NO_IMAGES, [])).not.toEqual([]);
});

test.each(['Links', 'ExtraHosts', 'SecurityOpt', 'CapAdd', 'CapDrop', 'GroupAdd', 'DeviceCgroupRules', 'VolumesFrom'])(
    '%s is a set: another order is no difference',
    (name) => {
        const values = name === 'Links' ? ['/db:/chat/db', '/search:/chat/search'] : ['a', 'b'];
        const [first, second] = [inspect('HostConfig', name, values), inspect('HostConfig', name, values.toReversed())];
        expect(findInspectDifferences(first, second, NO_IMAGES, [])).toEqual([]);
    },
);

test('the order of name servers has a meaning', () => {
    const [first, second] = [inspect('HostConfig', 'Dns', ['a', 'b']), inspect('HostConfig', 'Dns', ['b', 'a'])];
    expect(findInspectDifferences(first, second, NO_IMAGES, [])).toEqual(['name_lookup']);
});
