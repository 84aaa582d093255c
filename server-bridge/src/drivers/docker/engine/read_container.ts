import type {Confinement, NameLookup} from './container_settings.ts';
import type {ContainerDetails} from './engine.ts';
import {readContainerSettings} from './read_settings.ts';
import {printRestartPolicy} from './restart_policy.ts';
import {ContainerAnswer} from './schema.ts';

/** `NAME=value` lines by name; a name alone has the empty value. */
export function readEnvironment(lines: readonly string[]): ReadonlyMap<string, string> {
    return new Map(
        lines.map((line) => {
            const equals = line.indexOf('=');
            return equals < 0 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
        }),
    );
}

/** What the engine's inspect answers, in our words. Throws where it is no container. */
export function readContainer(answer: unknown): ContainerDetails {
    const container = ContainerAnswer.parse(answer);
    const health = container.State.Health?.Status;
    return {
        id: container.Id,
        name: container.Name.replace(/^\//, ''),
        imageId: container.Image,
        imageReference: container.Config.Image,
        labels: container.Config.Labels ?? {},
        environment: readEnvironment(container.Config.Env ?? []),
        state: container.State.Status === 'removing' ? 'dead' : container.State.Status,
        health: health === 'healthy' || health === 'unhealthy' || health === 'starting' ? health : 'none',
        restartCount: container.RestartCount,
        exitCode: container.State.Status === 'running' ? null : container.State.ExitCode,
        startedAt: container.State.StartedAt,
        autoRemove: container.HostConfig.AutoRemove,
        restartPolicy: printRestartPolicy(container.HostConfig.RestartPolicy),
        readOnlyRoot: container.HostConfig.ReadonlyRootfs,
        user: container.Config.User,
        command: [container.Path, ...(container.Args ?? [])],
        networkMode: container.HostConfig.NetworkMode,
        published: Object.entries(container.HostConfig.PortBindings ?? {})
            .flatMap(([port, bindings]) =>
                (bindings ?? []).map(({HostIp, HostPort}) => `${port} ${HostIp}:${HostPort}`),
            )
            .sort(),
        randomPorts: findRandomPorts(container),
        nameLookup: readNameLookup(container.HostConfig),
        confinement: readConfinement(container.HostConfig),
        settings: readContainerSettings(container.Id, container.Config, container.HostConfig),
        mounts: container.Mounts.map((mount) => ({
            type: mount.Type,
            source: mount.Type === 'volume' ? (mount.Name ?? '') : mount.Source,
            target: mount.Destination,
            writable: mount.RW,
        })),
        networks: Object.entries(container.NetworkSettings.Networks ?? {}).map(([name, network]) => ({
            name,
            address: network.IPAddress || network.GlobalIPv6Address,
            fixedAddress: Boolean(network.IPAMConfig?.IPv4Address ?? network.IPAMConfig?.IPv6Address),
            aliases: network.Aliases ?? [],
        })),
    };
}

/** Without a number of its own (`-p 8065`), or published with all the image exposes (`-P`). */
function findRandomPorts({HostConfig: host, NetworkSettings: settings}: ContainerAnswer): readonly string[] {
    const bindings = host.PortBindings ?? {};
    return Object.entries(settings.Ports ?? {})
        .filter(
            ([port]) =>
                bindings[port]?.some(({HostPort}) => HostPort === '' || HostPort === '0') ?? host.PublishAllPorts,
        )
        .flatMap(([port, chosen]) => [...new Set((chosen ?? []).map(({HostPort}) => `${port} ${HostPort}`))])
        .sort();
}

function readNameLookup(host: ContainerAnswer['HostConfig']): NameLookup {
    return {
        extraHosts: [...(host.ExtraHosts ?? [])].sort(),
        dns: host.Dns ?? [],
        dnsSearch: host.DnsSearch ?? [],
        dnsOptions: host.DnsOptions ?? [],
        // The engine answers `/database:/mattermost/db` and takes `database:db`.
        // In an order of its own each time (measured): they are a set.
        links: (host.Links ?? []).map((link) => link.replace(/^\/([^:]+):.*\/([^/]+)$/, '$1:$2')).sort(),
    };
}

function readConfinement(host: ContainerAnswer['HostConfig']): Confinement {
    return {
        readOnlyRoot: host.ReadonlyRootfs,
        tmpfs: host.Tmpfs ?? {},
        securityOptions: [...(host.SecurityOpt ?? [])].sort(),
        addedCapabilities: [...(host.CapAdd ?? [])].sort(),
        droppedCapabilities: [...(host.CapDrop ?? [])].sort(),
        groups: [...(host.GroupAdd ?? [])].sort(),
        pidsLimit: host.PidsLimit ?? 0,
        memoryBytes: host.Memory,
    };
}
