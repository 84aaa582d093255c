import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';
import type {MattermostResource} from './schema.ts';

const Operations = z.array(z.object({op: z.string(), path: z.string()}));

/** The server's image in the Deployment an operator makes, and everything that holds it. */
const IMAGE = '/spec/template/spec/containers/0/image';

/**
 * Whether the resource's own patch of its Deployment sets the image: `spec.image` then changes nothing. One that the operator has left
 * out, because it does not fit, sets none; if it tests the image, it may fit the next. Source: `ApplyToDeployment`.
 */
export function pinsImage({metadata, spec, status}: Pick<MattermostResource, 'metadata' | 'spec' | 'status'>): boolean {
    const {disable = true, patch = ''} = spec.resourcePatch?.deployment ?? {};
    const operations = Operations.safeParse(parseJson(patch));
    if (disable || !operations.success) {
        return false;
    }
    const ofImage = operations.data.filter(({path}) => IMAGE === path || IMAGE.startsWith(`${path}/`));
    const isSet = ofImage.some(({op}) => op !== 'test');
    const isTested = ofImage.some(({op}) => op === 'test');
    const {applied, error} = status.resourcePatch.deploymentPatch ?? {applied: true, error: ''};
    const isLeftOut = !applied && error !== '' && status.observedGeneration >= metadata.generation;
    return isSet && (isTested || !isLeftOut);
}
