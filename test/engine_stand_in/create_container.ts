import {randomBytes} from 'node:crypto';
import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';
import {NO_TIME} from './container.ts';
import type {Container, ContainerMount, ContainerNetwork, ContainerPort} from './container.ts';
import {addNetwork, findFreeAddress} from './engine_state.ts';
import type {EngineState} from './engine_state.ts';
import type {Image} from './image.ts';
import {findImage} from './lookup.ts';
import {EngineRefusal} from './refusal.ts';

/** The engine takes null for a list nobody names. */
const Texts = z.pipe(
    z._default(z.nullable(z.array(z.string())), []),
    z.transform((texts) => texts ?? []),
);
const Named = z._default(z.record(z.string(), z.string()), {});
const Endpoint = z.object({Aliases: Texts, IPAMConfig: z.optional(z.object({IPv4Address: z.optional(z.string())}))});
const Mount = z.object({
    Type: z.enum(['bind', 'volume']),
    Source: z._default(z.string(), ''),
    Target: z.string(),
    ReadOnly: z._default(z.boolean(), false),
});
const HostConfig = z.object({
    NetworkMode: z._default(z.string(), 'default'),
    Binds: Texts,
    Mounts: z._default(z.array(Mount), []),
    PortBindings: z._default(z.record(z.string(), z.array(z.object({HostPort: z.string()}))), {}),
    RestartPolicy: z._default(z.object({Name: z.string()}), {Name: 'no'}),
    LogConfig: z._default(z.object({Type: z.string()}), {Type: 'json-file'}),
    AutoRemove: z._default(z.boolean(), false),
    ReadonlyRootfs: z._default(z.boolean(), false),
    SecurityOpt: Texts,
    Tmpfs: Named,
    PidsLimit: z._default(z.nullable(z.number()), null),
});
const CreateRequest = z.object({
    Image: z.string(),
    Entrypoint: Texts,
    Cmd: Texts,
    Env: Texts,
    User: z._default(z.string(), ''),
    Labels: Named,
    Healthcheck: z.optional(z.object({Test: Texts})),
    HostConfig: z._default(HostConfig, HostConfig.parse({})),
    NetworkingConfig: z._default(z.object({EndpointsConfig: z.record(z.string(), Endpoint)}), {EndpointsConfig: {}}),
});
type CreateRequest = z.infer<typeof CreateRequest>;

/** POST /containers/create: a container that was never started. Members the stand-in does not play are left aside. */
export function createContainer(state: EngineState, name: string, body: string): Container {
    const read = CreateRequest.safeParse(parseJson(body));
    if (!read.success) {
        throw new EngineRefusal(400, 'config cannot be empty in order to create a container');
    }
    const namesake = [...state.containers.values()].find((one) => one.name === name);
    if (namesake) {
        throw new EngineRefusal(
            409,
            `Conflict. The container name "/${name}" is already in use by container "${namesake.id}". You have to remove (or rename) that container to be able to reuse that name.`,
        );
    }
    const {data: request} = read;
    const {HostConfig: host} = request;
    const image = findImage(state, request.Image);
    const id = randomBytes(32).toString('hex');
    const createdAt = state.now().toISOString();
    const container: Container = {
        id,
        name,
        createdAt,
        imageId: image.id,
        imageReference: request.Image,
        user: request.User === '' ? image.user : request.User,
        environment: mergeEnvironment(request.Env, image.environment),
        entrypoint: request.Entrypoint,
        command: request.Entrypoint.length + request.Cmd.length === 0 ? image.command : request.Cmd,
        labels: {...image.labels, ...request.Labels},
        mounts: readMounts(request, image),
        ports: Object.entries(host.PortBindings).flatMap(([port, bindings]) => readPorts(port, bindings)),
        networks: readNetworks(state, request, [name, id.slice(0, 12)]),
        restartPolicy: host.RestartPolicy.Name,
        autoRemove: host.AutoRemove,
        readOnlyRoot: host.ReadonlyRootfs,
        tmpfs: Object.keys(host.Tmpfs),
        securityOptions: host.SecurityOpt,
        pidsLimit: host.PidsLimit,
        hasHealthcheck: image.healthcheck !== undefined && request.Healthcheck?.Test[0] !== 'NONE',
        logDriver: host.LogConfig.Type === 'none' ? 'none' : 'json-file',
        log: [],
        restartCount: 0,
        layer: new Map(),
        state: {status: 'created', health: undefined, startedAt: NO_TIME, finishedAt: NO_TIME, exitCode: 0, pid: 0},
    };
    state.containers.set(id, container);
    return container;
}

/** POST /networks/{id}/connect */
export function connectNetwork(state: EngineState, container: Container, network: string): void {
    const known = state.networks.get(network);
    if (!known) {
        throw new EngineRefusal(404, `network ${network} not found`);
    }
    const address = findFreeAddress(state, known, []);
    container.networks.set(network, {address, aliases: [container.id.slice(0, 12)]});
}

function mergeEnvironment(own: readonly string[], image: readonly string[]): readonly string[] {
    const nameOf = (line: string) => line.slice(0, line.indexOf('='));
    const names = new Set(own.map(nameOf));
    return [...own, ...image.filter((line) => !names.has(nameOf(line)))];
}

/** What is asked for, and a volume nobody named for each folder the image declares and nobody mounts. */
function readMounts({HostConfig: {Binds, Mounts}}: CreateRequest, image: Image): readonly ContainerMount[] {
    const asked = [
        ...Binds.map((bind) => {
            const [source = '', target = '', mode] = bind.split(':');
            return describeMount(source.startsWith('/') ? 'bind' : 'volume', source, target, mode !== 'ro');
        }),
        ...Mounts.map(({Type, Source, Target, ReadOnly}) => describeMount(Type, Source, Target, !ReadOnly)),
    ];
    const declared = image.volumes.filter((folder) => asked.every(({target}) => target !== folder));
    const anonymous = declared.map((folder) => describeMount('volume', randomBytes(32).toString('hex'), folder, true));
    return [...asked, ...anonymous];
}

function describeMount(type: ContainerMount['type'], from: string, target: string, writable: boolean): ContainerMount {
    return type === 'bind'
        ? {type, name: '', source: from, target, writable}
        : {type, name: from, source: '', target, writable};
}

function readPorts(port: string, bindings: readonly {readonly HostPort: string}[]): readonly ContainerPort[] {
    const [target = '', protocol] = port.split('/');
    return bindings.map(({HostPort}) => ({
        target: Number(target),
        protocol: protocol === 'udp' ? 'udp' : 'tcp',
        published: Number(HostPort),
    }));
}

function readNetworks(
    state: EngineState,
    {HostConfig: {NetworkMode}, NetworkingConfig: {EndpointsConfig}}: CreateRequest,
    own: readonly string[],
): Map<string, ContainerNetwork> {
    if (NetworkMode === 'none') {
        return new Map();
    }
    const name = NetworkMode === 'default' ? 'bridge' : NetworkMode;
    const {Aliases = [], IPAMConfig} = EndpointsConfig[name] ?? {};
    const fixedAddress = IPAMConfig?.IPv4Address;
    const address = fixedAddress ?? findFreeAddress(state, addNetwork(state, name), Aliases);
    return new Map([[name, {address, aliases: [...own, ...Aliases], ...(fixedAddress && {fixedAddress})}]]);
}
