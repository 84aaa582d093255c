import type {Cluster} from './api/cluster.ts';
import {listAll} from './api/list_all.ts';
import type {PodChoice} from './choose_pods.ts';
import type {ServerPod} from './found.ts';
import {findContainer, findStatus, isLiving, isOfJob} from './instance.ts';
import {readEnvironment} from './read_environment.ts';
import type {Source} from './read_environment.ts';
import {PODS} from './resources.ts';
import {Pod} from './schema.ts';

/** Pods that run the server, ready ones first; none that is ending. Those of the operator's update check are not among them. Throws FipsError. */
export async function findServerPods(
    cluster: Pick<Cluster, 'call'>,
    {namespace, query, containers}: PodChoice,
    source: Source,
): Promise<readonly ServerPod[]> {
    const items = await listAll(cluster, {...PODS, namespace, query});
    const found: ServerPod[] = [];
    for (const pod of items.flatMap((item) => Pod.safeParse(item).data ?? [])) {
        const container = findContainer(pod, containers);
        if (container && !isOfJob(pod) && isLiving(pod)) {
            found.push({pod, container, environment: await readEnvironment(container, source)});
        }
    }
    return found.toSorted((one, other) => Number(isReady(other)) - Number(isReady(one)));
}

function isReady({pod, container}: ServerPod): boolean {
    return findStatus(pod, container.name)?.ready === true;
}
