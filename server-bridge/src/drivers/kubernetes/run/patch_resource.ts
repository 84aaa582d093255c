import {invertPatch} from '@fips-readiness/core';
import type {PatchOperations} from '@fips-readiness/core';
import {isRefused} from '../api/is_refused.ts';
import {MATTERMOSTS} from '../resources.ts';
import type {MattermostResource} from '../schema.ts';
import type {KubernetesRun} from './kubernetes_run.ts';
import {fetchResource} from './rollout.ts';

/** What a patch found: `changed` by somebody else since it was planned, `replaced` by another resource of the same name. */
export type Patched = {readonly code: 'patched' | 'already' | 'changed' | 'replaced' | 'gone'};

/**
 * Brings the resource's fields from one side of the plan to the other, and nothing over what somebody else wrote: each is tested
 * in the same call. May be repeated. Throws FipsError where the cluster does not answer or refuses.
 */
export async function patchResource(
    {cluster, target: {namespace, name, uid}}: Pick<KubernetesRun, 'cluster' | 'target'>,
    operations: PatchOperations,
): Promise<Patched> {
    const resource = await fetchResource(cluster, {namespace, name});
    if (!resource) {
        return {code: 'gone'};
    }
    if (resource.metadata.uid !== uid) {
        return {code: 'replaced'};
    }
    if (holdsPatch(resource, operations)) {
        return {code: 'already'};
    }
    try {
        const answer = await cluster.call({...MATTERMOSTS, verb: 'patch', namespace, name}, operations);
        return {code: answer === undefined ? 'gone' : 'patched'};
    } catch (error) {
        // 422: a test did not hold. What else is not valid the server would have refused when it was planned.
        if (isRefused(error, 422)) {
            return {code: 'changed'};
        }
        throw error;
    }
}

/** The patch that brings the resource to one side of a plan. */
export function operationsOf({plan: {change}}: Pick<KubernetesRun, 'plan'>, side: 'from' | 'to'): PatchOperations {
    if (change.way !== 'patch') {
        throw new Error(`a resource is not changed by ${change.way}`);
    }
    return side === 'to' ? change.operations : invertPatch(change.operations);
}

/** Whether the resource is as a patch leaves it: what it writes, and what it only tests, is there. */
export function holdsPatch({metadata, spec}: MattermostResource, operations: PatchOperations): boolean {
    const left = new Map(operations.map(({path, value = ''}) => [path, value]));
    const now: Readonly<Record<string, string>> = {
        '/metadata/uid': metadata.uid,
        '/spec/image': spec.image,
        '/spec/version': spec.version,
    };
    return [...left].every(([path, value]) => now[path] === value);
}
