import type {ServerPod} from './found.ts';

/** Every Secret that the server's variables and volumes come from. Those that images are pulled with are not among them. */
export function listSecrets({pod, container}: Pick<ServerPod, 'pod' | 'container'>): readonly string[] {
    const names = [
        ...container.env.map(({valueFrom}) => valueFrom?.secretKeyRef?.name),
        ...container.envFrom.map(({secretRef}) => secretRef?.name),
        ...pod.spec.volumes.flatMap(({secret, projected}) => [
            secret?.secretName,
            ...(projected?.sources ?? []).map((source) => source.secret?.name),
        ]),
    ];
    return [...new Set(names.flatMap((name) => (name === undefined || name === '' ? [] : [name])))].toSorted();
}
