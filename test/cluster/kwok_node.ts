import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {startDaemon} from '../engine/daemon.ts';
import type {Daemon} from '../engine/daemon.ts';
import {createObject} from '../kubernetes_client/objects.ts';
import {kwokBinary} from './binaries.ts';
import type {Cluster} from './cluster.ts';
import {printStages} from './kwok_stages.ts';
import {isNodeReady} from './node.ts';

const READY_TIMEOUT_MS = 120_000;
const STOP_GRACE_MS = 5_000;

/**
 * A node whose kubelet is KWOK: it renews the node's lease, and says of each pod there that it runs, though nothing does. It takes no
 * pod that is not given to it by name. Waits until the node is ready.
 */
export async function startKwokNode(cluster: Cluster, name: string): Promise<Daemon> {
    const program = await kwokBinary();
    const folder = join(cluster.folder, 'kwok');
    const file = (one: string) => join(folder, one);
    await mkdir(folder, {recursive: true});
    await writeFile(file('stages.yaml'), printStages());
    await cluster.writeKubeconfig(file('kubeconfig'), {user: 'kwok'});
    await createObject(
        cluster.api,
        {kind: 'nodes'},
        {metadata: {name, annotations: {'kwok.x-k8s.io/node': 'fake'}}, spec: {unschedulable: true}},
    );
    return startDaemon({
        name: 'KWOK',
        program,
        args: [
            `--kubeconfig=${file('kubeconfig')}`,
            `--config=${file('stages.yaml')}`,
            '--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake',
            // As a kubelet's.
            '--node-lease-duration-seconds=40',
        ],
        logPath: file('kwok.log'),
        isReady: () => isNodeReady(cluster.api, name),
        readyTimeoutMs: READY_TIMEOUT_MS,
        stopGraceMs: STOP_GRACE_MS,
    });
}
