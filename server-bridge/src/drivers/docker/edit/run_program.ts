import {spawn} from 'node:child_process';
import {collectOutput} from '../../../collected_output.ts';

/** How a program ended that was to answer: `killed` where its time was over. Both texts may hold secrets. */
export type ProgramEnd = {
    readonly exitCode: number | null;
    readonly killed: boolean;
    readonly stdout: string;
    readonly stderr: string;
};

/** Runs a program to its end or for so long; `descriptors` are handed over from number 3 on. Rejects where it cannot be started. */
export function runProgram(
    program: string,
    args: readonly string[],
    options: {
        readonly env: NodeJS.ProcessEnv;
        readonly input: string;
        readonly timeoutMs: number;
        readonly limitBytes: number;
        readonly descriptors: readonly number[];
    },
): Promise<ProgramEnd> {
    const {env, input, timeoutMs, limitBytes, descriptors} = options;
    return new Promise((resolve, reject) => {
        const child = spawn(program, args, {cwd: '/', env, stdio: ['pipe', 'pipe', 'pipe', ...descriptors]});
        const [stdout, stderr] = [collectOutput(limitBytes), collectOutput(limitBytes)];
        child.stdout?.pipe(stdout.sink);
        child.stderr?.pipe(stderr.sink);
        let killed = false;
        const limit = setTimeout(() => {
            killed = true;
            child.kill('SIGKILL');
        }, timeoutMs);
        child.once('error', (error) => {
            clearTimeout(limit);
            reject(error);
        });
        child.once('close', (exitCode) => {
            clearTimeout(limit);
            resolve({exitCode, killed, stdout: stdout.text(), stderr: stderr.text()});
        });
        // It may end without having read everything: how it ended tells what that means.
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(input);
    });
}
