import type {OutputPart, ReadLogs} from '../../port/driver.ts';
import type {Found} from './found.ts';
import {CONTAINER, PODS} from './resources.ts';

/** What a pod's server has written since a moment. Kubernetes keeps one stream of the two. */
export function makeReadLogs({cluster, namespace, pods}: Found): ReadLogs {
    return async function* ({id}, {since, signal}): AsyncIterable<OutputPart> {
        const name = pods.find(({pod}) => pod.metadata.uid === id)?.pod.metadata.name;
        if (name === undefined) {
            return;
        }
        const query = {container: CONTAINER, sinceTime: since.toISOString()};
        const answer = await cluster.open({...PODS, verb: 'get', namespace, name, subresource: 'log', query}, signal);
        for await (const bytes of answer as AsyncIterable<Buffer>) {
            yield {isError: false, bytes};
        }
    };
}
