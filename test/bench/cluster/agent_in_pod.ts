import {mkdtemp, readdir, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runAgent, SHIPPED_BIN} from '../../agent/run_agent.ts';
import {makeRigPatch, makeStateVolume, RIG_IMAGE} from '../../cluster/agent_pod.ts';
import {openApiDoor} from '../../cluster/api_door.ts';
import type {Cluster} from '../../cluster/cluster.ts';
import type {Installation} from '../../cluster/installation.ts';
import {waitFor} from '../../cluster/wait_for.ts';
import {deleteObject, listObjects, printPath} from '../../kubernetes_client/objects.ts';

/** The agent as `fips-agent init` installs it, in a pod. */
export type AgentInPod = {
    /** The name the API server knows it by. */
    readonly user: string;
    /** Its process on this machine, once it has found the installation. */
    readonly findProcess: () => Promise<number>;
    /** Ends the pod; another one takes its place. */
    readonly restart: () => Promise<void>;
    readonly close: () => Promise<void>;
};

const TIMEOUT_MS = 120_000;

export async function installAgent(cluster: Cluster, installation: Installation): Promise<AgentInPod> {
    const {namespace, name} = installation;
    const folder = await mkdtemp(join(tmpdir(), 'bench-agent-'));
    const door = await openApiDoor(cluster);
    const pods = {kind: 'pods', namespace} as const;
    const close = async (): Promise<void> => {
        await door.close();
        await rm(folder, {recursive: true, force: true});
    };
    const findPod = async (): Promise<string | undefined> => {
        const found = await listObjects(cluster.api, pods, 'app=fips-agent');
        const [pod, ...others] = found.filter(({metadata}) => metadata.deletionTimestamp === undefined);
        return others.length === 0 ? pod?.metadata.name : undefined;
    };
    try {
        await makeStateVolume(cluster, {namespace});
        const kubeconfig = join(folder, 'kubeconfig');
        await cluster.writeKubeconfig(kubeconfig, {user: 'admin'});
        const where = ['--context', cluster.context, '--namespace', namespace, '--name', name];
        const {exitCode, stdout, stderr} = await runAgent(
            ['init', '--yes', '--image', RIG_IMAGE, '--agent-dir', join(folder, 'agent'), ...where],
            {HOME: folder, KUBECONFIG: kubeconfig, STATE_DIR: join(folder, 'state')},
            {bin: SHIPPED_BIN},
        );
        if (exitCode !== 0) {
            throw new Error(`fips-agent init ended with exit ${exitCode}:\n${stderr}${stdout}`);
        }
        await cluster.api({
            method: 'PATCH',
            path: printPath({kind: 'deployments', namespace, name: 'fips-agent'}),
            contentType: 'application/json-patch+json',
            body: await makeRigPatch(cluster, door),
        });
    } catch (error) {
        await close();
        throw error;
    }
    return {
        user: `system:serviceaccount:${namespace}:fips-agent`,
        findProcess: () =>
            waitFor('The agent has found the installation', TIMEOUT_MS, async () => {
                const pod = await findPod();
                const log =
                    pod === undefined ? '' : await cluster.api({path: `${printPath({...pods, name: pod})}/log`});
                return typeof log === 'object' && String(log.body).includes('agent_started')
                    ? findProcessOf(pod ?? '')
                    : undefined;
            }),
        restart: async () => {
            await deleteObject(cluster.api, {...pods, name: (await findPod()) ?? ''});
        },
        close,
    };
}

/** The kubelet tells each process of a pod the pod's name. */
async function findProcessOf(pod: string): Promise<number | undefined> {
    for (const entry of (await readdir('/proc')).filter((one) => /^\d+$/.test(one))) {
        const read = (file: string) => readFile(join('/proc', entry, file), 'utf8').catch(() => '');
        if (
            (await read('cmdline')).includes('fips-agent.mjs') &&
            (await read('environ')).includes(`HOSTNAME=${pod}\0`)
        ) {
            return Number(entry);
        }
    }
    return undefined;
}
