import type {OutputPart, ReadLogs} from '../../port/driver.ts';
import type {Cluster} from './api/cluster.ts';
import {CONTAINER, PODS} from './resources.ts';

/** What a pod's server has written since a moment. Kubernetes keeps one stream of the two. */
export function makeReadLogs(cluster: Pick<Cluster, 'open'>, namespace: string, container = CONTAINER): ReadLogs {
    return async function* ({name}, {since, signal}): AsyncIterable<OutputPart> {
        const query = {container, sinceTime: since.toISOString()};
        const answer = await cluster.open({...PODS, verb: 'get', namespace, name, subresource: 'log', query}, signal);
        for await (const bytes of answer as AsyncIterable<Buffer>) {
            yield {isError: false, bytes};
        }
    };
}
