import {NO_TIME} from './container.ts';
import type {Container} from './container.ts';
import {addNetwork, findFreeAddress} from './engine_state.ts';
import type {EngineState} from './engine_state.ts';
import {makeHexId} from './hex_id.ts';
import {findImage} from './lookup.ts';

export type ContainerSetup = Partial<
    Omit<Container, 'id' | 'imageId' | 'imageReference' | 'environment' | 'networks' | 'layer'>
> & {
    readonly name: string;
    readonly image: string;
    /** Over the image's own. */
    readonly environment?: Readonly<Record<string, string>>;
    readonly network?: string;
    readonly aliases?: readonly string[];
    /** In the network; the next free one where it is not given. */
    readonly address?: string;
    /** An address asked for by name, as `ipv4_address` does. */
    readonly fixedAddress?: string;
};

/** A running container of an image the engine has. */
export function addContainer(state: EngineState, setup: ContainerSetup): Container {
    const {
        name,
        image: reference,
        environment = {},
        network = 'bridge',
        aliases = [],
        fixedAddress,
        address: chosen,
        ...own
    } = setup;
    const image = findImage(state, reference);
    const id = makeHexId(`container ${name}`);
    const address = fixedAddress ?? chosen ?? findFreeAddress(state, addNetwork(state, network), aliases);
    const startedAt = state.now().toISOString();
    const isOwn = (line: string) => Object.keys(environment).includes(line.slice(0, line.indexOf('=')));
    const container: Container = {
        id,
        name,
        createdAt: startedAt,
        imageId: image.id,
        imageReference: reference,
        user: image.user,
        environment: [
            ...Object.entries(environment).map(([key, value]) => `${key}=${value}`),
            ...image.environment.filter((line) => !isOwn(line)),
        ],
        entrypoint: [],
        command: image.command,
        labels: {...image.labels},
        mounts: [],
        ports: [],
        networks: new Map([
            [
                network,
                {
                    address,
                    aliases: [name, ...aliases, id.slice(0, 12)],
                    ...(fixedAddress === undefined ? {} : {fixedAddress}),
                },
            ],
        ]),
        restartPolicy: 'no',
        autoRemove: false,
        readOnlyRoot: false,
        tmpfs: [],
        securityOptions: [],
        pidsLimit: null,
        hasHealthcheck: image.healthcheck !== undefined,
        logDriver: 'json-file',
        log: [],
        restartCount: 0,
        layer: new Map(),
        state: {
            status: 'running',
            health: image.healthcheck === undefined ? undefined : 'healthy',
            startedAt,
            finishedAt: NO_TIME,
            exitCode: 0,
            pid: 4000 + state.containers.size,
        },
        ...own,
    };
    state.containers.set(id, container);
    return container;
}
