import {hostname} from 'node:os';
import type {Evidence} from '@fips-readiness/core';
import type {Engine} from '../engine/engine.ts';

/** The engine gives a container's host name its id's first letters, where nobody names another. */
const CONTAINER_ID = /^[0-9a-f]{12,64}$/;

/** The image this agent itself runs from, as the engine knows it; null where it runs from none, or under a host name of its own. */
export async function findAgentImage(
    engine: Pick<Engine, 'fetchContainer' | 'fetchImage'>,
    host: string = hostname(),
): Promise<Evidence['madeBy']['image']> {
    const container = CONTAINER_ID.test(host) ? await engine.fetchContainer(host) : undefined;
    if (!container?.id.startsWith(host)) {
        return null;
    }
    const {imageReference: reference, imageId: id} = container;
    const image = await engine.fetchImage(id);
    return {reference, id, digest: image?.repositoryDigests[0] ?? null};
}
