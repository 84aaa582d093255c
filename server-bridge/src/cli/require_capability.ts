import {FipsError} from '@fips-readiness/core';
import type {Capability} from '../port/driver.ts';

/** What the deployment offers. Throws FipsError `not_offered` with the reason where it does not. */
export function requireCapability<T>(capability: Capability<T>): T {
    if (!capability.can) {
        throw new FipsError('not_offered', {reason: capability.reason});
    }
    return capability.use;
}
