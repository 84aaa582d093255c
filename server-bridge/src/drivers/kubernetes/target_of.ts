import type {Plan} from '@fips-readiness/core';
import type {ResourceTarget} from './run/kubernetes_run.ts';

/** What a plan of this driver pins. */
export function targetOf({target}: Pick<Plan, 'target'>): ResourceTarget {
    if (target.kind !== 'kubernetes') {
        throw new Error(`a plan of ${target.kind} is another driver’s`);
    }
    return target;
}
