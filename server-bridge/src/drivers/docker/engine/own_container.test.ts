import {findHostPath, readContainerId} from './own_container.ts';

const ID = '4f'.repeat(32);

test.each([
    [
        'data root on the system disk',
        `612 590 254:1 /var/lib/docker/containers/${ID}/hostname /etc/hostname rw - ext4 x rw`,
    ],
    ['data root on a disk of its own', `612 590 8:17 /docker/containers/${ID}/hosts /etc/hosts rw - xfs /dev/sdb1 rw`],
    [
        'second of several lines',
        `1 0 0:1 / / rw - overlay o rw\n2 1 8:1 /c/${ID}/resolv.conf /etc/resolv.conf ro - ext4 x rw`,
    ],
])('a container’s own id: %s', (_name, text) => {
    expect(readContainerId(text)).toBe(ID);
});

test.each([
    ['no container', '22 27 0:21 / /proc rw,relatime - proc proc rw\n27 1 254:0 / / rw - ext4 /dev/vda rw'],
    ['another container’s file seen from the host', `9 1 8:1 /d/${ID}/hostname /mnt/other/hostname rw - ext4 x rw`],
    ['nothing to read', ''],
])('none: %s', (_name, text) => {
    expect(readContainerId(text)).toBeUndefined();
});

const bind = (source: string, target: string) => ({type: 'bind' as const, source, target, writable: true});

test.each([
    ['a folder mounted at its own path', [bind('/srv/kits', '/srv/kits')], '/srv/kits'],
    ['below one', [bind('/srv', '/srv')], '/srv/kits'],
    ['mounted at another path', [bind('/data/kits', '/srv/kits')], '/data/kits'],
    ['the nearest mount counts', [bind('/srv', '/srv'), bind('/data', '/srv/kits')], '/data'],
    ['a name that only begins alike', [bind('/srv/kit', '/srv/kit')], undefined],
    ['a volume', [{...bind('kits', '/srv/kits'), type: 'volume' as const}], undefined],
    ['no mount at all', [], undefined],
])('where it is on the host: %s', (_name, mounts, expected) => {
    expect(findHostPath({mounts}, '/srv/kits')).toBe(expected);
});
