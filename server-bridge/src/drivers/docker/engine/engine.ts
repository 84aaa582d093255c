import type {Readable} from 'node:stream';
import type {CloneWish} from './clone_container.ts';
import type {Confinement, Mount, NameLookup} from './container_settings.ts';
import type {ExecStreamOptions, ExecStreamResult} from './exec_stream.ts';
import type {OneOff, OneOffResult} from './one_off.ts';
import type {OutputPart} from './read_frames.ts';
import type {PullOptions, PullResult} from './pull_image.ts';
import type {EngineSettings} from './read_settings.ts';

/** What the engine says of itself. Sizes in bytes. */
export type EngineInfo = {
    readonly id: string;
    readonly host: string;
    readonly version: string;
    readonly apiVersion: string;
    /** In Docker's words: amd64, arm64, … */
    readonly architecture: string;
    readonly product: 'docker' | 'podman';
    readonly rootDirectory: string;
    readonly swarm: boolean;
};

/** One line of the container list. */
export type ContainerSummary = {
    readonly id: string;
    readonly name: string;
    readonly image: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly running: boolean;
    readonly createdAt: Date;
};

/** A container as the engine runs it. `environment` holds secrets: it stays inside the agent. */
export type ContainerDetails = {
    readonly id: string;
    readonly name: string;
    readonly imageId: string;
    readonly imageReference: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly environment: ReadonlyMap<string, string>;
    readonly state: 'running' | 'restarting' | 'exited' | 'created' | 'paused' | 'dead';
    readonly health: 'healthy' | 'unhealthy' | 'starting' | 'none';
    /** How often the engine has started it again by itself. */
    readonly restartCount: number;
    /** Of the last end; null while it runs. */
    readonly exitCode: number | null;
    /** ISO 8601, by the engine's clock. */
    readonly startedAt: string;
    readonly autoRemove: boolean;
    /** When the engine starts it again by itself, as `docker run --restart` takes it. */
    readonly restartPolicy: string;
    readonly readOnlyRoot: boolean;
    readonly user: string;
    /** Entry point and arguments. May hold secrets (a configuration's DSN): it stays inside the agent. */
    readonly command: readonly string[];
    /** `host`, `none`, `container:<id>`, or the first network's name. */
    readonly networkMode: string;
    /** Published ports, as `8065/tcp 0.0.0.0:8065`, sorted. */
    readonly published: readonly string[];
    /** Published ports whose number on the host the engine chose, as `8065/tcp 32768`, sorted. */
    readonly randomPorts: readonly string[];
    readonly nameLookup: NameLookup;
    readonly confinement: Confinement;
    /** Everything else it was made with. May hold secrets: it stays inside the agent. */
    readonly settings: EngineSettings;
    readonly mounts: readonly Mount[];
    /** Of the container whose network it shares, where it does. `address` is IPv4, or IPv6 where that is all there is. */
    readonly networks: readonly {
        readonly name: string;
        readonly address: string;
        readonly fixedAddress: boolean;
        readonly aliases: readonly string[];
    }[];
};

/** An image in the engine's store. */
export type ImageDetails = {
    readonly id: string;
    readonly architecture: string;
    readonly sizeBytes: number;
    readonly user: string;
    /** Entry point and arguments a container gets that names none of its own. */
    readonly command: readonly string[];
    readonly labels: Readonly<Record<string, string>>;
    readonly environment: ReadonlyMap<string, string>;
    /** Everything else its containers have where nobody says otherwise. */
    readonly settings: EngineSettings;
    /** What registries call it (`repository@sha256:…`); empty for one that was loaded or built here. */
    readonly repositoryDigests: readonly string[];
};

/** What the registry says of a reference, asked through the engine and with its credentials. */
export type RegistryAnswer =
    | {readonly code: 'found'; readonly architectures: readonly string[]; readonly digest: string}
    | {readonly code: 'absent' | 'denied' | 'unreachable'};

/** A finished command inside a container. Output may hold secrets: it stays inside the agent. */
export type ExecResult = {readonly exitCode: number; readonly stdout: string; readonly stderr: string};

/**
 * The Docker engine in our own words. Every call answers within its time limit or throws FipsError
 * (`engine_unreachable`, `engine_slow`, `engine_permission`). Lookups of something that is not there answer undefined.
 */
export type Engine = {
    readonly endpoint: string;
    readonly fetchInfo: () => Promise<EngineInfo>;
    readonly fetchContainers: () => Promise<readonly ContainerSummary[]>;
    readonly fetchContainer: (id: string) => Promise<ContainerDetails | undefined>;
    readonly fetchImage: (reference: string) => Promise<ImageDetails | undefined>;
    readonly fetchFromRegistry: (reference: string) => Promise<RegistryAnswer>;
    /** May this agent create, stop and remove containers? A proxy in front of the socket may let it read only. Changes nothing. */
    readonly mayChange: () => Promise<boolean>;
    /** Runs `argv` without a shell. Never put a secret into `argv`: engine events show it. */
    readonly exec: (id: string, argv: readonly string[], options?: {readonly user?: string}) => Promise<ExecResult>;
    /** The same with its output, and its input, streamed: for what is too large to be held. */
    readonly execStream: (id: string, argv: readonly string[], options: ExecStreamOptions) => Promise<ExecStreamResult>;
    /** Size in bytes of a file or folder entry inside the container, or undefined where there is none. */
    readonly statPath: (id: string, path: string) => Promise<{readonly sizeBytes: number} | undefined>;
    /** A tar stream of `path` inside the container, or undefined where there is none. */
    readonly readArchive: (id: string, path: string) => Promise<Readable | undefined>;
    /**
     * A tar stream of an image with all its layers, as `docker save` writes it; it need never have been started.
     * Undefined where the engine has no such image. The first byte may take minutes: the engine may write a copy first.
     */
    readonly readImage: (reference: string) => Promise<Readable | undefined>;
    /** Puts a saved image into the engine's store; false where there is no such file, or it holds no image. */
    readonly loadImage: (path: string) => Promise<boolean>;
    /** Takes a name, and with its last name the image itself, out of the store; false where a container still uses it. */
    readonly removeImage: (reference: string) => Promise<boolean>;
    /** Puts one file into a folder inside the container. */
    readonly writeFile: (id: string, folder: string, name: string, content: Buffer) => Promise<void>;
    /** Unpacks a tar file, as `readArchive` gives it, into a folder inside the container, running or not; owners and modes as in it. */
    readonly writeArchive: (id: string, folder: string, file: string) => Promise<void>;
    /** Pulls an image; what can go wrong between engine and registry is a value. */
    readonly pullImage: (reference: string, options?: PullOptions) => Promise<PullResult>;
    /** Runs one command in a container of its own, which is gone afterwards. */
    readonly runOnce: (oneOff: OneOff) => Promise<OneOffResult>;
    /** Names an image of the engine's store, as `docker tag` does; a name another image had moves here. */
    readonly tagImage: (id: string, reference: string) => Promise<void>;
    /** The last lines a container wrote, both streams. May hold secrets: stays inside the agent. */
    readonly fetchLogs: (id: string, lines: number) => Promise<string>;
    /** What a container has written since a moment, both streams, piece by piece. May hold secrets: stays inside the agent. */
    readonly readLogs: (
        id: string,
        options: {readonly since: Date; readonly signal: AbortSignal},
    ) => AsyncIterable<OutputPart>;
    /** Removes a container, running or not, with its anonymous volumes unless they are kept; one that is gone already is fine. */
    readonly removeContainer: (id: string, options?: {readonly keepVolumes?: boolean}) => Promise<void>;
    /**
     * Makes a container like another from another image: what its own image brings is left out, what was set stays, volumes
     * nobody named are mounted by their names. It is not started, and has the restart policy `no`. Answers its id.
     */
    readonly cloneContainer: (wish: CloneWish) => Promise<string>;
    /**
     * Makes a container for its name alone: it is never started, and the engine gives each name once. False where the name is
     * taken, undefined where the engine has no such image.
     */
    readonly holdName: (hold: {
        readonly name: string;
        readonly imageId: string;
        readonly labels: Readonly<Record<string, string>>;
    }) => Promise<boolean | undefined>;
    readonly renameContainer: (id: string, name: string) => Promise<void>;
    /** Takes as long as the container's own stop timeout; one that does not run is fine. */
    readonly stopContainer: (id: string) => Promise<void>;
    /** One that runs already is fine. */
    readonly startContainer: (id: string) => Promise<void>;
    /** In the words of `docker update --restart`. */
    readonly setRestartPolicy: (id: string, policy: string) => Promise<void>;
};
