/** What a finished program printed. */
export type ProgramResult = {readonly stdout: string; readonly stderr: string; readonly exitCode: number};

/** One run of a program inside a container. `argv` is without the program's own name. */
export type ProgramRun = {
    readonly argv: readonly string[];
    /** '' where the exec names no user. */
    readonly user: string;
    readonly environment: readonly string[];
    /** A file of the container's file system; undefined where there is none. */
    readonly readFile: (path: string) => Uint8Array | undefined;
};

/** A program of an image: runs and ends at once. */
export type Program = (run: ProgramRun) => ProgramResult;

/** Programs by absolute path inside the image. */
export type Programs = Readonly<Record<string, Program>>;

/** What a container's server may do while it runs. */
export type ServiceRun = {
    /** The container's, `NAME=value`. */
    readonly environment: readonly string[];
    /** A line of its log. */
    readonly print: (line: string) => void;
    readonly becomeHealthy: () => void;
    /** Ends it by itself; the engine may start it again. */
    readonly exit: (exitCode: number) => void;
};

/** The server of an image: what its containers run where nobody names another program. */
export type Service = {
    readonly start: (run: ServiceRun) => void;
    readonly stop: () => void;
};

/** A server nobody talks to. */
export const QUIET_SERVICE: Service = {start: ({becomeHealthy}) => becomeHealthy(), stop: () => undefined};
