import {parseImageReference, variantOf} from '@fips-readiness/core';
import type {ImagePair} from '@fips-readiness/core';
import type {ContainerDetails, ContainerSummary, Engine} from './engine/engine.ts';

/** Last path components of images that hold a Mattermost server, besides the two official Enterprise names. */
const SERVER_NAMES = ['mattermost-team-edition', 'mattermost', 'mattermost-fips', 'mattermost-prod-app'];

/** Containers of this engine that run a Mattermost server, by image name; running ones first. */
export async function findMattermostContainers(
    engine: Engine,
    pairs: readonly ImagePair[],
): Promise<readonly ContainerSummary[]> {
    const named = (await engine.fetchContainers()).filter((container) => isServerImage(container.image, pairs));
    const running = named.filter((container) => container.running);
    return running.length > 0 ? running : named;
}

function isServerImage(text: string, pairs: readonly ImagePair[]): boolean {
    const image = parseImageReference(text);
    if (!image) {
        return false;
    }
    return (
        variantOf(image, pairs) !== undefined ||
        SERVER_NAMES.includes(image.path.slice(image.path.lastIndexOf('/') + 1))
    );
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
