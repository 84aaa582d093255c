import type {ApiClient} from '../kubernetes_client/client.ts';
import {createObject, listObjects, mergeObject, readObject} from '../kubernetes_client/objects.ts';
import {findServer, isApplied, makeDeployment, sign} from './deployment.ts';
import type {Deployment} from './deployment.ts';
import {judgeHealth} from './health.ts';
import type {ServerPod} from './health.ts';
import {ensureJobServer} from './job_server.ts';
import {makeLabels} from './resource.ts';
import type {Mattermost, Status} from './resource.ts';
import {patchDeployment} from './resource_patch.ts';
import {ensureService} from './service.ts';
import {writeStatus} from './status.ts';
import {checkUpdateJob, deleteUpdateJob} from './update_job.ts';

/** What the operator writes into an empty spec. */
const DEFAULTS = {
    image: 'mattermost/mattermost-enterprise-edition',
    version: '10.8.1',
    imagePullPolicy: 'IfNotPresent',
};

/** One look at a resource: makes what it asks for, as far as that goes now, and writes its status. Throws ApiRefusal. */
export async function reconcile(api: ApiClient, seen: Mattermost): Promise<void> {
    const resource = await writeDefaults(api, seen);
    const {namespace, name, generation} = resource.metadata;
    const {desired: unsigned, resourcePatch} = patchDeployment(resource, makeDeployment(resource));
    const desired = sign(unsigned);
    const kept: Status = {...resource.status, observedGeneration: generation, resourcePatch};

    await ensureService(api, resource);
    const deployments = {kind: 'deployments', namespace} as const;
    const current =
        (await readObject<Deployment>(api, {...deployments, name})) ??
        (await createObject<Deployment>(api, deployments, {apiVersion: 'apps/v1', kind: 'Deployment', ...desired}));
    const isSameImage = findServer(current.spec.template.spec)?.image === findServer(desired.spec.template.spec)?.image;
    const isChecked = !isSameImage && resource.spec.updateJob?.disabled !== true;
    const outcome = isChecked ? await checkUpdateJob(api, resource, desired) : 'succeeded';
    if (outcome === 'running') {
        return writeStatus(api, resource, {...kept, state: 'reconciling'});
    }
    if (outcome === 'failed') {
        await deleteUpdateJob(api, namespace);
        const error = 'failed to update mattermost deployment: update image job failed';
        return writeStatus(api, resource, {...kept, state: 'reconciling', error});
    }
    const applied = isApplied(current, desired)
        ? current
        : await mergeObject<Deployment>(api, {...deployments, name}, desired);
    if (isChecked) {
        await deleteUpdateJob(api, namespace);
    }
    await ensureJobServer(api, resource);
    const selector = Object.entries(makeLabels(name)).map(([label, value]) => `${label}=${value}`);
    const pods = await listObjects<ServerPod>(api, {kind: 'pods', namespace}, selector.join(','));
    await writeStatus(api, resource, judgeHealth(resource, applied, pods, resourcePatch));
}

/** The resource with what its owner left out, written into the live spec as the operator does. */
async function writeDefaults(api: ApiClient, resource: Mattermost): Promise<Mattermost> {
    const {spec} = resource;
    const missing = Object.entries(DEFAULTS).filter(([key]) => !spec[key as keyof typeof DEFAULTS]);
    if (missing.length === 0) {
        return resource;
    }
    const {namespace, name} = resource.metadata;
    return mergeObject<Mattermost>(api, {kind: 'mattermosts', namespace, name}, {spec: Object.fromEntries(missing)});
}
