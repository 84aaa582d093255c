import type {OutputPart, ReadLogs} from '../../port/driver.ts';
import type {Cluster} from './api/cluster.ts';
import {CONTAINER, PODS} from './resources.ts';
import type {ResourcePlace} from './resources.ts';

const WHOLE_BYTES = 1024 * 1024;
const WHOLE_MS = 30_000;

/** What a pod's server has written since a moment; `previous`: before it was started again. Kubernetes keeps one stream of the two. */
export function makeReadLogs(
    cluster: Pick<Cluster, 'open'>,
    namespace: string,
    {container = CONTAINER, previous = false}: {readonly container?: string; readonly previous?: boolean} = {},
): ReadLogs {
    return async function* ({name}, {since, signal}): AsyncIterable<OutputPart> {
        const query = {container, sinceTime: since.toISOString(), ...(previous && {previous: 'true'})};
        const answer = await cluster.open({...PODS, verb: 'get', namespace, name, subresource: 'log', query}, signal);
        for await (const bytes of answer as AsyncIterable<Buffer>) {
            yield {isError: false, bytes};
        }
    };
}

/**
 * What a container of a pod has written, from its beginning, as one text of at most a mebibyte. `previous`: before it was started
 * again. Foreign text, which may hold secrets. Throws FipsError.
 */
export async function readPodLog(
    cluster: Pick<Cluster, 'open'>,
    {container, previous = false, ...place}: ResourcePlace & {readonly container: string; readonly previous?: boolean},
): Promise<string> {
    const query = {container, limitBytes: String(WHOLE_BYTES), ...(previous && {previous: 'true'})};
    const ask = {...PODS, verb: 'get', ...place, subresource: 'log', query} as const;
    const answer = await cluster.open(ask, AbortSignal.timeout(WHOLE_MS));
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of answer as AsyncIterable<Buffer>) {
        parts.push(part);
        length += part.length;
        if (length >= WHOLE_BYTES) {
            break;
        }
    }
    return Buffer.concat(parts).toString('utf8');
}
