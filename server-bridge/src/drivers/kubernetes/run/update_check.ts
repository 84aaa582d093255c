import {isFipsError} from '@fips-readiness/core';
import {JOBS, UPDATE_CHECK} from '../resources.ts';
import {Job} from '../schema.ts';
import type {KubernetesRun} from './kubernetes_run.ts';

/**
 * Removes the operator's try of an image that is not asked for any more: it leaves a failed one behind, which goes on pulling. False
 * where this user may not. One of another image or another installation stays.
 */
export async function removeUpdateCheck(
    {cluster, target: {namespace, name}}: Pick<KubernetesRun, 'cluster' | 'target'>,
    reference: string,
): Promise<boolean> {
    const place = {...JOBS, namespace, name: UPDATE_CHECK};
    try {
        const job = Job.safeParse(await cluster.call({...place, verb: 'get'})).data;
        const isOurs =
            job?.metadata.ownerReferences.some((owner) => owner.kind === 'Mattermost' && owner.name === name) ===
                true && job.spec.template.spec.containers.some(({image}) => image === reference);
        if (isOurs) {
            const {uid} = job.metadata;
            await cluster.call({...place, verb: 'delete'}, {propagationPolicy: 'Background', preconditions: {uid}});
        }
        return true;
    } catch (error) {
        if (isFipsError(error) && error.code === 'cluster_forbidden') {
            return false;
        }
        throw error;
    }
}
