import {createObject, deleteObject, readObject} from '../kubernetes_client/objects.ts';
import type {KubernetesObject, Place} from '../kubernetes_client/objects.ts';
import type {ApiClient} from '../kubernetes_client/client.ts';
import {CONTAINER, findServer} from './deployment.ts';
import type {Deployment, PodSpec} from './deployment.ts';
import {makeOwner} from './resource.ts';
import type {Mattermost} from './resource.ts';

/** One name per namespace: two resources there share the Job. */
export const UPDATE_JOB = 'mattermost-update-check';

type Job = KubernetesObject & {
    readonly spec: {readonly template: {readonly spec: PodSpec}};
    readonly status?: {readonly completionTime?: string; readonly failed?: number};
};

/** How far the Job is that tries a new image. */
type Outcome = 'running' | 'succeeded' | 'failed';

/** Starts the Job for the image of a Deployment, or anew where it is for another image; says how far it is. */
export async function checkUpdateJob(api: ApiClient, resource: Mattermost, desired: Deployment): Promise<Outcome> {
    const {namespace} = resource.metadata;
    const jobs = {kind: 'jobs', namespace} as const;
    const job = await readObject<Job>(api, {...jobs, name: UPDATE_JOB});
    const isCurrent =
        job && findServer(job.spec.template.spec)?.image === findServer(desired.spec.template.spec)?.image;
    if (!isCurrent) {
        if (job) {
            await deleteObject(api, {...jobs, name: UPDATE_JOB});
        }
        await createObject(api, jobs, makeUpdateJob(resource, desired));
        return 'running';
    }
    if (job.status?.completionTime === undefined) {
        return 'running';
    }
    return (job.status.failed ?? 0) > 0 ? 'failed' : 'succeeded';
}

/** The Job is done with, whatever came of it. */
export function deleteUpdateJob(api: ApiClient, namespace: Place['namespace']): Promise<void> {
    return deleteObject(api, {kind: 'jobs', namespace, name: UPDATE_JOB});
}

/** The pods of the Deployment, sidecars too, with another command for the server. */
function makeUpdateJob(resource: Mattermost, {spec: {template}}: Deployment): object {
    const changes = {livenessProbe: undefined, readinessProbe: undefined, args: ['db', 'migrate']};
    const containers = template.spec.containers.map((container) =>
        container.name === CONTAINER ? {...container, ...changes} : container,
    );
    const {namespace} = resource.metadata;
    return {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: {
            name: UPDATE_JOB,
            namespace,
            labels: {app: UPDATE_JOB},
            ownerReferences: makeOwner(resource),
        },
        spec: {
            backoffLimit: 10,
            template: {
                metadata: {labels: {...resource.spec.updateJob?.extraLabels, app: UPDATE_JOB}},
                spec: {...template.spec, containers, restartPolicy: 'Never'},
            },
        },
    };
}
