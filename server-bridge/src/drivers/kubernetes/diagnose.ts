import type {Finding} from '../../port/driver.ts';
import type {KubernetesSettings} from '../../settings/settings.ts';
import type {Ask} from './api/ask.ts';
import {mayDo} from './access.ts';
import {findDatabaseSecret} from './find_database_secret.ts';
import type {Found} from './found.ts';
import {LISTS} from './list_candidates.ts';
import {listRehearsalRights} from './rehearsal/may_rehearse.ts';
import {
    BUDGETS,
    CLAIMS,
    INGRESSES,
    JOBS,
    LEASES,
    MATTERMOSTS,
    NODES,
    PODS,
    QUOTAS,
    SECRETS,
    SERVICES,
    UPDATE_CHECK,
} from './resources.ts';
import {nameLease} from './run/deployment_lease.ts';

/** A right by the word that says what is lost without it. */
type Right = readonly [string, Omit<Ask, 'namespace'>];

/** What a check asks of a namespace. A Role may name the objects it is for: those that are known are asked for by name. */
function listRights(found: Found): readonly Right[] {
    const {kind} = found;
    const secret = findDatabaseSecret(found);
    return [
        [kind === 'mattermost' ? 'resource' : 'workloads', {...LISTS[kind], verb: 'list'}],
        ['pods', {...PODS, verb: 'list'}],
        ['secrets', {...SECRETS, verb: 'get', ...(secret !== undefined && {name: secret})}],
        ['logs', {...PODS, verb: 'get', subresource: 'log'}],
        ['exec', {...PODS, verb: 'create', subresource: 'exec'}],
        ['quotas', {...QUOTAS, verb: 'list'}],
        ['claims', {...CLAIMS, verb: 'get'}],
        ['ingresses', {...INGRESSES, verb: 'list'}],
        ['ingresses', {...SERVICES, verb: 'get'}],
        ['budgets', {...BUDGETS, verb: 'list'}],
        ['forward', {...PODS, verb: 'create', subresource: 'portforward'}],
    ];
}

/** What a run asks besides; of what a person changes there is none. */
function listSwapRights(found: Found, {KUBE_REHEARSAL}: Pick<KubernetesSettings, 'KUBE_REHEARSAL'>): readonly Right[] {
    if (found.kind !== 'mattermost') {
        return [];
    }
    const {name} = found.resource.metadata;
    const secret = findDatabaseSecret(found);
    return [
        ['patch', {...MATTERMOSTS, verb: 'patch', name}],
        ['lease', {...LEASES, verb: 'create'}],
        ['lease', {...LEASES, verb: 'get', name: nameLease({name})}],
        ['lease', {...LEASES, verb: 'delete', name: nameLease({name})}],
        ['job', {...JOBS, verb: 'delete', name: UPDATE_CHECK}],
        ...(KUBE_REHEARSAL === 'pod' ? listRehearsalRights({name}).map((right) => ['rehearsal', right] as const) : []),
        ...(secret === undefined ? [] : ([['rotation', {...SECRETS, verb: 'patch', name: secret}]] as const)),
    ];
}

/** Tries every right by asking for it; nothing is done with it. With `swaps` those of a run too. */
export async function* diagnoseRights(
    found: Found,
    swaps: boolean,
    settings: Pick<KubernetesSettings, 'KUBE_REHEARSAL'>,
): AsyncGenerator<Finding> {
    const {cluster, namespace} = found;
    for (const [id, ask] of [...listRights(found), ...(swaps ? listSwapRights(found, settings) : [])]) {
        yield await examine(id, {...ask, namespace});
    }
    yield await examine('nodes', {...NODES, verb: 'get'});

    async function examine(id: string, ask: Ask): Promise<Finding> {
        const ok = await mayDo(cluster, ask);
        const resource = ask.subresource === undefined ? ask.resource : `${ask.resource}/${ask.subresource}`;
        return {
            ok,
            id: ok ? 'cluster.right.ok' : `cluster.right.${id}`,
            values: {verb: ask.verb, resource, namespace: ask.namespace ?? ''},
        };
    }
}
