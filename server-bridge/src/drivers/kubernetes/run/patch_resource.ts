import {invertPatch, isFipsError} from '@fips-readiness/core';
import type {PatchOperations} from '@fips-readiness/core';
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
        if (isFipsError(error) && error.code === 'cluster_refused' && error.data['status'] === 422) {
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

/** Whether the resource has what a patch writes. */
export function holdsPatch(resource: MattermostResource, operations: PatchOperations): boolean {
    return operations.every(({op, path, value = ''}) => op === 'test' || readField(resource, path) === value);
}

/** The fields a plan writes are two of `spec`; one that is not there reads as empty. */
function readField({spec}: MattermostResource, path: string): string {
    return path === '/spec/image' ? spec.image : path === '/spec/version' ? spec.version : '';
}
