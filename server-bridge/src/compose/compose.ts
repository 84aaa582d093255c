/** A Compose project, pinned: absolute paths, in the order compose reads them. */
export type ComposeProject = {
    readonly directory: string;
    readonly name: string;
    readonly files: readonly string[];
    /** Empty: compose reads `.env` in the project folder by itself. */
    readonly envFiles: readonly string[];
    readonly profiles: readonly string[];
};

/** `docker compose` behind a port: the real program in production, a stand-in in the demo. */
export type Compose = {
    readonly fetchVersion: () => Promise<string>;
    /** The resolved project, `compose config --format json`. Holds secrets; a `$` in a value is printed as `$$`. */
    readonly fetchConfig: (project: ComposeProject) => Promise<unknown>;
    /** Service -> configuration hash, as `com.docker.compose.config-hash` labels carry it. */
    readonly fetchHashes: (project: ComposeProject) => Promise<ReadonlyMap<string, string>>;
};
