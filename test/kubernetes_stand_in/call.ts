import type {ClusterState, ResourceKind} from './cluster_state.ts';

/** A request as the API server reads its path. */
export type Call = {
    readonly verb: 'get' | 'list' | 'create' | 'patch' | 'delete';
    readonly kind: ResourceKind;
    readonly namespace: string;
    readonly name: string;
    readonly subresource: string;
    readonly query: URLSearchParams;
};

/** Subresources of a pod that are a socket. */
export const SOCKETS: ReadonlySet<string> = new Set(['exec', 'portforward']);

const VERBS: Readonly<Record<string, Call['verb']>> = {POST: 'create', PATCH: 'patch', DELETE: 'delete'};

const PATH =
    /^\/(?:api|apis\/(?<group>[^/]+))\/(?<version>[^/]+)(?:\/namespaces\/(?<namespace>[^/]+))?\/(?<resource>[^/]+)(?:\/(?<name>[^/]+))?(?:\/(?<subresource>[^/]+))?$/;

/** Reads a path; undefined where the cluster has no such kind. `namespaces` is a kind as well as a part of other paths. */
export function readCall(state: ClusterState, method: string, url: URL): Call | undefined {
    const own = /^\/api\/v1\/namespaces\/(?<name>[^/]+)$/.exec(url.pathname)?.groups;
    const read: Readonly<Record<string, string | undefined>> | undefined = own
        ? {version: 'v1', resource: 'namespaces', name: own['name']}
        : PATH.exec(url.pathname)?.groups;
    const kind = state.kinds.find(
        ({group, version, resource}) =>
            group === (read?.['group'] ?? '') && version === read?.['version'] && resource === read['resource'],
    );
    if (!read || !kind) {
        return undefined;
    }
    const name = read['name'] ?? '';
    const subresource = read['subresource'] ?? '';
    return {
        // What becomes a socket is asked for with a GET, and is `create` by its rights.
        verb: SOCKETS.has(subresource) ? 'create' : (VERBS[method] ?? (name === '' ? 'list' : 'get')),
        kind,
        namespace: read['namespace'] ?? '',
        name: decodeURIComponent(name),
        subresource,
        query: url.searchParams,
    };
}
