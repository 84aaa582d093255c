import {glob, readFile} from 'node:fs/promises';
import {runOrFail} from '../engine/command.ts';
import {startOwnCluster} from './cluster.ts';
import {createInstallation} from './installation.ts';
import {COLD_START_MS} from './lane_times.ts';

/** One for all controllers, or one each. */
const CONTROL_GROUPS = ['/sys/fs/cgroup/k8s.io/*/cgroup.procs', '/sys/fs/cgroup/*/k8s.io/*/cgroup.procs'];

test(
    'two clusters at once do not disturb each other, and what is stopped leaves nothing',
    async () => {
        const before = await takeInventory();
        const [first, second] = [await startOwnCluster(), await startOwnCluster()];
        try {
            expect(first.login('admin').url).not.toBe(second.login('admin').url);
            expect(first.folder).not.toBe(second.folder);
            const kept = await createInstallation(first, {namespace: 'chat', name: 'mm', password: 'hunter2'});
            await second.stop();
            const {status} = await first.api({path: '/readyz'});
            expect(status).toBe(200);
            // Its node still makes pods.
            const again = await createInstallation(first, {namespace: 'other', name: 'mm', password: 'hunter2'});
            await again.remove();
            await kept.operator.stop();
        } finally {
            await Promise.all([first.stop(), second.stop()]);
        }
        expect(await takeInventory()).toEqual(before);
    },
    COLD_START_MS,
);

/** What outlives a node that is not taken down: bridges, mounts, control groups. Those of other rigs come and go meanwhile. */
async function takeInventory(): Promise<object> {
    const ours = (line: string) => line.includes('/cluster.') && line.includes(`.${process.pid}.`);
    const {stdout: links} = await runOrFail('ip', ['-o', 'link', 'show', 'type', 'bridge']);
    const {stdout: mounts} = await runOrFail('cat', ['/proc/mounts']);
    const {stdout: processes} = await runOrFail('ps', ['-eo', 'args']);
    const bridges = links.split('\n').filter((line) => line.includes(`pid=${process.pid}`));
    return {
        bridges,
        mounts: mounts.split('\n').filter(ours),
        processes: processes.split('\n').filter(ours),
        groups: await findEmptyGroups(),
    };
}

/** Control groups of containers that have no process any more. */
async function findEmptyGroups(): Promise<readonly string[]> {
    const empty: string[] = [];
    for await (const file of glob(CONTROL_GROUPS)) {
        if ((await readFile(file, 'utf8').catch(() => 'gone')) === '') {
            empty.push(file);
        }
    }
    return empty.toSorted();
}
