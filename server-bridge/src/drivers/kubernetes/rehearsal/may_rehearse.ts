import {FipsError} from '@fips-readiness/core';
import {mayDo} from '../access.ts';
import type {Ask} from '../api/ask.ts';
import type {Cluster} from '../api/cluster.ts';
import {PODS} from '../resources.ts';
import type {ResourcePlace} from '../resources.ts';
import {nameRehearsal} from './make_pod.ts';

/** What a rehearsal asks for besides what a check does. */
export function listRehearsalRights({name}: Pick<ResourcePlace, 'name'>): readonly Omit<Ask, 'namespace'>[] {
    return [
        {...PODS, verb: 'create'},
        {...PODS, verb: 'delete', name: nameRehearsal({name})},
        {...PODS, verb: 'get', subresource: 'log', name: nameRehearsal({name})},
    ];
}

/** Whether this user may make the pod, read it and remove it. */
export async function mayRehearse(cluster: Pick<Cluster, 'call'>, place: ResourcePlace): Promise<boolean> {
    return (await findMissing(cluster, place)) === undefined;
}

/** Before anything is made: who may make a pod and not remove it makes none. Throws FipsError `cluster_forbidden`. */
export async function requireRights(cluster: Pick<Cluster, 'call'>, place: ResourcePlace): Promise<void> {
    const missing = await findMissing(cluster, place);
    if (missing) {
        const {verb, group, resource, subresource} = missing;
        throw new FipsError('cluster_forbidden', {
            verb,
            resource: subresource === undefined ? resource : `${resource}/${subresource}`,
            group,
            place: `the namespace ${place.namespace}`,
        });
    }
}

async function findMissing(
    cluster: Pick<Cluster, 'call'>,
    place: ResourcePlace,
): Promise<Omit<Ask, 'namespace'> | undefined> {
    for (const right of listRehearsalRights(place)) {
        if (!(await mayDo(cluster, {...right, namespace: place.namespace}))) {
            return right;
        }
    }
    return undefined;
}
