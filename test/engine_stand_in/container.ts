/** A file in a container's own layer or in a volume, by absolute path inside its tree. */
export type StoredFile = {readonly content: Uint8Array; readonly mode: number; readonly modifiedAt: string};
export type FileTree = Map<string, StoredFile>;

export type ContainerMount = {
    readonly type: 'bind' | 'volume';
    /** The volume's name; '' for a bind mount. */
    readonly name: string;
    /** A path of this machine. */
    readonly source: string;
    readonly target: string;
    readonly writable: boolean;
};

export type ContainerPort = {
    readonly target: number;
    readonly protocol: 'tcp' | 'udp';
    readonly published: number;
};

export type ContainerNetwork = {
    readonly address: string;
    readonly aliases: readonly string[];
    /** An address the container was given by name (`ipv4_address`). */
    readonly fixedAddress?: string;
};

export type ContainerState = {
    readonly status: 'created' | 'running' | 'restarting' | 'exited';
    readonly health: 'starting' | 'healthy' | 'unhealthy' | undefined;
    readonly startedAt: string;
    readonly finishedAt: string;
    readonly exitCode: number;
    readonly pid: number;
};

/** What a container's program printed, in order. */
export type Output = {readonly stream: 'stdout' | 'stderr'; readonly text: string};

/** A container. What a container cannot change after it was made is readonly. */
export type Container = {
    readonly id: string;
    name: string;
    readonly createdAt: string;
    readonly imageId: string;
    /** The image's name as it was asked for. */
    readonly imageReference: string;
    readonly user: string;
    /** `NAME=value`, the image's own included. */
    readonly environment: readonly string[];
    /** In front of the command; empty for the image's own (the official images have none). */
    readonly entrypoint: readonly string[];
    readonly command: readonly string[];
    readonly labels: Readonly<Record<string, string>>;
    readonly mounts: readonly ContainerMount[];
    readonly ports: readonly ContainerPort[];
    readonly networks: Map<string, ContainerNetwork>;
    readonly restartPolicy: string;
    readonly autoRemove: boolean;
    readonly readOnlyRoot: boolean;
    readonly tmpfs: readonly string[];
    readonly securityOptions: readonly string[];
    readonly pidsLimit: number | null;
    readonly hasHealthcheck: boolean;
    /** `none` keeps no log. */
    readonly logDriver: 'json-file' | 'none';
    readonly log: Output[];
    /** How often the engine has started it again by itself. */
    restartCount: number;
    /** What was written into it, outside its mounts. */
    readonly layer: FileTree;
    state: ContainerState;
};

/** Never started or never ended, in the engine's words. */
export const NO_TIME = '0001-01-01T00:00:00Z';
