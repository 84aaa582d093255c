import type {Capability} from '../../port/driver.ts';
import type {KubernetesSettings} from '../../settings/settings.ts';
import {mayDo} from './access.ts';
import type {Cluster} from './api/cluster.ts';
import {makeExec} from './api/exec.ts';
import type {PodExec} from './api/exec.ts';
import {PODS} from './resources.ts';

/** Commands in one pod's server, where this user may run any. */
export async function openExec(
    cluster: Cluster,
    pod: {readonly namespace: string; readonly name: string; readonly container?: string},
    {ENGINE_SECONDS}: Pick<KubernetesSettings, 'ENGINE_SECONDS'>,
): Promise<Capability<PodExec>> {
    return (await mayDo(cluster, {
        ...PODS,
        verb: 'create',
        namespace: pod.namespace,
        name: pod.name,
        subresource: 'exec',
    }))
        ? {can: true, use: makeExec(cluster.login, pod, ENGINE_SECONDS * 1000)}
        : {can: false, reason: `this user may not create pods/exec in the namespace ${pod.namespace}`};
}
