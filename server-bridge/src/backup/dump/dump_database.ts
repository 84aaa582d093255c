import {withStallLimit} from '../with_stall_limit.ts';
import {openDumpFile} from './dump_file.ts';
import type {DumpFile} from './dump_file.ts';
import type {DumpTools} from './dump_tools.ts';
import {verifyDump} from './verify_dump.ts';

/** Why there is no dump. `not_verified`: it was written, and pg_restore could not read all of it. */
export type DumpFailure = 'stalled' | 'no_space' | 'failed' | 'not_verified' | 'interrupted';

/** `entries` are tables with data, `sha256` is in hex. */
export type DumpResult =
    | {readonly code: 'dumped'; readonly bytes: number; readonly entries: number; readonly sha256: string}
    | {readonly code: 'not_dumped'; readonly reason: DumpFailure};

export type DumpInput = {
    readonly tools: DumpTools;
    /** A new file, made with mode 0600; gone again where the dump fails. */
    readonly file: string;
    /** Its size so far, in bytes. */
    readonly onProgress?: (bytes: number) => void;
    /** Ends the dump when nothing has moved for so long. Default 60,000. */
    readonly stallMs?: number;
    readonly signal?: AbortSignal;
    /** Foreign text, which may hold secrets: what pg_dump said where it failed. */
    readonly keepErrors?: (text: string) => Promise<void>;
};

const STALL_MS = 60_000;

/**
 * Dumps a database into a file on disk, in pg_dump's custom format, and reads it back to the last block. Everything that goes wrong is
 * a value.
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
    const {tools, onProgress = () => undefined, stallMs = STALL_MS, signal} = input;
    const refuse = (reason: DumpFailure): DumpResult => ({
        code: 'not_dumped',
        reason: dump.isDiskFull() ? 'no_space' : reason,
    });
    const written = await withStallLimit(stallMs, signal, ({stop, moved}) => {
        const stdout = dump.makeSink((bytes) => {
            moved();
            onProgress(bytes);
        });
        return tools.dump({stdout, signal: stop});
    });
    if (written.code !== 'done') {
        return refuse(written.code);
    }
    if (written.value.exitCode !== 0) {
        // A full disk keeps neither.
        await input.keepErrors?.(written.value.stderr).catch(() => undefined);
        return refuse('failed');
    }
    // Without a limit: a slow disk takes long over a large file, and shows nothing meanwhile.
    const kept = await dump.keep().catch(() => undefined);
    if (!kept) {
        return refuse('failed');
    }
    const verified = await withStallLimit(stallMs, signal, (limit) => verifyDump(tools, input.file, limit));
    if (verified.code !== 'done') {
        return refuse(verified.code === 'failed' ? 'not_verified' : verified.code);
    }
    const entries = verified.value;
    return entries === undefined ? refuse('not_verified') : {code: 'dumped', ...kept, entries};
}
