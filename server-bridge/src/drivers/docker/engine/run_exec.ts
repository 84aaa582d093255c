import type Docker from 'dockerode';
import {collectOutput} from '../../../collected_output.ts';
import type {ExecResult} from './engine.ts';

const TIMEOUT_MS = 60_000;
const OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024;

/** Runs a program in a container to its end, and answers what it printed. Throws after a minute. */
export async function runExec(docker: Docker, id: string, argv: readonly string[], user?: string): Promise<ExecResult> {
    const exec = await docker.getContainer(id).exec({
        Cmd: [...argv],
        AttachStdout: true,
        AttachStderr: true,
        ...(user === undefined ? {} : {User: user}),
    });
    const stream = await exec.start({hijack: true, stdin: false});
    const stdout = collectOutput(OUTPUT_LIMIT_BYTES);
    const stderr = collectOutput(OUTPUT_LIMIT_BYTES);
    docker.modem.demuxStream(stream, stdout.sink, stderr.sink);
    await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
            stream.destroy();
            reject(new Error('exec timed out'));
        }, TIMEOUT_MS);
        const settle = (finish: () => void) => {
            clearTimeout(timer);
            finish();
        };
        stream.on('end', () => settle(resolve));
        stream.on('close', () => settle(resolve));
        stream.on('error', (error) => settle(() => reject(error)));
    });
    const {ExitCode} = await exec.inspect();
    return {exitCode: ExitCode ?? -1, stdout: stdout.text(), stderr: stderr.text()};
}
