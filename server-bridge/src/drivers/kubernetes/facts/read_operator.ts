import {makeFact, makeMissing, OWNERS, parseImageReference} from '@fips-readiness/core';
import type {Facts, FactValue} from '@fips-readiness/core';
import type {Ask} from '../api/ask.ts';
import type {Cluster} from '../api/cluster.ts';
import {listAll} from '../api/list_all.ts';
import {unlessRefused} from '../api/unless_refused.ts';
import {findMark} from '../find_owner.ts';
import {DEPLOYMENTS} from '../resources.ts';
import {Deployment} from '../schema.ts';
import {variantOfComponent} from './variant_of_component.ts';

type Operator = FactValue<'operator'>;

/** Looks for the operator of a cluster; undefined where this user may look nowhere. Throws FipsError. */
export type FindOperator = () => Promise<Operator | undefined>;

const IMAGE = 'mattermost-operator';

/** Where the operator's own manifest puts it. */
export const OPERATOR_HOME = {namespace: 'mattermost-operator'} as const;
const HOME = {...OPERATOR_HOME, query: {fieldSelector: 'metadata.name=mattermost-operator'}};

/**
 * The places an operator is looked for: by its name anywhere, by the label its chart gives it, and in its own namespace for who may
 * not list the whole cluster. Source: docs/mattermost-operator of the operator; its chart in mattermost-helm.
 */
const PLACES: readonly Pick<Ask, 'namespace' | 'query'>[] = [
    {query: HOME.query},
    {query: {labelSelector: 'app.kubernetes.io/name=mattermost-operator'}},
    HOME,
];

/** The operator of a cluster, looked for once however many deployments ask. */
export function makeFindOperator(cluster: Pick<Cluster, 'call'>): FindOperator {
    let finding: ReturnType<FindOperator> | undefined;
    return () => (finding ??= findOperator(cluster));
}

async function findOperator(cluster: Pick<Cluster, 'call'>): Promise<Operator | undefined> {
    let looked = false;
    for (const place of PLACES) {
        const items = await unlessRefused(() => listAll(cluster, {...DEPLOYMENTS, ...place}));
        looked ||= items !== 'refused';
        const found = items === 'refused' ? undefined : items.flatMap(readOperator)[0];
        if (found) {
            return found;
        }
    }
    return looked ? {state: 'not_found', namespace: '', name: '', reference: '', variant: null} : undefined;
}

function readOperator(item: unknown): readonly Operator[] {
    const read = Deployment.safeParse(item).data;
    const image = read?.spec.template.spec.containers
        .map(({image: one}) => one)
        .find((one) => parseImageReference(one)?.path.split('/').at(-1)?.startsWith(IMAGE) === true);
    if (!read || image === undefined) {
        return [];
    }
    const {metadata, spec, status} = read;
    const {namespace, name} = metadata;
    const state = spec.replicas === 0 ? 'scaled_to_zero' : status.readyReplicas > 0 ? 'running' : 'not_ready';
    const mark = findMark(metadata);
    const from = metadata.labels['olm.owner'] === undefined ? mark && OWNERS[mark.tool].name : 'OLM';
    const version = metadata.labels['app.kubernetes.io/version'] ?? parseImageReference(image)?.tag ?? '';
    return [
        {
            state,
            namespace,
            name,
            reference: image,
            variant: variantOfComponent(image),
            ...(version !== '' && {version}),
            ...(from !== undefined && {from}),
        },
    ];
}

/** The operator as a fact. `refusesUrl`: it does nothing for this resource. */
export async function readOperatorFact(
    find: FindOperator,
    refusesUrl: boolean,
    observedAt: string,
): Promise<Facts['operator']> {
    const operator = await find();
    return operator
        ? makeFact({...operator, ...(refusesUrl && {refusesUrl})}, 'agent_cluster', observedAt)
        : makeMissing('no_permission', 'agent_cluster', observedAt);
}
