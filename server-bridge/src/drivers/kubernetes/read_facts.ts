import {makeFact, makeMissing, parseImageReference, pinOf, RESOURCE_PATCH, variantOf} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';
import {CRYPTO_MOUNTS, CRYPTO_VARIABLES} from '../../facts/crypto_settings.ts';
import type {KubernetesSettings} from '../../settings/settings.ts';
import {callIfAllowed} from './api/call_if_allowed.ts';
import {readFileStore} from './facts/read_file_store.ts';
import {readSurroundings} from './facts/read_surroundings.ts';
import {findDatabaseSecret} from './find_database_secret.ts';
import {findOwner} from './find_owner.ts';
import type {Found} from './found.ts';
import {toInstance} from './instance.ts';
import {pinsImage} from './pins_image.ts';
import {NODES} from './resources.ts';
import {readDataSource} from './read_data_source.ts';
import {readFipsImage} from './read_fips_image.ts';
import {readRelease} from './read_release.ts';
import {Node} from './schema.ts';

const SOURCE = 'agent_cluster';

/** What the cluster says of an installation. */
export async function readFacts(
    found: Found,
    settings: Pick<KubernetesSettings, 'IMAGE_PAIRS' | 'SITE_URL'>,
    observedAt: string,
): Promise<Facts> {
    const {cluster, namespace, resource, pods} = found;
    const [first] = pods;
    const {pod, container, environment} = first;
    const instance = toInstance(first);
    const set = new Set([...environment.values.keys(), ...environment.unseen]);
    const image = parseImageReference(instance.imageReference);
    const nodes = await readNodes(found);
    const running = pods.filter((one) => toInstance(one).state === 'running').length;
    const release = readRelease(resource.metadata);
    const fileStore = readFileStore(found);
    const secret = findDatabaseSecret(found);
    const source = readDataSource(environment.values);
    const seen = <T>(value: T) => makeFact(value, SOURCE, observedAt);
    return {
        deployment: seen({
            kind: 'kubernetes',
            name: resource.metadata.name,
            service: '',
            host: cluster.context,
            namespace,
            container: container.name,
            resource: found.kind,
            ...(secret !== undefined && {secret}),
            ...(source && {role: source.dsn.user, database: source.dsn.database}),
            ...(release && {release: release.name, chart: release.chart, chartVersion: release.version}),
        }),
        deployment_owner: seen(findOwner(resource, container.name)),
        host_architecture: readArchitecture(nodes, observedAt),
        containers_seen: seen(running),
        cluster: seen({
            enabled: environment.values.get('MM_CLUSTERSETTINGS_ENABLE') === 'true',
            nodes: running,
            versions: [...new Set(pods.map((one) => parseImageReference(one.container.image)?.tag ?? ''))],
        }),
        running_image: seen({
            reference: instance.imageReference,
            imageId: instance.imageId,
            variant: (image && variantOf(image, settings.IMAGE_PAIRS)) ?? null,
            pin: image ? pinOf(image) : 'digest',
        }),
        image_source: seen({
            kind: 'resource',
            file: '',
            line: null,
            variable: found.kind === 'mattermost' && pinsImage(found.resource) ? RESOURCE_PATCH : null,
        }),
        fips_image: await readFipsImage(found, nodes, settings, observedAt),
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
            ...(pod.spec.priorityClassName !== '' && {priorityClass: pod.spec.priorityClassName}),
            // Those of the ServiceAccount are among them: admission puts them there.
            pullSecrets: pod.spec.imagePullSecrets.map(({name}) => name),
        }),
        crypto_environment: seen({
            variables: CRYPTO_VARIABLES.filter((name) => set.has(name)),
            mounts: container.volumeMounts
                .map(({mountPath}) => mountPath)
                .filter((target) => CRYPTO_MOUNTS.test(target)),
        }),
        front_proxies: seen([]),
        ...(fileStore && {file_store: seen(fileStore)}),
        ...(await readSurroundings(found, observedAt)),
    };
}

/** The nodes the pods run on; undefined where this user may not read one. */
async function readNodes({cluster, pods}: Found): Promise<readonly Node[] | undefined> {
    const nodes: Node[] = [];
    for (const name of new Set(pods.map(({pod}) => pod.spec.nodeName).filter((one) => one !== ''))) {
        const read = Node.safeParse(await callIfAllowed(cluster, {...NODES, verb: 'get', name}));
        if (!read.success) {
            return undefined;
        }
        nodes.push(read.data);
    }
    return nodes;
}

/** Where the nodes differ, the one the FIPS image is not built for: a new pod may start there. */
function readArchitecture(nodes: readonly Node[] | undefined, observedAt: string): Facts['host_architecture'] {
    if (!nodes) {
        return makeMissing('no_permission', SOURCE, observedAt);
    }
    const all = [...new Set(nodes.map(({status}) => status.nodeInfo.architecture))];
    const one = all.find((architecture) => architecture !== 'amd64') ?? all[0];
    return one === undefined ? makeMissing('not_supported', SOURCE, observedAt) : makeFact(one, SOURCE, observedAt);
}
