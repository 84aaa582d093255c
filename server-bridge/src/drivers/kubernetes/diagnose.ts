import type {Finding} from '../../port/driver.ts';
import type {Ask} from './api/ask.ts';
import {mayDo} from './access.ts';
import type {Found} from './found.ts';
import {JOBS, LEASES, MATTERMOSTS, NODES, PODS, SECRETS} from './resources.ts';

/** What a check asks of a namespace, by the word that says what is lost without it. */
const RIGHTS: readonly (readonly [string, Omit<Ask, 'namespace'>])[] = [
    ['resource', {...MATTERMOSTS, verb: 'list'}],
    ['pods', {...PODS, verb: 'list'}],
    ['secrets', {...SECRETS, verb: 'get'}],
    ['logs', {...PODS, verb: 'get', subresource: 'log'}],
    ['exec', {...PODS, verb: 'create', subresource: 'exec'}],
    ['forward', {...PODS, verb: 'create', subresource: 'portforward'}],
];

/** What a run asks besides. */
const SWAP_RIGHTS: typeof RIGHTS = [
    ['patch', {...MATTERMOSTS, verb: 'patch'}],
    ['lease', {...LEASES, verb: 'create'}],
    ['lease', {...LEASES, verb: 'delete'}],
    ['job', {...JOBS, verb: 'delete'}],
];

/** Tries every right by asking for it; nothing is done with it. With `swaps` those of a run too. */
export async function* diagnoseRights({cluster, namespace}: Found, swaps: boolean): AsyncGenerator<Finding> {
    for (const [id, ask] of swaps ? [...RIGHTS, ...SWAP_RIGHTS] : RIGHTS) {
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
