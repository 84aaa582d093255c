import type {ApiAnswer, ApiClient} from './client.ts';

/** What every object of the API has. */
export type KubernetesObject = {
    readonly metadata: {
        readonly name: string;
        readonly namespace?: string;
        readonly uid?: string;
        readonly generation?: number;
        readonly resourceVersion?: string;
        readonly deletionTimestamp?: string;
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
        readonly ownerReferences?: readonly object[];
    };
};

/** The path each kind is found under. */
const GROUPS = {
    namespaces: '/api/v1',
    nodes: '/api/v1',
    pods: '/api/v1',
    secrets: '/api/v1',
    services: '/api/v1',
    serviceaccounts: '/api/v1',
    persistentvolumes: '/api/v1',
    persistentvolumeclaims: '/api/v1',
    deployments: '/apis/apps/v1',
    jobs: '/apis/batch/v1',
    leases: '/apis/coordination.k8s.io/v1',
    clusterroles: '/apis/rbac.authorization.k8s.io/v1',
    clusterrolebindings: '/apis/rbac.authorization.k8s.io/v1',
    roles: '/apis/rbac.authorization.k8s.io/v1',
    rolebindings: '/apis/rbac.authorization.k8s.io/v1',
    customresourcedefinitions: '/apis/apiextensions.k8s.io/v1',
    mattermosts: '/apis/installation.mattermost.com/v1beta1',
} as const;

/** An object or a list by where it is; `namespace` is left out for what belongs to the cluster. */
export type Place = {
    readonly kind: keyof typeof GROUPS;
    readonly namespace?: string;
    readonly name?: string;
    readonly subresource?: 'status';
};

export function printPath({kind, namespace, name, subresource}: Place): string {
    const parts = [
        ...(namespace === undefined ? [] : ['namespaces', namespace]),
        kind,
        ...(name === undefined ? [] : [name]),
        ...(subresource === undefined ? [] : [subresource]),
    ];
    return `${GROUPS[kind]}/${parts.map(encodeURIComponent).join('/')}`;
}

/** An answer that is no success. */
class ApiRefusal extends Error {
    readonly status: number;

    constructor(what: string, {status, body}: ApiAnswer) {
        const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : body;
        super(`${what}: ${status} ${String(message)}`);
        this.status = status;
    }
}

/** Undefined where nothing has that name. Throws ApiRefusal. */
export async function readObject<T extends KubernetesObject>(api: ApiClient, place: Place): Promise<T | undefined> {
    const answer = await api({path: printPath(place)});
    return answer.status === 404 ? undefined : (accept(`get ${printPath(place)}`, answer) as T);
}

/** Throws ApiRefusal. `selector` as in `labelSelector`. */
export async function listObjects<T extends KubernetesObject>(
    api: ApiClient,
    place: Place,
    selector = '',
): Promise<readonly T[]> {
    const query = selector === '' ? '' : `?labelSelector=${encodeURIComponent(selector)}`;
    const answer = await api({path: `${printPath(place)}${query}`});
    return (accept(`list ${printPath(place)}`, answer) as {readonly items: readonly T[]}).items;
}

/** The object as the API server made it. Throws ApiRefusal, 409 where the name is taken. */
export async function createObject<T extends KubernetesObject>(
    api: ApiClient,
    place: Omit<Place, 'name'>,
    body: object,
): Promise<T> {
    return accept(`create ${printPath(place)}`, await api({method: 'POST', path: printPath(place), body})) as T;
}

/** Merges changes into an object (RFC 7396): null takes a field away. Throws ApiRefusal. */
export async function mergeObject<T extends KubernetesObject>(api: ApiClient, place: Place, body: object): Promise<T> {
    const contentType = 'application/merge-patch+json';
    const answer = await api({method: 'PATCH', path: printPath(place), body, contentType});
    return accept(`patch ${printPath(place)}`, answer) as T;
}

/** Deletes an object and, in the background, what it owns; nothing of that name is fine. Throws ApiRefusal. */
export async function deleteObject(api: ApiClient, place: Place): Promise<void> {
    const body = {propagationPolicy: 'Background'};
    const answer = await api({method: 'DELETE', path: printPath(place), body});
    if (answer.status !== 404) {
        accept(`delete ${printPath(place)}`, answer);
    }
}

function accept(what: string, answer: ApiAnswer): unknown {
    if (answer.status < 200 || answer.status >= 300) {
        throw new ApiRefusal(what, answer);
    }
    return answer.body;
}
