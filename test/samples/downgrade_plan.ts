import {printCanonicalJson} from '@fips-readiness/core';
import type {Json, Plan} from '@fips-readiness/core';

/** A plan's text as an agent of the format before printed it. */
export function downgradePlan({target, change, siteUrl, ...same}: Plan): string {
    if (target.kind !== 'compose' || change.way !== 'files') {
        throw new Error('only the plan of a Compose project is printed in the format before');
    }
    const {identity: engineId, ...deployment} = target;
    const {edits: changes, fingerprints, recreated, randomPorts} = change;
    return printCanonicalJson({
        ...same,
        fingerprints,
        recreated,
        ...(randomPorts && {randomPorts}),
        format: 1,
        deployment: {...deployment, engineId, siteUrl},
        changes,
    } as unknown as Json);
}
