import type {Readable, Writable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import type Docker from 'dockerode';
import {collectOutput} from './collected_output.ts';

/** `stdout` is ended when the command's output is; `stdin`, where given, is closed at its end. */
export type ExecStreamOptions = {
    readonly stdin?: Readable;
    readonly stdout: Writable;
    readonly user?: string;
    /** Lets go of the command at once; the engine has no way to end it. */
    readonly signal?: AbortSignal;
};

/** A finished command whose output went elsewhere. `stderr` is its first 64 KiB; it stays inside the agent. */
export type ExecStreamResult = {readonly exitCode: number; readonly stderr: string};

const STDERR_LIMIT_BYTES = 64 * 1024;
const HEADER_BYTES = 8;
const STDERR = 2;

/**
 * Runs `argv` without a shell and streams both ways, no faster than the slower side. Rejects where a stream fails, the signal
 * comes or the engine goes away. `docker` must have no time limit of its own.
 */
export async function execStream(
    docker: Docker,
    id: string,
    argv: readonly string[],
    {stdin, stdout, user, signal}: ExecStreamOptions,
): Promise<ExecStreamResult> {
    signal?.throwIfAborted();
    const exec = await docker.getContainer(id).exec({
        Cmd: [...argv],
        AttachStdin: stdin !== undefined,
        AttachStdout: true,
        AttachStderr: true,
        ...(user !== undefined && {User: user}),
    });
    const connection = await exec.start({hijack: true, stdin: stdin !== undefined});
    const release = () => connection.destroy();
    signal?.addEventListener('abort', release, {once: true});
    const stderr = collectOutput(STDERR_LIMIT_BYTES);
    try {
        signal?.throwIfAborted();
        if (stdin) {
            // A command may end before it has read everything: its exit code tells what that means.
            pipeline(stdin, connection).catch(() => undefined);
        }
        await pipeline(readFrames(connection, stderr.sink), stdout);
    } finally {
        signal?.removeEventListener('abort', release);
        stdin?.destroy();
        connection.destroy();
    }
    const {ExitCode: exitCode} = await exec.inspect();
    return {exitCode: exitCode ?? -1, stderr: stderr.text()};
}

/** Standard output of an exec's stream; standard error goes to `stderr`. Docker frames both: kind, three zeros, length. */
async function* readFrames(connection: Readable, stderr: Writable): AsyncGenerator<Buffer> {
    let header = Buffer.alloc(0);
    let frameLeft = 0;
    let isError = false;
    for await (const data of connection) {
        let chunk = data as Buffer;
        while (chunk.length > 0) {
            const size = frameLeft > 0 ? frameLeft : HEADER_BYTES - header.length;
            const part = chunk.subarray(0, size);
            chunk = chunk.subarray(size);
            if (frameLeft === 0) {
                header = Buffer.concat([header, part]);
                if (header.length === HEADER_BYTES) {
                    isError = header[0] === STDERR;
                    frameLeft = header.readUInt32BE(4);
                    header = Buffer.alloc(0);
                }
                continue;
            }
            frameLeft -= part.length;
            if (isError) {
                stderr.write(part);
            } else {
                yield part;
            }
        }
    }
    if (frameLeft > 0 || header.length > 0) {
        throw new Error('the stream was cut off');
    }
}
