import {isSameRepository, parseImageReference} from '@fips-readiness/core';
import type {Engine, ImageDetails} from './engine.ts';

/** Would the registry give back this very image? Asked by digest: a tag may name another one by now. */
export async function isInRegistry(
    engine: Pick<Engine, 'fetchFromRegistry'>,
    {repositoryDigests}: ImageDetails,
    reference: string,
): Promise<boolean> {
    const image = parseImageReference(reference);
    const digest = repositoryDigests.find((text) => {
        const named = parseImageReference(text);
        return named && image && isSameRepository(named, image);
    });
    return digest !== undefined && (await engine.fetchFromRegistry(digest)).code === 'found';
}
