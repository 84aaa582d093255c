/**
 * Everything an engine says of how a container was made, apart from what is read by name elsewhere: `Config.<name>` and
 * `HostConfig.<name>` with their values. What is nothing (null, empty, 0, false) is left out; lists that are sets are sorted.
 */
export type EngineSettings = Readonly<Record<string, unknown>>;

type Described = Readonly<Record<string, unknown>>;

/** Read by name (see `readContainer`), or without meaning for a container that runs by itself. */
const CONFIG_APART = new Set([
    ...['Image', 'Env', 'Labels', 'User', 'Cmd', 'Entrypoint', 'ArgsEscaped', 'OnBuild', 'Hostname'],
    ...['AttachStdin', 'AttachStdout', 'AttachStderr'],
]);
const HOST_APART = new Set([
    ...[
        'Binds',
        'Mounts',
        'NetworkMode',
        'PortBindings',
        'RestartPolicy',
        'ExtraHosts',
        'Dns',
        'DnsSearch',
        'DnsOptions',
    ],
    ...['Links', 'ReadonlyRootfs', 'Tmpfs', 'SecurityOpt', 'CapAdd', 'CapDrop', 'GroupAdd', 'PidsLimit', 'Memory'],
    ...['ConsoleSize', 'ContainerIDFile'],
]);

/** Of a container; the host name the engine made from its id is nobody's setting. */
export function readContainerSettings(id: string, config: Described, host: Described): EngineSettings {
    const {Hostname: hostname} = config;
    const named = hostname === id.slice(0, 12) ? {} : {Hostname: hostname};
    return {
        ...readPart('Config', config, CONFIG_APART),
        ...readPart('Config', named, new Set()),
        ...readPart('HostConfig', host, HOST_APART, sortList),
    };
}

/** Of an image: what its containers have where nobody says otherwise. */
export function readImageSettings(config: Described): EngineSettings {
    return readPart('Config', config, CONFIG_APART);
}

function readPart(
    part: string,
    described: Described,
    apart: ReadonlySet<string>,
    read: (value: unknown) => unknown = (value) => value,
): EngineSettings {
    return Object.fromEntries(
        Object.entries(described)
            .filter(([name, value]) => !apart.has(name) && !isNothing(value))
            .map(([name, value]) => [`${part}.${name}`, read(value)]),
    );
}

function isNothing(value: unknown): boolean {
    return typeof value === 'object' ? value === null || Object.keys(value).length === 0 : !value;
}

function sortList(value: unknown): unknown {
    const order = (first: unknown, second: unknown) =>
        JSON.stringify(first).localeCompare(JSON.stringify(second), 'en');
    return Array.isArray(value) ? [...(value as unknown[])].sort(order) : value;
}
