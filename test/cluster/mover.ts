import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {AGENT_BIN, runAgent} from '../agent/run_agent.ts';
import type {AgentRun} from '../agent/run_agent.ts';
import {runCommand, runOrFail} from '../engine/command.ts';
import {listObjects, readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {UPDATE_JOB} from '../operator_stand_in/update_job.ts';
import {kubernetesBinaries} from './binaries.ts';
import type {Cluster} from './cluster.ts';
import type {RoleRule} from './grant.ts';
import {makeRisk} from './risk.ts';
import {LANE_TIMEOUT_MS} from './lane_times.ts';

/** Everything a person needs who moves an installation from their own machine, and nothing else. */
export const MOVER_RULES: readonly RoleRule[] = [
    {apiGroups: ['installation.mattermost.com'], resources: ['mattermosts'], verbs: ['get', 'list', 'patch']},
    {apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list']},
    {apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list']},
    // The library asks for a socket with a GET, and API servers from 1.35 on ask for `create` all the same.
    {apiGroups: [''], resources: ['pods/exec', 'pods/portforward'], verbs: ['get', 'create']},
    {apiGroups: [''], resources: ['secrets', 'services'], verbs: ['get']},
    {apiGroups: ['batch'], resources: ['jobs'], verbs: ['get', 'delete']},
    {apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'patch', 'delete']},
];

/** What the rights of one namespace do not show, and a registry only the node reaches. */
const RISKS = JSON.stringify([
    makeRisk('fips_image_available', 'unreachable', 'the node pulls from a mirror'),
    makeRisk('architecture', 'fact_missing', 'all nodes are amd64'),
]);

/** What the FIPS image refuses by default. */
export const LONG_ENOUGH = {name: 'MM_PASSWORDSETTINGS_MINIMUMLENGTH', value: '14'};

type Pod = KubernetesObject & {readonly spec: {readonly containers: readonly {readonly image: string}[]}};

/** Maria at her own machine, with her kubeconfig and a state of her own; and the admin's kubectl. */
export type Mover = {
    readonly folder: string;
    readonly agent: (...argv: readonly string[]) => Promise<AgentRun>;
    /** What starts the agent, for whoever has to kill it. */
    readonly command: (...argv: readonly string[]) => {
        readonly argv: readonly string[];
        readonly env: Readonly<Record<string, string>>;
    };
    readonly planFile: string;
    readonly plan: () => Promise<AgentRun>;
    readonly planAndApply: () => Promise<AgentRun>;
    readonly kubectl: (...argv: readonly string[]) => Promise<{readonly stdout: string}>;
    /** The rescue kit's script of the only run, with kubectl and what else is on the PATH. */
    readonly runKit: () => Promise<{readonly code: number; readonly said: string}>;
    readonly findKit: () => Promise<string>;
    /** Pods that are not ending; `app` is the operator's label: the servers', or a job server's. */
    readonly readPods: (app?: string) => Promise<readonly Pod[]>;
    readonly listImages: (app?: string) => Promise<readonly (string | undefined)[]>;
    /** What a run must not leave behind. */
    readonly findLeft: () => Promise<{readonly job: unknown; readonly leases: number}>;
    readonly close: () => Promise<void>;
};

/** `bin` is the agent's executable, `settings` go over its own. */
export async function openMover(
    cluster: Cluster,
    namespace: string,
    {
        bin = AGENT_BIN,
        settings = {},
    }: {readonly bin?: string; readonly settings?: Readonly<Record<string, string>>} = {},
): Promise<Mover> {
    const folder = await mkdtemp(join(tmpdir(), 'cluster-mover-'));
    const kubeconfig = join(folder, 'kubeconfig');
    const admin = join(folder, 'admin');
    await cluster.writeKubeconfig(kubeconfig, {user: 'maria', namespace});
    await cluster.writeKubeconfig(admin, {user: 'admin', namespace});
    const env = {
        HOME: folder,
        DOCKER_HOST: `unix://${folder}/no-docker.sock`,
        KUBECONFIG: kubeconfig,
        STATE_DIR: join(folder, 'state'),
        RESCUE_DIR: join(folder, 'rescue'),
        MODE: 'swap',
        ALLOW: 'to_fips,to_standard',
        CHANGES_PER_HOUR: '60',
        CHANGES_PER_DAY: '240',
        BACKUP: 'none',
        BACKUP_NONE_BECAUSE: 'a lane has nothing to lose',
        ACCEPTED_RISKS: RISKS,
        READY_SECONDS: '240',
        ...settings,
    };
    const where = ['--context', cluster.context, '--namespace', namespace];
    const planFile = join(folder, 'move.plan');
    const agent = (...argv: readonly string[]) => runAgent([...argv, ...where], env, {bin});
    const plan = () => agent('plan', '--out', planFile);
    const readPods = async (app = 'mattermost') => {
        const pods = await listObjects<Pod>(cluster.api, {kind: 'pods', namespace}, `app=${app}`);
        return pods.filter(({metadata}) => metadata.deletionTimestamp === undefined);
    };
    const findKit = async () => join(folder, 'rescue', (await readdir(join(folder, 'state/runs')))[0] ?? '');
    return {
        folder,
        agent,
        command: (...argv) => ({
            argv: [bin, ...argv, ...where],
            env: {PATH: process.env['PATH'] ?? '', ...env},
        }),
        planFile,
        plan,
        planAndApply: async () => {
            const planned = await plan();
            expect(`${planned.exitCode} ${planned.stderr}${planned.stdout}`).toMatch(/^0 /);
            return agent('apply', planFile, '--yes');
        },
        kubectl: async (...argv) =>
            runOrFail(join(await kubernetesBinaries(), 'kubectl'), argv, {env: {HOME: folder, KUBECONFIG: admin}}),
        runKit: async () => {
            const script = await runCommand('sh', [join(await findKit(), 'rollback.sh')], {
                env: {
                    PATH: `${await kubernetesBinaries()}:${process.env['PATH'] ?? ''}`,
                    HOME: folder,
                    KUBECONFIG: admin,
                },
                timeoutMs: LANE_TIMEOUT_MS,
            });
            return {code: script.code, said: `${script.stderr}${script.stdout}`};
        },
        findKit,
        readPods,
        listImages: async (app) => (await readPods(app)).map(({spec}) => spec.containers[0]?.image),
        findLeft: async () => ({
            job: await readObject(cluster.api, {kind: 'jobs', namespace, name: UPDATE_JOB}),
            leases: (await listObjects(cluster.api, {kind: 'leases', namespace})).length,
        }),
        close: () => rm(folder, {recursive: true, force: true}),
    };
}

/** The FIPS image is without it, and a plugin that vanishes would need attention. Each pod of the stand-in knows its own state. */
export async function disableCalls(mover: Pick<Mover, 'kubectl' | 'readPods'>): Promise<void> {
    for (const {metadata} of await mover.readPods()) {
        const inside = ['-c', 'mattermost', '--', '/mattermost/bin/mmctl', '--local'];
        await mover.kubectl('exec', metadata.name, ...inside, 'plugin', 'disable', 'com.mattermost.calls');
    }
}
