import type {Found} from './found.ts';
import type {ResourceTarget} from './run/kubernetes_run.ts';

/** What a plan pins: this very resource, in this cluster. */
export function describeTarget({cluster, identity, namespace, resource}: Found): ResourceTarget {
    const {name, uid} = resource.metadata;
    return {kind: 'kubernetes', name, host: cluster.context, identity, namespace, uid};
}
