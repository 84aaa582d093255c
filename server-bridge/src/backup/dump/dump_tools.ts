import type {Readable, Writable} from 'node:stream';

/** How a program of PostgreSQL ended. `stderr` is foreign text and may hold secrets. */
export type ToolEnd = {readonly exitCode: number; readonly stderr: string};

/**
 * pg_dump and pg_restore of a version that fits a database, wherever they are. `stdout` is ended with the program. Each rejects where it
 * cannot be run to its end, and with the signal.
 */
export type DumpTools = {
    /** The whole database in the custom format. Where it is ended early, nothing of it goes on in the database. */
    readonly dump: (io: {readonly stdout: Writable; readonly signal: AbortSignal}) => Promise<ToolEnd>;
    /** The table of contents of a dump, and what is left of the input read. */
    readonly list: (io: RestoreStreams) => Promise<ToolEnd>;
    /** A restore to nowhere: reads every block of a dump, and fails where one is missing. */
    readonly readAll: (io: RestoreStreams) => Promise<ToolEnd>;
};

type RestoreStreams = {readonly stdin: Readable; readonly stdout: Writable; readonly signal: AbortSignal};
