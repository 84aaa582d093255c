import {isFipsError} from '@fips-readiness/core';
import type {Cluster} from '../api/cluster.ts';
import {isRefused} from '../api/is_refused.ts';
import {SECRETS} from '../resources.ts';
import {WholeSecret} from '../schema.ts';
import type {StagedPassword} from './staged_password.ts';

/** What a patch found. `already`: every key has the wanted value; `changed`: somebody else has written one. */
export type SecretPatched = 'patched' | 'already' | 'changed' | 'gone' | 'forbidden';

/**
 * Brings every key of the Secret to one side of a rotation in one call, and nothing over what somebody else wrote. With `tries` the
 * API server judges it and keeps nothing. May be repeated. Throws FipsError where the cluster does not answer.
 */
export async function patchSecret(
    cluster: Pick<Cluster, 'call'>,
    namespace: string,
    {secret: name, values}: Pick<StagedPassword, 'secret' | 'values'>,
    {side, tries = false}: {readonly side: 'old' | 'next'; readonly tries?: boolean},
): Promise<SecretPatched> {
    const place = {...SECRETS, namespace, name} as const;
    try {
        const now = WholeSecret.safeParse(await cluster.call({...place, verb: 'get'})).data;
        if (!now) {
            return 'gone';
        }
        const left = values.filter(({key, [side]: wanted}) => now.data[key] !== wanted);
        if (left.length === 0) {
            return 'already';
        }
        const other = side === 'old' ? 'next' : 'old';
        if (left.some(({key, [other]: expected}) => now.data[key] !== expected)) {
            return 'changed';
        }
        const query = tries ? {query: {dryRun: 'All'}} : {};
        const answer = await cluster.call({...place, ...query, verb: 'patch'}, printSecretPatch(left, side));
        return answer === undefined ? 'gone' : 'patched';
    } catch (error) {
        if (isFipsError(error) && error.code === 'cluster_forbidden') {
            return 'forbidden';
        }
        // 422: a test did not hold, for somebody wrote in between.
        if (isRefused(error, 422)) {
            return 'changed';
        }
        throw error;
    }
}

/** A JSON Patch that holds each key to the other side's value before it writes this one's. */
export function printSecretPatch(values: StagedPassword['values'], side: 'old' | 'next'): readonly object[] {
    const other = side === 'old' ? 'next' : 'old';
    return values.flatMap(({key, [side]: wanted, [other]: expected}) => {
        // Keys of a Secret have neither `~` nor `/`.
        const path = `/data/${key}`;
        return [
            {op: 'test', path, value: expected},
            {op: 'replace', path, value: wanted},
        ];
    });
}
