import {
    counterpart,
    isSameRepository,
    makeFact,
    makeMissing,
    parseImageReference,
    printImageReference,
} from '@fips-readiness/core';
import type {Facts, ImageReference} from '@fips-readiness/core';
import type {KubernetesSettings} from '../../settings/settings.ts';
import type {Found} from './found.ts';
import {askRegistry} from './registry/ask_registry.ts';
import {readPullLogin} from './registry/pull_login.ts';
import type {Node} from './schema.ts';

const LIMIT_MS = 10_000;

/**
 * Whether the same release exists as FIPS image: on every node the pods run on, else in its registry, asked with the pod's own pull
 * secret. Nodes pull by themselves, maybe through a mirror this process does not know: no answer is no news.
 */
export async function readFipsImage(
    {cluster, pods: [{pod, container}]}: Found,
    nodes: readonly Node[] | undefined,
    {IMAGE_PAIRS: pairs}: Pick<KubernetesSettings, 'IMAGE_PAIRS'>,
    observedAt: string,
): Promise<Facts['fips_image']> {
    const running = parseImageReference(container.image);
    const fips = running && counterpart({...running, digest: ''}, 'fips', pairs);
    if (!fips) {
        const where = 'no_counterpart';
        return makeFact({reference: null, where, architectures: [], digest: null}, 'agent_cluster', observedAt);
    }
    if (fips.tag === '') {
        // A digest names no release.
        return makeMissing('not_supported', 'agent_cluster', observedAt);
    }
    const reference = printImageReference(fips);
    if (nodes && nodes.length > 0 && nodes.every((node) => hasImage(node, fips))) {
        const architectures = [...new Set(nodes.map(({status}) => status.nodeInfo.architecture))];
        return makeFact({reference, where: 'local', architectures, digest: null}, 'agent_cluster', observedAt);
    }
    const answer = await askRegistry(fips, await readPullLogin(cluster, pod, fips.registry), LIMIT_MS);
    return makeFact(
        answer.code === 'found'
            ? {reference, where: 'registry', architectures: [...answer.architectures], digest: answer.digest}
            : {reference, where: answer.code, architectures: [], digest: null},
        'agent_registry',
        observedAt,
    );
}

function hasImage({status: {images}}: Node, wanted: ImageReference): boolean {
    return images.some(({names}) =>
        names.some((name) => {
            const image = parseImageReference(name);
            return image !== undefined && image.tag === wanted.tag && isSameRepository(image, wanted);
        }),
    );
}
