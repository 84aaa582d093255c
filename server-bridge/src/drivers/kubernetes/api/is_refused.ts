import {isFipsError} from '@fips-readiness/core';

/** The API server looked at a question and refuses it with this status: 409 where something stands in its place, 422 where a test does not hold. */
export function isRefused(error: unknown, status: number): boolean {
    return isFipsError(error) && error.code === 'cluster_refused' && error.data['status'] === status;
}
