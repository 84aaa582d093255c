import {
    counterpart,
    isSameRepository,
    makeFact,
    makeMissing,
    parseImageReference,
    pinOf,
    printImageReference,
    variantOf,
} from '@fips-readiness/core';
import type {Facts, FactValue, ImagePair, ImageReference} from '@fips-readiness/core';
import type {ContainerDetails, Engine, EngineInfo, ImageDetails} from '../engine/engine.ts';
import {CRYPTO_MOUNTS, CRYPTO_VARIABLES} from '../../../facts/crypto_settings.ts';
import {measureImageStore} from '../engine/image_store_space.ts';

/** The engine names a volume nobody named by 64 hex digits. */
const ANONYMOUS_VOLUME = /^[0-9a-f]{64}$/;

const PROXIES: readonly (readonly [RegExp, FactValue<'front_proxies'>[number]['kind']])[] = [
    [/(^|\/)(nginx|nginx-unprivileged|swag|nginx-proxy|nginx-proxy-manager)(:|@|$)/, 'nginx'],
    [/(^|\/)traefik(:|@|$)/, 'traefik'],
    [/(^|\/)caddy(:|@|$)/, 'caddy'],
    [/(^|\/)haproxy(:|@|$)/, 'haproxy'],
];

/** Facts any container gives, whichever driver looks after it. */
export async function readContainerFacts(input: {
    readonly engine: Engine;
    readonly info: EngineInfo;
    readonly container: ContainerDetails;
    readonly pairs: readonly ImagePair[];
    readonly containersSeen: number;
    readonly observedAt: string;
}): Promise<Facts> {
    const {engine, info, container, pairs, observedAt} = input;
    const seen = <T>(value: T) => makeFact(value, 'agent_engine', observedAt);
    const image = parseImageReference(container.imageReference);
    const ownImage = await engine.fetchImage(container.imageId);
    const [fipsImage, disk, proxies, others] = await Promise.all([
        readFipsImage(engine, container, pairs),
        readDiskSpace(engine, info, ownImage),
        readFrontProxies(engine, container),
        readOthers(engine, image, pairs),
    ]);
    return {
        host_architecture: seen(info.architecture),
        containers_seen: seen(input.containersSeen),
        other_variant_containers: seen(others),
        running_image: seen({
            reference: container.imageReference,
            imageId: container.imageId,
            variant: (image && variantOf(image, pairs)) ?? null,
            pin: image ? pinOf(image) : 'digest',
        }),
        fips_image: makeFact(fipsImage, fipsImage.where === 'local' ? 'agent_engine' : 'agent_registry', observedAt),
        container: seen({
            state: container.state,
            health: container.health,
            autoRemove: container.autoRemove,
            staticAddress: container.networks.some((network) => network.fixedAddress),
            readOnlyRoot: container.readOnlyRoot,
            user: container.user,
            mounts: container.mounts.map(({type, source, target, writable}) => ({
                type,
                target,
                writable,
                anonymous: type === 'volume' && ANONYMOUS_VOLUME.test(source),
            })),
            ...(container.randomPorts.length > 0 && {randomPorts: [...container.randomPorts]}),
            settings: [...container.environment.keys()].filter((name) => name.startsWith('MM_')).sort(),
        }),
        crypto_environment: seen({
            // What the image itself brings is its maker's business, not the deployment's.
            variables: CRYPTO_VARIABLES.filter((name) => {
                const value = container.environment.get(name);
                return value !== undefined && value !== ownImage?.environment.get(name);
            }),
            mounts: container.mounts.map((mount) => mount.target).filter((target) => CRYPTO_MOUNTS.test(target)),
        }),
        front_proxies: seen(proxies),
        disk_space: disk ? seen(disk) : makeMissing('not_reachable', 'agent_engine', observedAt),
    };
}

/** Another deployment of one's own on the same host may well run the other one: its name tells which it is. */
async function readOthers(
    engine: Engine,
    image: ImageReference | undefined,
    pairs: readonly ImagePair[],
): Promise<string[]> {
    const other = image && counterpart(image, variantOf(image, pairs) === 'fips' ? 'standard' : 'fips', pairs);
    return (await engine.fetchContainers())
        .filter(({image: name, running}) => {
            const named = parseImageReference(name);
            return running && named && other && isSameRepository(named, other);
        })
        .map(({name}) => name)
        .sort();
}

async function readFipsImage(
    engine: Engine,
    container: ContainerDetails,
    pairs: readonly ImagePair[],
): Promise<FactValue<'fips_image'>> {
    const image = parseImageReference(container.imageReference);
    const fips = image && counterpart(image, 'fips', pairs);
    if (!fips) {
        return {reference: null, where: 'no_counterpart', architectures: [], digest: null};
    }
    const reference = printImageReference(fips);
    const local = await engine.fetchImage(reference);
    if (local) {
        return {reference, where: 'local', architectures: [local.architecture], digest: local.id};
    }
    const answer = await engine.fetchFromRegistry(reference);
    return answer.code === 'found'
        ? {reference, where: 'registry', architectures: [...answer.architectures], digest: answer.digest}
        : {reference, where: answer.code, architectures: [], digest: null};
}

/**
 * The FIPS image is taken to need as much as the running one: nothing tells its unpacked size before the pull. Where a quota leaves
 * open what the store itself has, only what both readings agree on is known.
 */
async function readDiskSpace(
    engine: Engine,
    info: EngineInfo,
    image: ImageDetails | undefined,
): Promise<FactValue<'disk_space'> | undefined> {
    const space = await measureImageStore(engine, info);
    if (!image || !space) {
        return undefined;
    }
    const neededBytes = image.sizeBytes;
    if (space.leastBytes >= 2 * neededBytes) {
        return {availableBytes: space.leastBytes, neededBytes};
    }
    const agree = space.leastBytes === space.mostBytes || space.mostBytes < neededBytes;
    return agree ? {availableBytes: space.mostBytes, neededBytes} : undefined;
}

async function readFrontProxies(engine: Engine, container: ContainerDetails): Promise<FactValue<'front_proxies'>> {
    const networks = new Set(container.networks.map((network) => network.name));
    const found: FactValue<'front_proxies'> = [];
    for (const candidate of await engine.fetchContainers()) {
        const kind = PROXIES.find(([pattern]) => pattern.test(candidate.image))?.[1];
        if (!kind || !candidate.running) {
            continue;
        }
        const details = await engine.fetchContainer(candidate.id);
        if (details?.networks.some((network) => networks.has(network.name))) {
            found.push({kind, container: candidate.name});
        }
    }
    return found;
}
