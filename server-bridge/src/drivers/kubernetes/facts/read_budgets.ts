import type {FactValue} from '@fips-readiness/core';
import {listAll} from '../api/list_all.ts';
import {unlessRefused} from '../api/unless_refused.ts';
import type {Found} from '../found.ts';
import {BUDGETS} from '../resources.ts';
import {Budget} from '../schema.ts';
import {selects} from './selects.ts';

/** PodDisruptionBudgets that cover the server's pods; undefined where this user may not list them. Throws FipsError. */
export async function readBudgets({
    cluster,
    namespace,
    pods: [{pod}],
}: Found): Promise<FactValue<'disruption_budgets'> | undefined> {
    const items = await unlessRefused(() => listAll(cluster, {...BUDGETS, namespace}));
    return items === 'refused'
        ? undefined
        : items
              .flatMap((item) => Budget.safeParse(item).data ?? [])
              .filter(({spec: {selector}}) => selector !== undefined && selects(selector, pod.metadata.labels))
              .map(({metadata: {name}, status: {disruptionsAllowed: allowed}}) => ({name, allowed}));
}
