import {isFipsError} from '@fips-readiness/core';

/** The answer; `refused` where this user has no right to it. Throws FipsError for everything else. */
export async function unlessRefused<T>(ask: () => Promise<T>): Promise<T | 'refused'> {
    try {
        return await ask();
    } catch (error) {
        if (isFipsError(error) && error.code === 'cluster_forbidden') {
            return 'refused';
        }
        throw error;
    }
}
