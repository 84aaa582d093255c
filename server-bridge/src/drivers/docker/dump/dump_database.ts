import {randomBytes} from 'node:crypto';
import type {Writable} from 'node:stream';
import {makeConnectionString, makePsqlArguments} from './database_place.ts';
import type {DatabasePlace} from './database_place.ts';
import {openDumpFile} from './dump_file.ts';
import type {DumpFile} from './dump_file.ts';
import {verifyDump} from './verify_dump.ts';
import {withStallLimit} from '../../../backup/with_stall_limit.ts';

/** Why there is no dump. `not_verified`: it was written, and pg_restore could not read all of it. */
export type DumpFailure = 'stalled' | 'no_space' | 'failed' | 'not_verified' | 'interrupted';

/** `entries` are tables with data, `sha256` is in hex. */
export type DumpResult =
    | {readonly code: 'dumped'; readonly bytes: number; readonly entries: number; readonly sha256: string}
    | {readonly code: 'not_dumped'; readonly reason: DumpFailure};

export type DumpInput = DatabasePlace & {
    /** A new file, made with mode 0600; gone again where the dump fails. */
    readonly file: string;
    /** Its size so far, in bytes. */
    readonly onProgress?: (bytes: number) => void;
    /** Ends the dump when nothing has moved for so long. Default 60,000. */
    readonly stallMs?: number;
    readonly signal?: AbortSignal;
};

const STALL_MS = 60_000;

/**
 * Dumps a database with the pg_dump of its own container (custom format, always the matching version) into a file on disk,
 * and reads it back to the last block. Everything that goes wrong is a value.
 */
export async function dumpDatabase(input: DumpInput): Promise<DumpResult> {
    let dump: DumpFile;
    try {
        dump = await openDumpFile(input.file);
    } catch {
        return {code: 'not_dumped', reason: 'failed'};
    }
    const result = await writeAndVerify(input, dump);
    if (result.code === 'not_dumped') {
        await dump.remove();
    }
    return result;
}

async function writeAndVerify(input: DumpInput, dump: DumpFile): Promise<DumpResult> {
    const {onProgress = () => undefined, stallMs = STALL_MS, signal} = input;
    const refuse = (reason: DumpFailure): DumpResult => ({
        code: 'not_dumped',
        reason: dump.isDiskFull() ? 'no_space' : reason,
    });
    const written = await withStallLimit(stallMs, signal, ({stop, moved}) => {
        const sink = dump.makeSink((bytes) => {
            moved();
            onProgress(bytes);
        });
        return runPgDump(input, sink, stop);
    });
    if (written.code !== 'done') {
        return refuse(written.code);
    }
    // Without a limit: a slow disk takes long over a large file, and shows nothing meanwhile.
    const kept = await dump.keep().catch(() => undefined);
    if (!kept) {
        return refuse('failed');
    }
    const verified = await withStallLimit(stallMs, signal, (limit) => verifyDump(input, input.file, limit));
    if (verified.code !== 'done') {
        return refuse(verified.code === 'failed' ? 'not_verified' : verified.code);
    }
    const entries = verified.value;
    return entries === undefined ? refuse('not_verified') : {code: 'dumped', ...kept, entries};
}

async function runPgDump(place: DatabasePlace, stdout: Writable, signal: AbortSignal): Promise<void> {
    const {engine, containerId, dsn} = place;
    const name = `fips-agent-dump-${randomBytes(4).toString('hex')}`;
    const argv = ['pg_dump', '-Fc', '-w', '-U', dsn.user, '-d', makeConnectionString(dsn.database, name)];
    try {
        const {exitCode} = await engine.execStream(containerId, argv, {stdout, signal});
        if (exitCode !== 0) {
            throw new Error('pg_dump failed');
        }
    } catch (error) {
        await endSession(place, name);
        throw error;
    }
}

/** The engine cannot end what it started: pg_dump would go on, and its locks with it, with nobody reading. */
async function endSession(place: DatabasePlace, name: string): Promise<void> {
    const query = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${name}'`;
    await place.engine.exec(place.containerId, makePsqlArguments(place, query)).catch(() => undefined);
}
