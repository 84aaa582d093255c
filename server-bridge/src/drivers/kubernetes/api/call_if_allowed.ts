import {isFipsError} from '@fips-readiness/core';
import type {Ask} from './ask.ts';
import type {Cluster} from './cluster.ts';

/** The answer; undefined where there is nothing of that name, or where this user may not ask for it. Throws FipsError. */
export function callIfAllowed({call}: Pick<Cluster, 'call'>, ask: Ask, body?: object): Promise<unknown> {
    return call(ask, body).catch((error: unknown) => {
        if (isFipsError(error) && error.code === 'cluster_forbidden') {
            return undefined;
        }
        throw error;
    });
}
