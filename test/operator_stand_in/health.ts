import {isDeepStrictEqual} from 'node:util';
import type {KubernetesObject} from '../kubernetes_client/objects.ts';
import {findServer} from './deployment.ts';
import type {Deployment, PodSpec} from './deployment.ts';
import type {Mattermost, Status} from './resource.ts';

export type ServerPod = KubernetesObject & {
    readonly spec: PodSpec;
    readonly status?: {readonly conditions?: readonly {readonly type: string; readonly status: string}[]};
};

/**
 * The status of a resource whose Deployment asks for what it should. It is made anew each time: image and version are missing
 * until one updated pod is ready, and are then copied from the spec, not from pods. Source: `checkMattermostHealth`.
 */
export function judgeHealth(
    {metadata, spec}: Mattermost,
    deployment: Deployment,
    pods: readonly ServerPod[],
    resourcePatch: Status['resourcePatch'],
): Status {
    const wanted = spec.replicas ?? 1;
    const reconciling: Status = {
        state: 'reconciling',
        observedGeneration: metadata.generation,
        ...(resourcePatch && {resourcePatch}),
    };
    if (deployment.metadata.generation !== deployment.status?.observedGeneration) {
        return reconciling;
    }
    const replicas = deployment.status?.replicas ?? 0;
    const updated = pods.filter((pod) => isUpdated(pod, deployment)).length;
    const counted: Status = {
        ...reconciling,
        ...(replicas > 0 && {replicas}),
        ...(updated > 0 && {updatedReplicas: updated}),
    };
    if (wanted > 0 && updated === 0) {
        return counted;
    }
    return {
        ...counted,
        state: updated === wanted && replicas === wanted ? 'stable' : wanted > 0 ? 'ready' : 'reconciling',
        image: spec.image,
        version: spec.version,
        endpoint: (spec.ingress?.enabled === true ? spec.ingress.host : undefined) ?? 'not available',
    };
}

/** Ready, and made from what the Deployment asks for now. */
function isUpdated({metadata, spec, status}: ServerPod, deployment: Deployment): boolean {
    const [own, wanted] = [findServer(spec), findServer(deployment.spec.template.spec)];
    return (
        metadata.deletionTimestamp === undefined &&
        own?.image === wanted?.image &&
        isDeepStrictEqual(own?.env, wanted?.env) &&
        status?.conditions?.some(({type, status: is}) => type === 'Ready' && is === 'True') === true
    );
}
