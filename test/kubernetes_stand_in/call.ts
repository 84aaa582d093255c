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

/** Reads a path; undefined for one that names no kind. `namespaces` is a kind as well as a part of other paths. */
export function readCall({kinds}: Pick<ClusterState, 'kinds'>, method: string, url: URL): Call | undefined {
    const own = /^\/api\/v1\/namespaces\/(?<name>[^/]+)$/.exec(url.pathname)?.groups;
    const read: Readonly<Record<string, string | undefined>> | undefined = own
        ? {version: 'v1', resource: 'namespaces', name: own['name']}
        : PATH.exec(url.pathname)?.groups;
    if (!read) {
        return undefined;
    }
    const {group = '', version = '', resource = ''} = read;
    const kind = kinds.find((one) => isKind(one, {group, version, resource})) ?? {
        group,
        version,
        resource,
        kind: '',
        namespaced: true,
    };
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

/** Whether the cluster has the kind. Rights are judged before that. */
export function isServed({kinds}: Pick<ClusterState, 'kinds'>, {kind}: Call): boolean {
    return kinds.some((one) => isKind(one, kind));
}

/** What a path asks about a group in one version; undefined for another path. */
export function readGroup({pathname}: URL): {readonly group: string; readonly version: string} | undefined {
    const read = /^\/apis\/(?<group>[^/]+)\/(?<version>[^/]+)$/.exec(pathname)?.groups;
    return read && {group: read['group'] ?? '', version: read['version'] ?? ''};
}

type Named = Pick<ResourceKind, 'group' | 'version' | 'resource'>;

function isKind(one: Named, other: Named): boolean {
    return one.group === other.group && one.version === other.version && one.resource === other.resource;
}
