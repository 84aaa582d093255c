import {isFipsError} from '@fips-readiness/core';
import type {Ask} from './api/ask.ts';
import type {Cluster} from './api/cluster.ts';
import {AccessReview} from './schema.ts';

/** Asks the cluster whether this user may do that, without doing it. */
export async function mayDo(cluster: Pick<Cluster, 'call'>, ask: Ask): Promise<boolean> {
    const {verb, group, resource, namespace, name, subresource} = ask;
    const answer = await cluster
        .call(
            {verb: 'create', group: 'authorization.k8s.io', version: 'v1', resource: 'selfsubjectaccessreviews'},
            {
                apiVersion: 'authorization.k8s.io/v1',
                kind: 'SelfSubjectAccessReview',
                spec: {resourceAttributes: {verb, group, resource, namespace, name, subresource}},
            },
        )
        .catch((error: unknown) => {
            if (isFipsError(error) && error.code === 'cluster_forbidden') {
                return undefined;
            }
            throw error;
        });
    return AccessReview.safeParse(answer).data?.status.allowed === true;
}
