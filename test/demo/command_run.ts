import {Writable} from 'node:stream';
import {EXIT_CODES} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {makeProgram, reportFailure} from '@fips-readiness/server-bridge';

/** What a command of the agent printed and asked, and how it ended. */
export type CommandRun = {
    readonly exitCode: ExitCode;
    readonly stdout: string;
    readonly stderr: string;
    readonly questions: readonly string[];
};

/** Runs `fips-agent <argv>` here, as root or as `uid`, with somebody at the keyboard who answers each question as `answer` says. */
export async function runCommand(
    argv: readonly string[],
    env: Readonly<Record<string, string>>,
    answer: ((question: string) => boolean) | undefined,
    uid = 0,
): Promise<CommandRun> {
    const questions: string[] = [];
    const [out, err] = [collect(), collect()];
    const terminal = {
        out: out.stream,
        err: err.stream,
        env,
        now: () => new Date(),
        uid,
        ask:
            answer &&
            ((question: string) => {
                questions.push(question);
                return Promise.resolve(answer(question));
            }),
        colours: false,
        columns: 100,
    };
    let exitCode: ExitCode = EXIT_CODES.ready;
    try {
        const program = makeProgram(terminal, new AbortController().signal, (code) => (exitCode = code));
        await program.parseAsync([...argv], {from: 'user'});
    } catch (error) {
        exitCode = reportFailure(terminal, error);
    }
    return {exitCode, stdout: out.text(), stderr: err.text(), questions};
}

function collect(): {readonly stream: Writable; readonly text: () => string} {
    const chunks: Buffer[] = [];
    const stream = new Writable({
        write: (chunk: Buffer, _encoding, done) => {
            chunks.push(chunk);
            done();
        },
    });
    return {stream, text: () => Buffer.concat(chunks).toString('utf8')};
}
