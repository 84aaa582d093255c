import type {ServerPod} from './found.ts';
import {findWaiting} from './read_readiness_url.ts';

/** Every Secret that the server's variables and volumes come from. Those that images are pulled with are not among them. */
export function listSecrets({pod, container}: Pick<ServerPod, 'pod' | 'container'>): readonly string[] {
    const mounted = pod.spec.volumes.flatMap(({secret, projected}) => [
        secret?.secretName,
        ...(projected?.sources ?? []).map((source) => source.secret?.name),
    ]);
    return [...new Set([...listVariableSecrets(container), ...mounted.filter(isName)])].toSorted();
}

/** Those that a check reads by name: of the variables of the server and of the wait for the database, and of image pulls. */
export function listReadSecrets({pod, container}: Pick<ServerPod, 'pod' | 'container'>): {
    readonly variables: readonly string[];
    readonly pulls: readonly string[];
} {
    const variables = [container, findWaiting(pod)].flatMap((one) => (one ? listVariableSecrets(one) : []));
    return {variables: [...new Set(variables)], pulls: pod.spec.imagePullSecrets.map(({name}) => name)};
}

/** The Secrets a container's variables come from, each once and in their order. */
export function listVariableSecrets({env, envFrom}: ServerPod['container']): readonly string[] {
    const names = [
        ...env.map(({valueFrom}) => valueFrom?.secretKeyRef?.name),
        ...envFrom.map(({secretRef}) => secretRef?.name),
    ];
    return [...new Set(names.filter(isName))];
}

/** The ConfigMaps they come from. */
export function listVariableMaps({env, envFrom}: ServerPod['container']): readonly string[] {
    const names = [
        ...env.map(({valueFrom}) => valueFrom?.configMapKeyRef?.name),
        ...envFrom.map(({configMapRef}) => configMapRef?.name),
    ];
    return [...new Set(names.filter(isName))];
}

function isName(name: string | undefined): name is string {
    return name !== undefined && name !== '';
}
