import {makeFact, makeMissing, parseImageReference, pinOf, variantOf} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';
import {CRYPTO_MOUNTS, CRYPTO_VARIABLES} from '../../facts/crypto_settings.ts';
import type {Settings} from '../../settings/settings.ts';
import {callIfAllowed} from './api/call_if_allowed.ts';
import {findOwner} from './find_owner.ts';
import type {Found} from './found.ts';
import {toInstance} from './instance.ts';
import {NODES} from './resources.ts';
import {Node} from './schema.ts';

const SOURCE = 'agent_cluster';

/** What the cluster says of an installation. */
export async function readFacts(
    found: Found,
    settings: Pick<Settings, 'IMAGE_PAIRS' | 'SITE_URL'>,
    observedAt: string,
): Promise<Facts> {
    const {cluster, namespace, resource, pods} = found;
    const [first] = pods;
    const {pod, container, environment} = first;
    const instance = toInstance(first);
    const set = new Set([...environment.values.keys(), ...environment.unseen]);
    const image = parseImageReference(instance.imageReference);
    const seen = <T>(value: T) => makeFact(value, SOURCE, observedAt);
    return {
        deployment: seen({
            kind: 'kubernetes',
            name: resource.metadata.name,
            service: '',
            host: cluster.context,
            namespace,
        }),
        deployment_owner: seen(findOwner(resource)),
        host_architecture: await readArchitecture(found, observedAt),
        containers_seen: seen(pods.filter((one) => toInstance(one).state === 'running').length),
        running_image: seen({
            reference: instance.imageReference,
            imageId: instance.imageId,
            variant: (image && variantOf(image, settings.IMAGE_PAIRS)) ?? null,
            pin: image ? pinOf(image) : 'digest',
        }),
        image_source: seen({kind: 'resource', file: '', line: null, variable: null}),
        // Nodes pull by themselves: whether the name holds an image only the registry can say.
        fips_image: makeMissing('not_supported', SOURCE, observedAt),
        container: seen({
            state: instance.state,
            health: instance.health,
            autoRemove: false,
            staticAddress: false,
            readOnlyRoot: container.securityContext?.readOnlyRootFilesystem === true,
            user: String(container.securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser ?? ''),
            mounts: container.volumeMounts.map(({mountPath, readOnly}) => ({
                type: 'volume',
                target: mountPath,
                writable: !readOnly,
                anonymous: false,
            })),
            settings: [...set].filter((name) => name.startsWith('MM_')).toSorted(),
        }),
        crypto_environment: seen({
            variables: CRYPTO_VARIABLES.filter((name) => set.has(name)),
            mounts: container.volumeMounts
                .map(({mountPath}) => mountPath)
                .filter((target) => CRYPTO_MOUNTS.test(target)),
        }),
        front_proxies: seen([]),
    };
}

/** Of the nodes the pods run on; not told apart where they differ. */
async function readArchitecture({cluster, pods}: Found, observedAt: string): Promise<Facts['host_architecture']> {
    const names = new Set(pods.map(({pod}) => pod.spec.nodeName).filter((name) => name !== ''));
    const architectures = new Set<string>();
    for (const name of names) {
        const node = await callIfAllowed(cluster, {...NODES, verb: 'get', name});
        const read = Node.safeParse(node);
        if (!read.success) {
            return makeMissing('no_permission', SOURCE, observedAt);
        }
        architectures.add(read.data.status.nodeInfo.architecture);
    }
    const [one, ...others] = architectures;
    return one === undefined || others.length > 0
        ? makeMissing('not_supported', SOURCE, observedAt)
        : makeFact(one, SOURCE, observedAt);
}
