import {EventEmitter} from 'node:events';
import type {Container, FileTree} from './container.ts';
import {makeHexId} from './hex_id.ts';
import type {Image} from './image.ts';
import type {Registry} from './registry.ts';

/** What the engine says of itself. */
export type EngineIdentity = {
    readonly id: string;
    readonly host: string;
    readonly version: string;
    /** As `uname -m` prints it. */
    readonly machine: string;
    /** A folder of this machine: the agent asks it for free space. */
    readonly rootDirectory: string;
    readonly isSwarm: boolean;
};

export type Network = {readonly id: string; readonly name: string; readonly gateway: string};

/** A command in a container: made, then started once. Command lines stay readable here, as `docker events` shows them. */
export type Exec = {
    readonly id: string;
    readonly containerId: string;
    readonly argv: readonly string[];
    readonly user: string;
    readonly withStdout: boolean;
    readonly withStderr: boolean;
    exitCode: number | null;
};

/** Knobs a test turns while the stand-in runs. */
export type EngineFaults = {
    /** Answers given instead of the real ones, to paths that start so (without the version prefix). */
    answers: {readonly path: string; readonly method?: string; readonly status: number; readonly message: string}[];
    /** Every call answers 403, as a proxy in front of the socket does that allows nothing. */
    isForbidden: boolean;
};

/** Everything the engine knows. Tests read and change it directly. */
export type EngineState = {
    readonly identity: EngineIdentity;
    readonly images: Map<string, Image>;
    readonly containers: Map<string, Container>;
    readonly networks: Map<string, Network>;
    /** Volumes by name; the files in them by path below the volume's root, with a leading slash. */
    readonly volumes: Map<string, FileTree>;
    readonly execs: Map<string, Exec>;
    /** By the host in an image's name; Docker Hub is `docker.io`. */
    readonly registries: Map<string, Registry>;
    readonly faults: EngineFaults;
    /** Where containers with that alias are reached, instead of at the next free address. */
    readonly addresses: Map<string, string>;
    /** How long a pull takes, in milliseconds. */
    readonly pullMs: number;
    /** `output <container id>` with a frame, `end <container id>`. */
    readonly events: EventEmitter;
    readonly now: () => Date;
};

/** An engine with nothing in it. */
export function makeEngineState(
    identity: Partial<EngineIdentity> = {},
    {now = () => new Date(), pullMs = 0}: Partial<Pick<EngineState, 'now' | 'pullMs'>> = {},
): EngineState {
    return {
        identity: {
            id: 'HQNZ:GM54:DOGY:VWJA:C7F3:XJGN:7J53:CBMS:OX62:6KMM:ZY36:SI33',
            host: 'stand-in',
            version: '20.10.24',
            machine: 'x86_64',
            rootDirectory: '/var/lib/docker',
            isSwarm: false,
            ...identity,
        },
        images: new Map(),
        containers: new Map(),
        networks: new Map(),
        volumes: new Map(),
        execs: new Map(),
        registries: new Map(),
        faults: {answers: [], isForbidden: false},
        addresses: new Map(),
        pullMs,
        events: new EventEmitter(),
        now,
    };
}

export function addImage(state: EngineState, image: Image): Image {
    state.images.set(image.id, image);
    return image;
}

/** The network of that name, made where it is not there yet. */
export function addNetwork(state: EngineState, name: string): Network {
    const known = state.networks.get(name);
    if (known !== undefined) {
        return known;
    }
    const network = {id: makeHexId(`network ${name}`), name, gateway: `172.${18 + state.networks.size}.0.1`};
    state.networks.set(name, network);
    return network;
}

/** The next address of the network that no container has, unless one of the aliases has an address of its own. */
export function findFreeAddress(
    {addresses, containers}: EngineState,
    {name, gateway}: Network,
    aliases: readonly string[],
): string {
    const own = aliases.map((alias) => addresses.get(alias)).find((address) => address !== undefined);
    if (own !== undefined) {
        return own;
    }
    const taken = new Set([...containers.values()].map(({networks}) => networks.get(name)?.address));
    for (let last = 2; ; last += 1) {
        const address = gateway.replace(/\d+$/, String(last));
        if (!taken.has(address)) {
            return address;
        }
    }
}
