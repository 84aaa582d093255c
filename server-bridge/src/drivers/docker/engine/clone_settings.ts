import type Docker from 'dockerode';
import type {CloneSource, Endpoint, RunConfig} from './clone_schema.ts';
import {subtractImage} from './subtract_image.ts';

/** The engine names a volume nobody named by 64 hex digits. */
const ANONYMOUS_VOLUME = /^[0-9a-f]{64}$/;
/** An engine before 28 makes an interface's hardware address from its IP address and this. */
const MADE_MAC = /^02:42:/i;
/** Networks without addresses or aliases of a container's own. */
const BARE_NETWORKS = ['host', 'none'];

/** Everything the admin set, and the networks to be joined before the first start: an old engine takes only one at creation. */
export type CloneSettings = {
    readonly create: Docker.ContainerCreateOptions;
    readonly join: readonly {readonly network: string; readonly endpoint: Docker.EndpointSettings}[];
};

/**
 * The settings of a container like `source` without what its image brings. It does not start again by itself until it is told to:
 * beside the running one it would be a second server on the same data. Volumes nobody named are mounted by their names.
 */
export function makeCloneSettings(source: CloneSource, image: RunConfig, engineHost: string): CloneSettings {
    const {HostConfig: host, NetworkSettings: settings} = source;
    const networks = Object.entries(settings.Networks ?? {}).filter(([name]) => !BARE_NETWORKS.includes(name));
    const mode = host.NetworkMode === 'default' ? 'bridge' : host.NetworkMode;
    const isFirst = ([name, {NetworkID}]: (typeof networks)[number]) =>
        name === mode || (NetworkID !== '' && NetworkID === mode);
    const first = networks.find(isFirst);
    const endpoint = first && describeEndpoint(first[1], source.Id);
    const create = {
        ...subtractImage(source.Config, image),
        Hostname: findHostname(source, engineHost),
        HostConfig: {
            ...host,
            ...nameAnonymousVolumes(source),
            RestartPolicy: {Name: 'no', MaximumRetryCount: 0},
        },
        ...(first &&
            endpoint &&
            Object.keys(endpoint).length > 0 && {NetworkingConfig: {EndpointsConfig: {[first[0]]: endpoint}}}),
    };
    return {
        create: create as unknown as Docker.ContainerCreateOptions,
        join: networks
            .filter((one) => !isFirst(one))
            .map(([network, one]) => ({network, endpoint: describeEndpoint(one, source.Id)})),
    };
}

/** The engine names a container's host by the first 12 digits of its id, or as itself; a shared one takes no name. */
function findHostname({Id: id, Config: config, HostConfig: host}: CloneSource, engineHost: string): string {
    const shared = host.NetworkMode.startsWith('container:') || host.UTSMode === 'host';
    const given =
        config.Hostname === id.slice(0, 12) || (host.NetworkMode === 'host' && config.Hostname === engineHost);
    return shared || given ? '' : config.Hostname;
}

function nameAnonymousVolumes({
    HostConfig: host,
    Mounts: mounts,
}: CloneSource): Pick<Docker.HostConfig, 'Binds' | 'Mounts'> {
    const binds = host.Binds ?? [];
    const kept = host.Mounts ?? [];
    const named = [
        ...binds.map((bind) => bind.split(':')[1]),
        ...kept.filter(({Source}) => Source !== '').map(({Target}) => Target),
    ];
    const missing = mounts.filter(
        ({Type, Name, Destination}) => Type === 'volume' && ANONYMOUS_VOLUME.test(Name) && !named.includes(Destination),
    );
    const targets = new Set(missing.map(({Destination}) => Destination));
    return {
        Binds: binds.filter((bind) => !targets.has(bind)),
        Mounts: [
            ...kept.filter(({Target}) => !targets.has(Target)),
            // Without a copy: an empty volume stays as empty as it is.
            ...missing.map(({Name, Destination, RW}) => ({
                Type: 'volume',
                Source: Name,
                Target: Destination,
                ReadOnly: !RW,
                VolumeOptions: {NoCopy: true},
            })),
        ] as unknown as Docker.MountConfig,
    };
}

function describeEndpoint(endpoint: Endpoint, id: string): Docker.EndpointSettings {
    const aliases = (endpoint.Aliases ?? []).filter((alias) => alias !== id.slice(0, 12));
    const addresses = Object.entries(endpoint.IPAMConfig ?? {}).filter(([, value]) => value !== '' && value !== null);
    return {
        ...(aliases.length > 0 && {Aliases: aliases}),
        ...((endpoint.Links ?? []).length > 0 && {Links: endpoint.Links}),
        ...(addresses.length > 0 && {IPAMConfig: Object.fromEntries(addresses)}),
        ...(Object.keys(endpoint.DriverOpts ?? {}).length > 0 && {DriverOpts: endpoint.DriverOpts}),
        ...(endpoint.GwPriority !== 0 && {GwPriority: endpoint.GwPriority}),
        ...(endpoint.MacAddress !== '' && !MADE_MAC.test(endpoint.MacAddress) && {MacAddress: endpoint.MacAddress}),
    } as Docker.EndpointSettings;
}
