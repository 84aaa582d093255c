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
