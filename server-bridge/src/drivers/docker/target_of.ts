import type {DockerTarget, Plan} from '@fips-readiness/core';

/** What a plan of one of the two Docker drivers pins. */
export function targetOf({target}: Pick<Plan, 'target'>): DockerTarget {
    if (target.kind === 'kubernetes') {
        throw new Error(`a plan of kind ${target.kind} is another driver's`);
    }
    return target;
}

/** The service and project a plan of the Compose driver pins. */
export function composeTargetOf({target}: Pick<Plan, 'target'>): Extract<DockerTarget, {readonly kind: 'compose'}> {
    if (target.kind !== 'compose') {
        throw new Error(`a plan of kind ${target.kind} is another driver's`);
    }
    return target;
}
