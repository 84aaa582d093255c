import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {claimAddressRange} from '../engine/address_range.ts';
import {startDaemon} from '../engine/daemon.ts';
import {findFreePort} from '../engine/free_port.ts';
import {makeApiClient} from '../kubernetes_client/client.ts';
import type {ApiClient} from '../kubernetes_client/client.ts';
import {readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {removeControlGroups} from './control_groups.ts';
import type {ControlPlane} from './control_plane.ts';
import {printContainerdConfig, printHosts, printKubeletConfig, printNetwork} from './node_config.ts';
import type {NodeOptions} from './node_config.ts';

/** A kubelet with a containerd of its own, as a node of the cluster. */
export type ClusterNode = {
    readonly name: string;
    /** How its pods' addresses begin, as `10.200.`; this machine reaches them. */
    readonly addressPrefix: string;
    stop(): Promise<void>;
};

const NAME = 'node-1';
const READY_TIMEOUT_MS = 120_000;
const STOP_GRACE_MS = 15_000;

type NodeObject = KubernetesObject & {
    readonly status?: {readonly conditions?: readonly {readonly type: string; readonly status: string}[]};
};

/** Starts the node and waits until it takes pods. Images come from `registryUrl`, whatever registry their names say. */
export async function startNode(
    folder: string,
    {
        binaries,
        registryUrl,
        plane,
    }: {readonly binaries: string; readonly registryUrl: string; readonly plane: ControlPlane},
): Promise<ClusterNode> {
    const range = await claimAddressRange();
    const api = makeApiClient({url: plane.url, token: plane.tokens.admin, ca: plane.certificate});
    const options: NodeOptions = {
        folder,
        bridge: range.bridge,
        addressPrefix: range.prefix,
        port: await findFreePort(),
        clientCertificate: plane.kubeletClientCertificate,
    };
    const write = (name: string, text: string) => writeFile(join(folder, name), text);
    const stop = async (daemon?: {stop(): Promise<void>}): Promise<void> => {
        await daemon?.stop();
        await removeControlGroups(folder);
        await range.release();
    };
    try {
        await Promise.all(
            ['network', 'registries/_default', 'manifests'].map((name) => mkdir(join(folder, name), {recursive: true})),
        );
        await write('containerd.toml', printContainerdConfig(options));
        await write('network/10-rig.conflist', printNetwork(options));
        await write('registries/_default/hosts.toml', printHosts(registryUrl));
        await write('kubelet.yaml', printKubeletConfig(options));
        const daemon = await startDaemon({
            name: 'The node',
            program: 'sh',
            args: [
                join(import.meta.dirname, 'node.sh'),
                folder,
                join(binaries, 'kubelet'),
                `--config=${join(folder, 'kubelet.yaml')}`,
                `--kubeconfig=${plane.kubeletLogin}`,
                `--hostname-override=${NAME}`,
                `--node-ip=${range.prefix}0.1`,
            ],
            logPath: join(folder, 'kubelet.log'),
            isReady: () => isNodeReady(api, NAME),
            readyTimeoutMs: READY_TIMEOUT_MS,
            stopGraceMs: STOP_GRACE_MS,
        });
        return {name: NAME, addressPrefix: range.prefix, stop: () => stop(daemon)};
    } catch (error) {
        await stop();
        throw error;
    }
}

/** Its kubelet has said that it takes pods, and has gone on saying that it is there. */
export async function isNodeReady(api: ApiClient, name: string): Promise<boolean> {
    const node = await readObject<NodeObject>(api, {kind: 'nodes', name});
    return node?.status?.conditions?.some(({type, status}) => type === 'Ready' && status === 'True') === true;
}
