/** A mount: `source` is a host path (bind) or a volume's name. */
export type Mount = {
    readonly type: string;
    readonly source: string;
    readonly target: string;
    readonly writable: boolean;
};

/** How a container finds names besides its networks' own, in the engine's spelling. */
export type NameLookup = {
    readonly extraHosts: readonly string[];
    readonly dns: readonly string[];
    readonly dnsSearch: readonly string[];
    readonly dnsOptions: readonly string[];
    /** `container:alias` of the default network's old way. */
    readonly links: readonly string[];
};

/** What bounds a container's processes. 0 is no limit. */
export type Confinement = {
    readonly readOnlyRoot: boolean;
    readonly tmpfs: Readonly<Record<string, string>>;
    readonly securityOptions: readonly string[];
    readonly addedCapabilities: readonly string[];
    readonly droppedCapabilities: readonly string[];
    readonly groups: readonly string[];
    readonly pidsLimit: number;
    readonly memoryBytes: number;
};
