import {spawn} from 'node:child_process';

/** Runs a command with more variables, on this terminal, and gives its exit code; what stops this process is passed on to it. */
export function runBeside(
    program: string,
    args: readonly string[],
    variables: Readonly<Record<string, string | undefined>>,
): Promise<number> {
    const child = spawn(program, args, {stdio: 'inherit', env: {...process.env, ...variables}});
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.on(signal, () => child.kill(signal));
    }
    return new Promise((resolve) => {
        child.once('error', (error) => {
            process.stderr.write(`${program} could not be started: ${error.message}\n`);
            resolve(127);
        });
        child.once('exit', (code) => resolve(code ?? 130));
    });
}
