import {callIfAllowed} from './api/call_if_allowed.ts';
import type {Ask} from './api/ask.ts';
import type {Cluster} from './api/cluster.ts';
import {AccessReview} from './schema.ts';

/** Asks the cluster whether this user may do that, without doing it. */
export async function mayDo(cluster: Pick<Cluster, 'call'>, ask: Ask): Promise<boolean> {
    const {verb, group, resource, namespace, name, subresource} = ask;
    const answer = await callIfAllowed(
        cluster,
        {verb: 'create', group: 'authorization.k8s.io', version: 'v1', resource: 'selfsubjectaccessreviews'},
        {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SelfSubjectAccessReview',
            spec: {resourceAttributes: {verb, group, resource, namespace, name, subresource}},
        },
    );
    return AccessReview.safeParse(answer).data?.status.allowed === true;
}
