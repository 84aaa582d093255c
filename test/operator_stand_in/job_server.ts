import type {ApiClient} from '../kubernetes_client/client.ts';
import {createObject, deleteObject, mergeObject, readObject} from '../kubernetes_client/objects.ts';
import {findServer, isApplied, makeDeployment, sign} from './deployment.ts';
import type {Deployment} from './deployment.ts';
import {makeLabels} from './resource.ts';
import type {Mattermost} from './resource.ts';

const CONTAINER = 'mattermost-jobserver';

/** The Deployment of a dedicated job server, or none. Throws ApiRefusal. Source: `checkMattermostJobServerDeployment`. */
export async function ensureJobServer(api: ApiClient, resource: Mattermost): Promise<void> {
    const {namespace = ''} = resource.metadata;
    const name = `${resource.metadata.name}-jobserver`;
    const place = {kind: 'deployments', namespace, name} as const;
    const current = await readObject<Deployment>(api, place);
    if (resource.spec.jobServer?.dedicatedJobServer !== true) {
        if (current) {
            await deleteObject(api, place);
        }
        return;
    }
    const desired = sign(makeJobServer(resource, name));
    if (!current) {
        await createObject(
            api,
            {kind: 'deployments', namespace},
            {apiVersion: 'apps/v1', kind: 'Deployment', ...desired},
        );
    } else if (!isApplied(current, desired)) {
        await mergeObject<Deployment>(api, place, desired);
    }
}

/** As the server's, but one pod with another container, which listens nowhere. Source: `GenerateJobServerDeploymentV1Beta`. */
function makeJobServer(resource: Mattermost, name: string): Deployment {
    const {metadata, spec} = makeDeployment(resource);
    const labels = {...makeLabels(resource.metadata.name), app: CONTAINER};
    const server = findServer(spec.template.spec);
    if (!server) {
        throw new Error('the Deployment has no server');
    }
    const none = {ports: undefined, livenessProbe: undefined, readinessProbe: undefined};
    const container = {...server, ...none, name: CONTAINER, command: ['mattermost', 'jobserver']};
    return {
        metadata: {...metadata, name},
        spec: {
            ...spec,
            replicas: 1,
            selector: {matchLabels: labels},
            template: {metadata: {labels}, spec: {...spec.template.spec, containers: [container]}},
        },
    };
}
