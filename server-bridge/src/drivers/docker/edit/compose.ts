/** Whose shell Compose resolves `${PWD}`, `${HOME}` and `~` for: absolute folders. */
export type ComposeCaller = {readonly pwd: string; readonly home: string};

/** A Compose project, pinned: absolute paths, in the order compose reads them. */
export type ComposeProject = {
    readonly directory: string;
    readonly name: string;
    readonly files: readonly string[];
    /** Empty: compose reads `.env` in the project folder by itself. */
    readonly envFiles: readonly string[];
    readonly profiles: readonly string[];
    /** Where the files name none of it: undefined. */
    readonly caller?: ComposeCaller | undefined;
    /** What is read instead of files, by their paths. It may hold secrets: it is given to no disk. */
    readonly texts?: ReadonlyMap<string, string> | undefined;
};

/** How a changing command of compose ended. */
export type ComposeRun = {readonly exitCode: number; readonly output: string};

/** `docker compose` behind a port: the real program in production, a stand-in in the demo. */
export type Compose = {
    readonly fetchVersion: () => Promise<string>;
    /** The resolved project, `compose config --format json`. Holds secrets; a `$` in a value is printed as `$$`. */
    readonly fetchConfig: (project: ComposeProject) => Promise<unknown>;
    /**
     * Service -> configuration hash, as `com.docker.compose.config-hash` labels carry it. `containers` are the ids `up` puts where a
     * service names another one's network, IPC or process space, or volumes; by service.
     */
    readonly fetchHashes: (
        project: ComposeProject,
        containers?: ReadonlyMap<string, string>,
    ) => Promise<ReadonlyMap<string, string>>;
    /**
     * `compose up --detach --pull never SERVICE`: makes anew what its files changed, dependencies included, and starts what
     * does not run; with `anew` the service itself whatever its files say, with `alone` nothing but it. It goes on when the
     * agent is told to stop. `output` may quote values of the project: it stays inside the agent.
     */
    readonly up: (
        project: ComposeProject,
        service: string,
        options?: {readonly anew?: boolean; readonly alone?: boolean},
    ) => Promise<ComposeRun>;
};
