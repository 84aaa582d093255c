import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {glob, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {runOrFail} from '../engine/command.ts';
import {startOwnCluster} from './cluster.ts';
import {createInstallation} from './installation.ts';
import {COLD_START_MS, LANE_TIMEOUT_MS} from './lane_times.ts';
import {waitFor} from './wait_for.ts';

/** One for all controllers, or one each. */
const CONTROL_GROUPS = ['/sys/fs/cgroup/k8s.io/*/cgroup.procs', '/sys/fs/cgroup/*/k8s.io/*/cgroup.procs'];

test(
    'two clusters at once do not disturb each other, and what is stopped leaves nothing',
    async () => {
        const before = await takeInventory(process.pid);
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
        await waitUntilNothingIsLeft(process.pid, before);
    },
    COLD_START_MS,
);

test(
    'when a test is killed its cluster ends with it, and the next one removes what it left',
    async () => {
        const before = {bridges: [], mounts: [], processes: [], groups: await findEmptyGroups()};
        const child = spawn(process.execPath, ['--input-type=module', '-e', KEPT_CLUSTER], {stdio: 'pipe'});
        const [said] = (await once(child.stdout, 'data')) as [Buffer];
        expect(said.toString()).toBe('started\n');
        const pid = child.pid ?? 0;
        expect((await takeInventory(pid)).processes).not.toEqual([]);
        child.kill('SIGKILL');
        await waitFor('Every process of the cluster has ended', LANE_TIMEOUT_MS, async () =>
            (await takeInventory(pid)).processes.length === 0 ? true : undefined,
        );
        const next = await startOwnCluster();
        await next.stop();
        await waitUntilNothingIsLeft(pid, before);
    },
    COLD_START_MS,
);

/** Starts a cluster with something in it, and does not stop it. */
const KEPT_CLUSTER = `
    const {startOwnCluster} = await import('${join(import.meta.dirname, 'cluster.ts')}');
    const {startDatabase} = await import('${join(import.meta.dirname, 'database_pod.ts')}');
    const cluster = await startOwnCluster();
    await startDatabase(cluster.api, 'kube-system', 'hunter2');
    console.log('started');
    setInterval(() => undefined, 1000);
`;

type Inventory = {
    readonly bridges: readonly string[];
    readonly mounts: readonly string[];
    readonly processes: readonly string[];
    readonly groups: readonly string[];
};

/** What outlives a node that is not taken down: bridges, mounts, control groups. Those of other rigs come and go meanwhile. */
async function takeInventory(pid: number): Promise<Inventory> {
    const ours = (line: string) => line.includes(`/cluster.${pid}.`);
    const {stdout: links} = await runOrFail('ip', ['-o', 'link', 'show', 'type', 'bridge']);
    const {stdout: mounts} = await runOrFail('cat', ['/proc/mounts']);
    const {stdout: processes} = await runOrFail('ps', ['-eo', 'args']);
    const bridges = links.split('\n').filter((line) => line.includes(`pid=${pid}`));
    return {
        bridges,
        mounts: mounts.split('\n').filter(ours),
        processes: processes.split('\n').filter(ours),
        groups: await findEmptyGroups(),
    };
}

/** On a busy machine another rig's groups are without a process for longer than a moment: what is left for good stays. */
async function waitUntilNothingIsLeft(pid: number, before: Inventory): Promise<void> {
    await waitFor('Nothing is left that was not there before', LANE_TIMEOUT_MS, async () => {
        const now = await takeInventory(pid);
        const kinds = Object.keys(now) as (keyof Inventory)[];
        return kinds.every((kind) => now[kind].every((one) => before[kind].includes(one))) ? true : undefined;
    });
}

/** Control groups that have no process and go on having none: those of another rig's containers are so for a moment only. */
async function findEmptyGroups(): Promise<readonly string[]> {
    const first = await listEmptyGroups();
    await delay(1_000);
    const second = await listEmptyGroups();
    return first.filter((group) => second.includes(group));
}

async function listEmptyGroups(): Promise<readonly string[]> {
    const empty: string[] = [];
    for await (const file of glob(CONTROL_GROUPS)) {
        if ((await readFile(file, 'utf8').catch(() => 'gone')) === '') {
            empty.push(file);
        }
    }
    return empty.toSorted();
}
