import {FipsError, printFreeLine} from '@fips-readiness/core';
import type {Changer, DeploymentLock, Holder} from '../../../port/driver.ts';
import type {Cluster} from '../api/cluster.ts';
import {isRefused} from '../api/is_refused.ts';
import {LEASES} from '../resources.ts';
import {Lease} from '../schema.ts';
import type {ResourceTarget} from './kubernetes_run.ts';

const PREFIX = 'fips-readiness.run';
const HEAD = `${PREFIX}.head`;

/** The name of the Lease that holds an installation. */
export function nameLease({name}: Pick<ResourceTarget, 'name'>): string {
    return `fips-readiness-${name}`.slice(0, 253);
}

/**
 * The lock an installation carries: a Lease in its namespace, which the API server makes once. It does not run out, because a run
 * that was interrupted is to be gone on with; `isOver` knows those that are not open, and what such a one has left is removed.
 * Throws FipsError `run_elsewhere`, `journal_behind`, and where this user may make no Lease.
 */
export async function takeLease(
    cluster: Pick<Cluster, 'call'>,
    target: ResourceTarget,
    {holder, isOver, hasLine}: Pick<Parameters<Changer['lock']>[0], 'holder' | 'isOver' | 'hasLine'>,
): Promise<DeploymentLock> {
    const place = {...LEASES, namespace: target.namespace, name: nameLease(target)};
    const hold = () => createLease(cluster, target, holder);
    const remove = async (uid: string): Promise<void> => {
        await cluster.call({...place, verb: 'delete'}, {preconditions: {uid}});
    };
    for (let attempt = 0; attempt < 2; attempt += 1) {
        const uid = await hold();
        if (uid !== undefined) {
            return {release: () => remove(uid)};
        }
        const found = await fetchLease(cluster, target);
        if (!found) {
            continue;
        }
        const {metadata, spec} = found;
        if (spec.holderIdentity === holder.runId) {
            const head = metadata.annotations[HEAD];
            if (head !== undefined && !hasLine(head)) {
                const {name, namespace} = place;
                const run = holder.runId.slice(0, 8);
                throw new FipsError('journal_behind', {run, name, namespace, free: printFreeLine(target, name)});
            }
            return {release: () => remove(metadata.uid)};
        }
        if (!isOver(spec.holderIdentity)) {
            throw runElsewhere(target, found);
        }
        await remove(metadata.uid);
    }
    throw runElsewhere(target);
}

/**
 * Writes how far a run's journal is into its Lease, so that an older copy of the journal is noticed. False where the Lease is no longer
 * this run's: nothing is written then. Throws FipsError.
 */
export async function noteHead(
    {call}: Pick<Cluster, 'call'>,
    target: ResourceTarget,
    {runId, head}: {readonly runId: string; readonly head: string},
): Promise<boolean> {
    const {namespace} = target;
    try {
        const answer = await call({...LEASES, verb: 'patch', namespace, name: nameLease(target)}, [
            {op: 'test', path: '/spec/holderIdentity', value: runId},
            {op: 'add', path: `/metadata/annotations/${HEAD}`, value: head},
        ]);
        return answer !== undefined;
    } catch (error) {
        if (isRefused(error, 422)) {
            return false;
        }
        throw error;
    }
}

/** Throws FipsError `run_elsewhere` while a run holds an installation. */
export async function requireNoHolder(cluster: Pick<Cluster, 'call'>, target: ResourceTarget): Promise<void> {
    const held = await fetchLease(cluster, target);
    if (held) {
        throw runElsewhere(target, held);
    }
}

async function fetchLease({call}: Pick<Cluster, 'call'>, target: ResourceTarget): Promise<Lease | undefined> {
    const {namespace} = target;
    return Lease.safeParse(await call({...LEASES, verb: 'get', namespace, name: nameLease(target)})).data;
}

/** Names the run that holds it, where its Lease is still there to be read. */
function runElsewhere(target: ResourceTarget, held?: Lease): FipsError {
    return new FipsError('run_elsewhere', {
        run: held?.spec.holderIdentity.slice(0, 8) ?? '',
        host: held?.metadata.annotations[`${PREFIX}.host`] ?? '',
        since: held?.metadata.annotations[`${PREFIX}.since`] ?? '',
        free: printFreeLine(target, nameLease(target)),
    });
}

/** Its uid; undefined where there is one of that name. */
async function createLease(
    {call}: Pick<Cluster, 'call'>,
    target: ResourceTarget,
    {runId, host, since}: Holder,
): Promise<string | undefined> {
    const made = await call(
        {...LEASES, verb: 'create', namespace: target.namespace},
        {
            apiVersion: 'coordination.k8s.io/v1',
            kind: 'Lease',
            metadata: {
                name: nameLease(target),
                annotations: {[`${PREFIX}.host`]: host, [`${PREFIX}.since`]: since},
            },
            spec: {holderIdentity: runId},
        },
    ).catch((error: unknown) => {
        if (isRefused(error, 409)) {
            return undefined;
        }
        throw error;
    });
    return Lease.safeParse(made).data?.metadata.uid;
}
