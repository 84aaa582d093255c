import {
    counterpart,
    FipsError,
    parseImageReference,
    printImageReference,
    targetVariant,
    variantOf,
} from '@fips-readiness/core';
import type {ImageReference, Plan} from '@fips-readiness/core';
import {withDigest} from '../edit/image_edit.ts';
import type {DockerPlanInput} from './docker_plan_input.ts';

/** From which image to which; references as names and as the plan's own words. */
export type PlannedImages = {
    readonly from: Plan['from'];
    readonly to: Plan['to'];
    readonly fromReference: ImageReference;
    readonly toReference: ImageReference;
};

/**
 * The running image and the one the goal asks for; a new password alone keeps the image. Throws FipsError
 * `already_there` or `no_fips_counterpart`.
 */
export async function findImages(input: DockerPlanInput): Promise<PlannedImages> {
    const {container} = input.found;
    const {IMAGE_PAIRS: pairs} = input.settings;
    const fromReference = parseImageReference(container.imageReference);
    const variant = (fromReference && variantOf(fromReference, pairs)) ?? null;
    const from = {reference: container.imageReference, variant, id: container.imageId, digest: null};
    if (input.goal === 'rotate') {
        const reference = fromReference ?? {registry: '', path: 'unknown', tag: '', digest: ''};
        return {from, to: from, fromReference: reference, toReference: reference};
    }
    const target = targetVariant(input.goal);
    if (variant === target) {
        throw new FipsError('already_there', {image: container.imageReference});
    }
    const found = fromReference && counterpart(fromReference, target, pairs);
    if (!fromReference || !found) {
        throw new FipsError('no_fips_counterpart', {image: container.imageReference});
    }
    const named = await findNamed(input, printImageReference(found), fromReference.digest !== '');
    const toReference = fromReference.digest === '' ? found : withDigest(found, named.digest);
    return {
        from,
        to: {reference: printImageReference(toReference), variant: target, ...named},
        fromReference,
        toReference,
    };
}

/**
 * A locally loaded image counts as a source: on a site without a network its id is all the proof there is. Where the files
 * pin a digest only the registry can tell the new one.
 */
async function findNamed(
    {engine}: DockerPlanInput,
    reference: string,
    pinned: boolean,
): Promise<{readonly id: string | null; readonly digest: string | null}> {
    const local = pinned ? undefined : await engine.fetchImage(reference);
    if (local) {
        return {id: local.id, digest: null};
    }
    const answer = await engine.fetchFromRegistry(reference);
    return {id: null, digest: answer.code === 'found' ? answer.digest : null};
}
