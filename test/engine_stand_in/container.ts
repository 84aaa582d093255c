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
    readonly status: 'created' | 'running' | 'exited';
    readonly health: 'starting' | 'healthy' | 'unhealthy' | undefined;
    readonly startedAt: string;
    readonly finishedAt: string;
    readonly exitCode: number;
    readonly pid: number;
};

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
    /** What was written into it, outside its mounts. */
    readonly layer: FileTree;
    state: ContainerState;
};

/** Never started or never ended, in the engine's words. */
export const NO_TIME = '0001-01-01T00:00:00Z';
