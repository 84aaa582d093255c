import type {PlannedTarget} from '@fips-readiness/core';
import type {Found} from './found.ts';

/** What a plan pins: this very resource, in this cluster. */
export function describeTarget({cluster, identity, namespace, resource}: Found): PlannedTarget {
    const {name, uid} = resource.metadata;
    return {kind: 'kubernetes', name, host: cluster.context, identity, namespace, uid};
}
