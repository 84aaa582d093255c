import {isFipsError} from '@fips-readiness/core';

/** The API does not answer now and may later. What it refuses for good is not among it. */
export function isAway(error: unknown): boolean {
    if (!isFipsError(error)) {
        return false;
    }
    const status = Number(error.data['status'] ?? 0);
    return (
        error.code === 'cluster_unreachable' ||
        error.code === 'cluster_login_refused' ||
        (error.code === 'cluster_refused' && (status >= 500 || status === 429))
    );
}
