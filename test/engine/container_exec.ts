import {PassThrough} from 'node:stream';
import {text} from 'node:stream/consumers';

import type {CommandResult} from './command.ts';
import type {Engine} from './engine.ts';

/** Runs a program inside a container by the engine's exec, without a shell. */
export async function execInContainer(
    {client}: Engine,
    containerId: string,
    command: readonly string[],
    {user}: {readonly user?: string} = {},
): Promise<CommandResult> {
    const exec = await client
        .getContainer(containerId)
        .exec({Cmd: [...command], AttachStdout: true, AttachStderr: true, ...(user === undefined ? {} : {User: user})});
    const stream = await exec.start({});
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    client.modem.demuxStream(stream, stdout, stderr);
    stream.once('end', () => {
        stdout.end();
        stderr.end();
    });
    const [out, err] = await Promise.all([text(stdout), text(stderr)]);
    const {ExitCode} = await exec.inspect();
    return {code: ExitCode ?? -1, stdout: out, stderr: err};
}
