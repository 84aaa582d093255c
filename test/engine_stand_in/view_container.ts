import type {Container, ContainerMount} from './container.ts';
import type {EngineState} from './engine_state.ts';
import {makeHexId} from './hex_id.ts';
import {HOST_CONFIG_DEFAULTS} from './host_config_defaults.ts';
import type {Image} from './image.ts';
import {viewImageConfig} from './view_image.ts';

const PREFIX_LENGTH = 16;

/** GET /containers/{id}/json */
export function viewContainer(state: EngineState, container: Container): unknown {
    const {id, state: now} = container;
    const image = state.images.get(container.imageId);
    const files = `/var/lib/docker/containers/${id}`;
    const [path = '', ...args] = [...container.entrypoint, ...container.command];
    return {
        Id: id,
        Created: container.createdAt,
        Path: path,
        Args: args,
        State: {
            Status: now.status,
            Running: now.status === 'running' || now.status === 'restarting',
            Paused: false,
            Restarting: now.status === 'restarting',
            OOMKilled: false,
            Dead: false,
            Pid: now.pid,
            ExitCode: now.exitCode,
            Error: '',
            StartedAt: now.startedAt,
            FinishedAt: now.finishedAt,
            ...(now.health === undefined ? {} : {Health: {Status: now.health, FailingStreak: 0, Log: []}}),
        },
        Image: container.imageId,
        ResolvConfPath: `${files}/resolv.conf`,
        HostnamePath: `${files}/hostname`,
        HostsPath: `${files}/hosts`,
        LogPath: `${files}/${id}-json.log`,
        Name: `/${container.name}`,
        RestartCount: container.restartCount,
        Driver: 'overlay2',
        Platform: 'linux',
        MountLabel: '',
        ProcessLabel: '',
        AppArmorProfile: '',
        ExecIDs: null,
        HostConfig: viewHostConfig(container),
        GraphDriver: viewGraphDriver(id),
        Mounts: container.mounts.map(viewMount),
        Config: viewConfig(container, image),
        NetworkSettings: viewNetworkSettings(state, container, image),
    };
}

/** One line of GET /containers/json */
export function viewContainerLine(state: EngineState, container: Container): unknown {
    const image = state.images.get(container.imageId);
    const published = container.ports.flatMap((port) =>
        ['0.0.0.0', '::'].map((IP) => ({
            IP,
            PrivatePort: port.target,
            PublicPort: port.published,
            Type: port.protocol,
        })),
    );
    const exposed = (image?.exposedPorts ?? []).flatMap((name) => {
        const [target = '', protocol = ''] = name.split('/');
        const isPublished = container.ports.some((port) => `${port.target}/${port.protocol}` === name);
        return isPublished ? [] : [{PrivatePort: Number(target), Type: protocol}];
    });
    return {
        Id: container.id,
        Names: [`/${container.name}`],
        Image: container.imageReference,
        ImageID: container.imageId,
        Command: [...container.entrypoint, ...container.command].join(' '),
        Created: Math.floor(Date.parse(container.createdAt) / 1000),
        Ports: [...published, ...exposed],
        Labels: container.labels,
        State: container.state.status,
        Status: printStatus(state, container),
        HostConfig: {NetworkMode: firstNetwork(container)},
        NetworkSettings: {Networks: viewNetworks(state, container, false)},
        Mounts: container.mounts.map(viewMount),
    };
}

function viewHostConfig(container: Container): unknown {
    const bindings = container.ports.map(({target, protocol, published}) => [
        `${target}/${protocol}`,
        [{HostIp: '', HostPort: String(published)}],
    ]);
    const mode = ({type, name, source, target, writable}: ContainerMount): string =>
        `${type === 'volume' ? name : source}:${target}:${writable ? 'rw' : 'ro'}`;
    return {
        ...HOST_CONFIG_DEFAULTS,
        LogConfig: {Type: container.logDriver, Config: {}},
        Binds: container.mounts.map(mode),
        NetworkMode: firstNetwork(container),
        PortBindings: Object.fromEntries(bindings),
        RestartPolicy: {Name: container.restartPolicy, MaximumRetryCount: 0},
        AutoRemove: container.autoRemove,
        ReadonlyRootfs: container.readOnlyRoot,
        SecurityOpt: container.securityOptions,
        Tmpfs: Object.fromEntries(container.tmpfs.map((target) => [target, ''])),
        PidsLimit: container.pidsLimit,
    };
}

function viewGraphDriver(id: string): unknown {
    const folder = `/var/lib/docker/overlay2/${makeHexId(`layer ${id}`)}`;
    return {
        Data: {
            LowerDir: `${folder}-init/diff`,
            MergedDir: `${folder}/merged`,
            UpperDir: `${folder}/diff`,
            WorkDir: `${folder}/work`,
        },
        Name: 'overlay2',
    };
}

function viewMount({type, name, source, target, writable}: ContainerMount): unknown {
    const isVolume = type === 'volume';
    return {
        Type: type,
        ...(isVolume ? {Name: name} : {}),
        Source: isVolume ? `/var/lib/docker/volumes/${name}/_data` : source,
        Destination: target,
        ...(isVolume ? {Driver: 'local'} : {}),
        Mode: isVolume ? '' : writable ? 'rw' : 'ro',
        RW: writable,
        Propagation: isVolume ? '' : 'rprivate',
    };
}

function viewConfig(container: Container, image: Image | undefined): unknown {
    return {
        Hostname: container.id.slice(0, 12),
        Domainname: '',
        User: container.user,
        AttachStdin: false,
        AttachStdout: true,
        AttachStderr: true,
        Tty: false,
        OpenStdin: false,
        StdinOnce: false,
        ...(image === undefined ? {} : viewImageConfig(image)),
        ExposedPorts: Object.fromEntries(listPorts(container, image).map((name) => [name, {}])),
        Env: container.environment,
        Entrypoint: container.entrypoint.length === 0 ? null : container.entrypoint,
        Cmd: container.command,
        Image: container.imageReference,
        Labels: container.labels,
    };
}

function viewNetworkSettings(state: EngineState, container: Container, image: Image | undefined): unknown {
    const sandbox = makeHexId(`sandbox ${container.id}`);
    const isRunning = container.state.status === 'running';
    const ports = listPorts(container, image).map((name) => {
        const port = container.ports.find(({target, protocol}) => `${target}/${protocol}` === name);
        const hosts = ['0.0.0.0', '::'].map((HostIp) => ({HostIp, HostPort: String(port?.published)}));
        return [name, port === undefined ? null : hosts];
    });
    return {
        Bridge: '',
        SandboxID: isRunning ? sandbox : '',
        HairpinMode: false,
        LinkLocalIPv6Address: '',
        LinkLocalIPv6PrefixLen: 0,
        Ports: isRunning ? Object.fromEntries(ports) : {},
        SandboxKey: isRunning ? `/var/run/docker/netns/${sandbox.slice(0, 12)}` : '',
        SecondaryIPAddresses: null,
        SecondaryIPv6Addresses: null,
        EndpointID: '',
        Gateway: '',
        GlobalIPv6Address: '',
        GlobalIPv6PrefixLen: 0,
        IPAddress: '',
        IPPrefixLen: 0,
        IPv6Gateway: '',
        MacAddress: '',
        Networks: viewNetworks(state, container, true),
    };
}

/** The list leaves aliases out, the inspection shows them. A container that does not run has no address. */
function viewNetworks(state: EngineState, container: Container, withAliases: boolean): unknown {
    const isRunning = container.state.status === 'running';
    const entries = [...container.networks].map(([name, {address, aliases, fixedAddress}]) => {
        const network = state.networks.get(name);
        const octets = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
        return [
            name,
            {
                IPAMConfig: fixedAddress === undefined ? null : {IPv4Address: fixedAddress},
                Links: null,
                Aliases: withAliases ? aliases : null,
                NetworkID: network?.id ?? '',
                EndpointID: isRunning ? makeHexId(`endpoint ${container.id} ${name}`) : '',
                Gateway: isRunning ? (network?.gateway ?? '') : '',
                IPAddress: isRunning ? address : '',
                IPPrefixLen: isRunning ? PREFIX_LENGTH : 0,
                IPv6Gateway: '',
                GlobalIPv6Address: '',
                GlobalIPv6PrefixLen: 0,
                MacAddress: isRunning ? `02:42:${octets.join(':')}` : '',
                DriverOpts: null,
            },
        ] as const;
    });
    return Object.fromEntries(entries);
}

function listPorts(container: Container, image: Image | undefined): readonly string[] {
    const own = container.ports.map(({target, protocol}) => `${target}/${protocol}`);
    return [...new Set([...(image?.exposedPorts ?? []), ...own])].sort();
}

function firstNetwork(container: Container): string {
    return [...container.networks.keys()][0] ?? 'default';
}

function printStatus(state: EngineState, {state: now}: Container): string {
    if (now.status === 'created') {
        return 'Created';
    }
    const since = now.status === 'running' ? now.startedAt : now.finishedAt;
    const seconds = Math.max(0, Math.floor((state.now().getTime() - Date.parse(since)) / 1000));
    const age = seconds < 120 ? `${seconds} seconds` : `${Math.floor(seconds / 60)} minutes`;
    if (now.status === 'exited') {
        return `Exited (${now.exitCode}) ${age} ago`;
    }
    const health = now.health === 'starting' ? 'health: starting' : now.health;
    return health === undefined ? `Up ${age}` : `Up ${age} (${health})`;
}
