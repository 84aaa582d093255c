import {readContainerId} from './own_container.ts';

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
