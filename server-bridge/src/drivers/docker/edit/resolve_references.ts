const SPACES = ['network_mode', 'ipc', 'pid'] as const;
const OF_SERVICE = /^service:(.+)$/s;

/** A resolved project, and the services in it that name another one's container. */
export type ResolvedReferences = {readonly config: unknown; readonly services: readonly string[]};

/**
 * Puts containers where services are named, as `up` does before it hashes (compose: convergence.resolveServiceReferences): the
 * network, IPC or process space of a service is `container:<id>`, volumes come from an id alone. A service without a container
 * stays as it is written.
 */
export function resolveReferences(config: unknown, containers: ReadonlyMap<string, string>): ResolvedReferences {
    const project = readObject(config);
    const services = Object.entries(readObject(project['services'])).map(([name, service]) => {
        const before = readObject(service);
        const after = resolveService(before, containers);
        return {name, after, isResolved: after !== before};
    });
    return {
        config: {...project, services: Object.fromEntries(services.map(({name, after}) => [name, after]))},
        services: services.filter(({isResolved}) => isResolved).map(({name}) => name),
    };
}

type Service = Readonly<Record<string, unknown>>;

function resolveService(service: Service, containers: ReadonlyMap<string, string>): Service {
    const spaces = SPACES.flatMap((key) => {
        const [, other] = OF_SERVICE.exec(String(service[key])) ?? [];
        const id = other === undefined ? undefined : containers.get(other);
        return id === undefined ? [] : [[key, `container:${id}`] as const];
    });
    const sources = service['volumes_from'];
    const volumes = Array.isArray(sources) ? sources.map((one) => resolveVolumes(String(one), containers)) : undefined;
    return spaces.length === 0 && volumes === undefined
        ? service
        : {...service, ...Object.fromEntries(spaces), ...(volumes && {volumes_from: volumes})};
}

/** `service[:mode]` or `container:name[:mode]`: the mode is left out. */
function resolveVolumes(source: string, containers: ReadonlyMap<string, string>): string {
    const [first = '', second = ''] = source.split(':');
    return first === 'container' ? second : (containers.get(first) ?? source);
}

function readObject(outside: unknown): Readonly<Record<string, unknown>> {
    return typeof outside === 'object' && outside !== null ? (outside as Readonly<Record<string, unknown>>) : {};
}
