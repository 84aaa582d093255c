import {readdir, rmdir, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';

const ROOT = '/sys/fs/cgroup';
const ATTEMPTS = 50;
const PAUSE_MS = 100;

/** Removes the control groups of a node's containers. Its processes have been ended, and are gone within a moment. */
export async function removeControlGroups(folder: string): Promise<void> {
    const ids = await list(join(folder, 'state/io.containerd.runtime.v2.task/k8s.io'));
    const hierarchies = ['', ...(await list(ROOT))].map((name) => join(ROOT, name, 'k8s.io'));
    const existing = (
        await Promise.all(hierarchies.map(async (parent) => ({parent, names: await list(parent)})))
    ).flatMap(({parent, names}) => names.filter((name) => ids.includes(name)).map((name) => join(parent, name)));
    await Promise.all(existing.map(removeWhenEmpty));
}

/** A group can be removed once the last of its processes is gone. */
async function removeWhenEmpty(group: string): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS && (await exists(group)); attempt += 1) {
        await rmdir(group).catch(() => delay(PAUSE_MS));
    }
    if (await exists(group)) {
        throw new Error(`The control group ${group} still holds processes of a node that was ended.`);
    }
}

function exists(path: string): Promise<boolean> {
    return stat(path).then(
        () => true,
        () => false,
    );
}

function list(folder: string): Promise<readonly string[]> {
    return readdir(folder).catch(() => []);
}
