import {makeFact, makeMissing} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';
import {READINESS_URL} from '../../../facts/find_dsns.ts';
import {listAll} from '../api/list_all.ts';
import {unlessRefused} from '../api/unless_refused.ts';
import type {Found} from '../found.ts';
import {DEPLOYMENTS} from '../resources.ts';
import {Workload} from '../schema.ts';
import {readBudgets} from './read_budgets.ts';
import {readIngresses} from './read_ingresses.ts';
import {readOperatorFact} from './read_operator.ts';
import {readPushProxies} from './read_push_proxies.ts';
import {readReplacement} from './read_replacement.ts';
import {readUpdateCheck} from './read_update_check.ts';

const SOURCE = 'agent_cluster';

/** What is around the pods: who replaces them, how, and what else of Mattermost runs in the namespace. Throws FipsError. */
export async function readSurroundings(
    found: Found,
    observedAt: string,
): Promise<
    Pick<Facts, 'operator' | 'pod_replacement' | 'update_check' | 'push_proxies' | 'ingresses' | 'disruption_budgets'>
> {
    const {cluster, namespace} = found;
    const items = await unlessRefused(() => listAll(cluster, {...DEPLOYMENTS, namespace}));
    const workloads = items === 'refused' ? [] : items.flatMap((item) => Workload.safeParse(item).data ?? []);
    const own = findOwn(found, workloads);
    const refused = makeMissing('no_permission', SOURCE, observedAt);
    const seen = <T>(value: T | undefined) => (value === undefined ? refused : makeFact(value, SOURCE, observedAt));
    return {
        pod_replacement: seen(own && (await readReplacement(found, own))),
        push_proxies: seen(items === 'refused' ? undefined : readPushProxies(workloads)),
        ingresses: seen(await readIngresses(found)),
        disruption_budgets: seen(await readBudgets(found)),
        ...(isOfOperator(found) && {
            operator: await readOperatorFact(found.findOperator, isRefused(found), observedAt),
        }),
        ...(found.kind === 'mattermost' && {
            update_check: makeFact(await readUpdateCheck(found), SOURCE, observedAt),
        }),
    };
}

/** Source: `allowedDBCheckSchemesByType` of the operator, which knows postgres:// alone. */
function isRefused({kind, pods: [{environment}]}: Found): boolean {
    return kind === 'mattermost' && environment.values.get(READINESS_URL)?.startsWith('postgresql:') === true;
}

function isOfOperator({kind}: Found): boolean {
    return kind === 'mattermost' || kind === 'cluster_installation';
}

/** The workload that has the pods; an operator's has the name of its resource. */
function findOwn({kind, resource}: Found, workloads: readonly Workload[]): Workload | undefined {
    return kind === 'deployment' || kind === 'stateful_set'
        ? resource
        : workloads.find(({metadata}) => metadata.name === resource.metadata.name);
}
