import {chmod, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {requireGo} from '../build_information/go_tool.ts';
import {runCommand} from '../engine/command.ts';
import {mattermostImages} from '../engine/mattermost_images.ts';
import {postgresImages} from '../engine/postgres_images.ts';
import {startRegistry} from '../engine/registry.ts';
import type {Registry} from '../engine/registry.ts';
import {findStaleFolders, makeRigFolder} from '../engine/rig_folder.ts';
import {makeApiClient} from '../kubernetes_client/client.ts';
import type {ApiClient, ApiLogin} from '../kubernetes_client/client.ts';
import {kubernetesBinaries} from './binaries.ts';
import {removeControlGroups} from './control_groups.ts';
import {CLUSTER_VARIABLE, readClusterRecord, writeClusterRecord} from './cluster_record.ts';
import type {ClusterRecord} from './cluster_record.ts';
import {startControlPlane} from './control_plane.ts';
import type {ControlPlane} from './control_plane.ts';
import {findEtcd} from './etcd.ts';
import {installResource} from './install_resource.ts';
import {CONTEXT, printKubeconfig} from './kubeconfig.ts';
import {startNode} from './node.ts';
import type {ClusterNode} from './node.ts';
import {pauseImage} from './pause_image.ts';
import {nameUser} from './users.ts';
import type {ClusterUser} from './users.ts';

/** A Kubernetes cluster of one real node, the operator's resource known to it, and a registry its images come from. */
export type Cluster = {
    /** The context of every kubeconfig written here. */
    readonly context: string;
    /** Speaks to the API server as one who may do everything. */
    readonly api: ApiClient;
    readonly registry: Pick<Registry, 'host' | 'url'>;
    /** Where volumes of this machine can be put; gone with the cluster. */
    readonly folder: string;
    readonly login: (user: ClusterUser) => ApiLogin;
    readonly writeKubeconfig: (
        file: string,
        login: {readonly user: ClusterUser; readonly namespace?: string},
    ) => Promise<void>;
    /** Ends all of it, a shared cluster excepted: that one belongs to `with_cluster.ts`. Safe to call twice. */
    stop(): Promise<void>;
};

/** The cluster that `with_cluster.ts` started, or an own one where there is none. */
export async function startCluster(): Promise<Cluster> {
    const shared = process.env[CLUSTER_VARIABLE];
    return shared === undefined
        ? startOwnCluster()
        : useCluster(await readClusterRecord(shared), () => Promise.resolve());
}

function useCluster(record: ClusterRecord, stop: () => Promise<void>): Cluster {
    const {url, certificate, tokens, registry, folder} = record;
    const login = (user: ClusterUser): ApiLogin => ({url, token: tokens[user], ca: certificate});
    return {
        context: CONTEXT,
        api: makeApiClient(login('admin')),
        registry,
        folder,
        login,
        writeKubeconfig: (file, {user, namespace}) => {
            const own = {token: tokens[user]};
            const text = printKubeconfig({server: url, certificate, user: nameUser(user), login: own, namespace});
            return writeFile(file, text, {mode: 0o600});
        },
        stop,
    };
}

/** Why this machine runs no cluster, in a sentence; undefined where it does. */
export async function findObstacle(): Promise<string | undefined> {
    if (process.getuid?.() !== 0) {
        return 'A cluster needs root; nothing was started. Run the lane as root (sudo -E make e2e-kubernetes).';
    }
    const programs =
        'command -v containerd && command -v ctr && command -v runc && command -v openssl && test -x /usr/lib/cni/bridge';
    if ((await runCommand('sh', ['-c', programs])).code !== 0) {
        return 'containerd, runc, openssl or a CNI plugin is missing; nothing was started. Run .ci/install.sh as root.';
    }
    return Promise.all([findEtcd(), requireGo('The Kubernetes lane')]).then(
        () => undefined,
        (error: unknown) => (error as Error).message,
    );
}

/** What nodes left whose run was killed; their folders go with the next rig's. */
async function removeStaleControlGroups(): Promise<void> {
    for (const folder of await findStaleFolders()) {
        await removeControlGroups(join(folder, 'node'));
    }
}

/** Starts a cluster of its own: ports, addresses, folders, mounts and processes are nobody else's. */
export async function startOwnCluster(): Promise<Cluster> {
    const obstacle = await findObstacle();
    if (obstacle !== undefined) {
        throw new Error(obstacle);
    }
    await removeStaleControlGroups();
    const binaries = await kubernetesBinaries();
    const storages = [await pauseImage(binaries), await postgresImages(), await mattermostImages()];
    const registry = await startRegistry({storages});
    const folder = await makeRigFolder('cluster');
    // Volumes below it are opened by the users of containers.
    await chmod(folder, 0o755);
    let plane: ControlPlane | undefined;
    let node: ClusterNode | undefined;
    const end = async (): Promise<void> => {
        await node?.stop();
        await plane?.stop();
        await registry.stop();
        await rm(folder, {recursive: true, force: true, maxRetries: 20, retryDelay: 100});
    };
    try {
        await Promise.all(['plane', 'node'].map((name) => mkdir(join(folder, name))));
        plane = await startControlPlane(join(folder, 'plane'), binaries);
        const {url, certificate, tokens} = plane;
        let ending: Promise<void> | undefined;
        const record = {url, certificate, tokens, registry, folder};
        const cluster = useCluster(record, () => (ending ??= end()));
        await installResource(cluster.api, await readFile(join(import.meta.dirname, 'crd.yaml'), 'utf8'));
        node = await startNode(join(folder, 'node'), {binaries, registryUrl: registry.url, plane});
        await writeClusterRecord(record);
        return cluster;
    } catch (error) {
        await end();
        throw error;
    }
}
