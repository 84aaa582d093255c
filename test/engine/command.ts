import {execFile} from 'node:child_process';

export type CommandResult = {readonly code: number; readonly stdout: string; readonly stderr: string};

export type CommandOptions = {
    readonly cwd?: string;
    /** The whole environment of the process; without it the caller's own. */
    readonly env?: Readonly<Record<string, string>>;
    /** Default 120,000. */
    readonly timeoutMs?: number;
};

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs a program without a shell and gives its outcome; a non-zero exit is a result, a program that cannot start is an error. */
export async function runCommand(
    program: string,
    args: readonly string[],
    {cwd, env, timeoutMs = 120_000}: CommandOptions = {},
): Promise<CommandResult> {
    return new Promise((resolve, reject) => {
        const options = {cwd, env: env ?? process.env, timeout: timeoutMs, maxBuffer: MAX_OUTPUT_BYTES};
        execFile(program, [...args], options, (error, stdout, stderr) => {
            if (error === null) {
                resolve({code: 0, stdout, stderr});
            } else if (typeof error.code === 'number') {
                resolve({code: error.code, stdout, stderr});
            } else if (error.killed === true) {
                reject(new Error(`${program} gave no result within ${timeoutMs / 1000} s and was ended.`));
            } else {
                reject(
                    new Error(
                        `${program} could not be run (${error.code ?? error.message}). Run .ci/install.sh as root.`,
                    ),
                );
            }
        });
    });
}

/** The same, where anything but exit 0 is an error that carries the last lines of what the program wrote. */
export async function runOrFail(
    program: string,
    args: readonly string[],
    options: CommandOptions = {},
): Promise<CommandResult> {
    const result = await runCommand(program, args, options);
    if (result.code !== 0) {
        const tail = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-15).join('\n');
        throw new Error(`${program} ${args[0] ?? ''} ended with exit ${result.code}:\n${tail}`);
    }
    return result;
}
