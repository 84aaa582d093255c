import {isServerImage} from '@fips-readiness/core';
import type {ImagePair} from '@fips-readiness/core';
import type {ContainerDetails, ContainerSummary, Engine} from './engine/engine.ts';

/** Containers of this engine that run a Mattermost server, by image name; running ones first. */
export async function findMattermostContainers(
    engine: Engine,
    pairs: readonly ImagePair[],
): Promise<readonly ContainerSummary[]> {
    const named = (await engine.fetchContainers()).filter((container) => isServerImage(container.image, pairs));
    const running = named.filter((container) => container.running);
    return running.length > 0 ? running : named;
}

/** The container's labels without those its image brings: an image can carry a decoy (security.md rule 10). */
export async function fetchOwnLabels(
    engine: Engine,
    container: Pick<ContainerDetails, 'labels' | 'imageId'>,
): Promise<Readonly<Record<string, string>>> {
    const image = await engine.fetchImage(container.imageId);
    return Object.fromEntries(
        Object.entries(container.labels).filter(([name, value]) => image?.labels[name] !== value),
    );
}
