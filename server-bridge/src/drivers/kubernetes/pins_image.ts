import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';
import type {MattermostResource} from './schema.ts';

const Operations = z.array(z.object({op: z.string(), path: z.string()}));

/** The server's image in the Deployment an operator makes, and everything that holds it. */
const IMAGE = '/spec/template/spec/containers/0/image';

/** Whether the resource's own patch of its Deployment sets the image: `spec.image` then changes nothing. Source: `ApplyToDeployment`. */
export function pinsImage({spec: {resourcePatch}}: Pick<MattermostResource, 'spec'>): boolean {
    const {disable = true, patch = ''} = resourcePatch?.deployment ?? {};
    const operations = Operations.safeParse(parseJson(patch));
    return (
        !disable &&
        operations.success &&
        operations.data.some(({op, path}) => op !== 'test' && (IMAGE === path || IMAGE.startsWith(`${path}/`)))
    );
}
