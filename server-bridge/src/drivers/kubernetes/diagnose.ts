import type {Finding} from '../../port/driver.ts';
import type {KubernetesSettings} from '../../settings/settings.ts';
import type {Ask} from './api/ask.ts';
import {mayDo} from './access.ts';
import {OPERATOR_HOME} from './facts/read_operator.ts';
import {findDatabaseSecret} from './find_database_secret.ts';
import type {Found} from './found.ts';
import {LISTS} from './list_candidates.ts';
import {listReadSecrets, listVariableMaps} from './list_secrets.ts';
import {listRehearsalRights} from './rehearsal/may_rehearse.ts';
import {
    BUDGETS,
    CLAIMS,
    CONFIG_MAPS,
    DEPLOYMENTS,
    INGRESSES,
    JOBS,
    LEASES,
    MATTERMOSTS,
    NAMESPACES,
    NODES,
    PODS,
    QUOTAS,
    SECRETS,
    SERVICES,
    UPDATE_CHECK,
} from './resources.ts';
import {nameLease} from './run/deployment_lease.ts';

/** A right by the word that says what is lost without it. Where it has no namespace, it is asked of the whole cluster. */
type Right = readonly [string, Ask];

/**
 * What a check asks for; a test holds this list to the questions of a check. A Role may name the objects it is for: those that are
 * known are asked for by name.
 */
function listRights(found: Found, {KUBE_RESOURCE}: Pick<KubernetesSettings, 'KUBE_RESOURCE'>): readonly Right[] {
    const {kind, namespace, cluster, pods} = found;
    const [first] = pods;
    const {pod, container} = first;
    const {variables, pulls} = listReadSecrets(first);
    const own = (id: string, ask: Omit<Ask, 'namespace'>): Right => [id, {...ask, namespace}];
    const each = (id: string, names: readonly (string | undefined)[], ask: Omit<Ask, 'namespace'>): readonly Right[] =>
        [...new Set(names)].flatMap((name) => (name === undefined ? [] : [own(id, {...ask, name})]));
    const secret = findDatabaseSecret(found);
    const others = variables.filter((name) => name !== secret);
    const claims = pod.spec.volumes.map(({persistentVolumeClaim: claim}) => claim?.claimName);
    return [
        own(kind === 'mattermost' ? 'resource' : 'workloads', {...LISTS[kind], verb: 'list'}),
        // Who names a resource that is there does not look for others.
        ...(KUBE_RESOURCE === undefined && kind !== 'stateful_set'
            ? [own('workloads', {...LISTS.stateful_set, verb: 'list'})]
            : []),
        own('pods', {...PODS, verb: 'list'}),
        ...each('secrets', [secret], {...SECRETS, verb: 'get'}),
        ...each('variables', others, {...SECRETS, verb: 'get'}),
        ...each('variables', listVariableMaps(container), {...CONFIG_MAPS, verb: 'get'}),
        ...each('pull_secrets', pulls, {...SECRETS, verb: 'get'}),
        own('logs', {...PODS, verb: 'get', subresource: 'log'}),
        own('exec', {...PODS, verb: 'create', subresource: 'exec'}),
        ...(kind === 'deployment' ? [] : [own('deployments', {...DEPLOYMENTS, verb: 'list'})]),
        own('deployments', {...DEPLOYMENTS, verb: 'get'}),
        own('quotas', {...QUOTAS, verb: 'list'}),
        ...each('claims', claims, {...CLAIMS, verb: 'get'}),
        own('ingresses', {...INGRESSES, verb: 'list'}),
        own('services', {...SERVICES, verb: 'get'}),
        own('budgets', {...BUDGETS, verb: 'list'}),
        ...(kind === 'mattermost' ? [own('update_check', {...JOBS, verb: 'get', name: UPDATE_CHECK})] : []),
        ...(kind === 'mattermost' || kind === 'cluster_installation'
            ? ([['operator', {...DEPLOYMENTS, verb: 'list'}]] as const)
            : []),
        ...(cluster.login.isInside ? [] : [own('forward', {...PODS, verb: 'create', subresource: 'portforward'})]),
        ['nodes', {...NODES, verb: 'get'}],
        ['all_nodes', {...NODES, verb: 'list'}],
        ['cluster', {...NAMESPACES, verb: 'get', name: 'kube-system'}],
    ];
}

/** What a run asks besides; of what a person changes there is none. */
function listSwapRights(found: Found, {KUBE_REHEARSAL}: Pick<KubernetesSettings, 'KUBE_REHEARSAL'>): readonly Right[] {
    if (found.kind !== 'mattermost') {
        return [];
    }
    const {namespace} = found;
    const {name} = found.resource.metadata;
    const secret = findDatabaseSecret(found);
    const rights: readonly (readonly [string, Omit<Ask, 'namespace'>])[] = [
        ['again', {...MATTERMOSTS, verb: 'get', name}],
        ['patch', {...MATTERMOSTS, verb: 'patch', name}],
        ['lease', {...LEASES, verb: 'create'}],
        ['lease', {...LEASES, verb: 'get', name: nameLease({name})}],
        ['lease', {...LEASES, verb: 'patch', name: nameLease({name})}],
        ['lease', {...LEASES, verb: 'delete', name: nameLease({name})}],
        ['job', {...JOBS, verb: 'delete', name: UPDATE_CHECK}],
        ...(KUBE_REHEARSAL === 'pod' ? listRehearsalRights({name}).map((right) => ['rehearsal', right] as const) : []),
        ...(secret === undefined ? [] : ([['rotation', {...SECRETS, verb: 'patch', name: secret}]] as const)),
    ];
    return rights.map(([id, ask]) => [id, {...ask, namespace}]);
}

/** Tries every right by asking for it; nothing is done with it. With `swaps` those of a run too. */
export async function* diagnoseRights(
    found: Found,
    swaps: boolean,
    settings: Pick<KubernetesSettings, 'KUBE_REHEARSAL' | 'KUBE_RESOURCE'>,
): AsyncGenerator<Finding> {
    const {cluster} = found;
    for (const [id, ask] of [...listRights(found, settings), ...(swaps ? listSwapRights(found, settings) : [])]) {
        const ok =
            (await mayDo(cluster, ask)) || (id === 'operator' && (await mayDo(cluster, {...ask, ...OPERATOR_HOME})));
        const {verb, resource, subresource, name, namespace = ''} = ask;
        const whole = subresource === undefined ? resource : `${resource}/${subresource}`;
        yield {
            ok,
            id: ok ? 'cluster.right.ok' : `cluster.right.${id}`,
            // As the API itself names an object.
            values: {verb, resource: name === undefined ? whole : `${whole} "${name}"`, namespace},
        };
    }
}
