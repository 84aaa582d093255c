import type {Instance} from '../../port/driver.ts';
import type {Cluster} from './api/cluster.ts';
import {findServerPods} from './find_pods.ts';
import {toInstance} from './instance.ts';
import {makeSource} from './read_environment.ts';
import {JOB_SERVER, selectJobServer} from './resources.ts';
import type {ResourcePlace} from './resources.ts';

/** The pods of an installation's dedicated job server, which listen nowhere. Throws FipsError. */
export async function findJobServers(cluster: Cluster, {namespace, name}: ResourcePlace): Promise<readonly Instance[]> {
    const selected = {namespace, ...selectJobServer(name), containers: [JOB_SERVER]};
    const pods = await findServerPods(cluster, selected, makeSource(cluster, namespace));
    return pods.map((pod) => toInstance(pod));
}
