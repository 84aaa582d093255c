import {isSameRepository, parseImageReference} from '@fips-readiness/core';
import type {Engine, ImageDetails} from './engine.ts';

/** Would the registry give back this very image? Asked by digest: a tag may name another one by now. */
export async function isInRegistry(
    engine: Pick<Engine, 'fetchFromRegistry'>,
    {repositoryDigests}: ImageDetails,
    reference: string,
): Promise<boolean> {
    const image = parseImageReference(reference);
    for (const digest of repositoryDigests) {
        const named = parseImageReference(digest);
        if (named && image && isSameRepository(named, image)) {
            const answer = await engine.fetchFromRegistry(digest);
            return answer.code === 'found';
        }
    }
    return false;
}
