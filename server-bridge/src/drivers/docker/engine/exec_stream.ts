import type {Readable, Writable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import type Docker from 'dockerode';
import {collectOutput} from '../../../collected_output.ts';
import {readFrames} from './read_frames.ts';

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
        await pipeline(readOutput(connection, stderr.sink), stdout);
    } finally {
        signal?.removeEventListener('abort', release);
        stdin?.destroy();
        connection.destroy();
    }
    const {ExitCode: exitCode} = await exec.inspect();
    return {exitCode: exitCode ?? -1, stderr: stderr.text()};
}

/** Standard output of an exec's stream; standard error goes to `stderr`. */
async function* readOutput(connection: Readable, stderr: Writable): AsyncGenerator<Buffer> {
    for await (const {isError, bytes} of readFrames(connection)) {
        if (isError) {
            stderr.write(bytes);
        } else {
            yield bytes;
        }
    }
}
