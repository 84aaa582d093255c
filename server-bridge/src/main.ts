import {createInterface} from 'node:readline/promises';
import {EXIT_CODES} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {makeProgram, reportFailure} from './cli/program.ts';
import type {Terminal} from './cli/terminal.ts';

const FINISHING: readonly string[] = ['serve', 'rehearse', 'apply', 'rollback', 'report', 'watch'];

/** Runs the command line with this process's streams; answers the exit code. SIGTERM and SIGINT stop what has something in hand cleanly. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
    const terminal = makeTerminal();
    const stop = new AbortController();
    const onSignal = () => {
        // These have something to finish or to take away; a second signal does not wait for it either.
        if (stop.signal.aborted || !(FINISHING.includes(argv[0] ?? '') || argv.includes('--after'))) {
            process.exit(EXIT_CODES.interrupted);
        }
        stop.abort();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    process.on('uncaughtException', (error) => process.exit(reportFailure(terminal, error)));
    process.on('unhandledRejection', (error) => process.exit(reportFailure(terminal, error)));
    let code: ExitCode = EXIT_CODES.ready;
    try {
        await makeProgram(terminal, stop.signal, (finished) => (code = finished)).parseAsync([...argv], {from: 'user'});
    } catch (error) {
        code = reportFailure(terminal, error);
    } finally {
        process.off('SIGINT', onSignal);
        process.off('SIGTERM', onSignal);
    }
    return code;
}

function makeTerminal(): Terminal {
    const interactive = process.stdin.isTTY && process.stderr.isTTY;
    return {
        out: process.stdout,
        err: process.stderr,
        env: process.env,
        now: () => new Date(),
        uid: process.getuid?.(),
        ask: interactive ? askOnTerminal : undefined,
        colours: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
        columns: Math.min(process.stdout.columns ?? 100, 120),
    };
}

async function askOnTerminal(question: string): Promise<boolean> {
    const lines = createInterface({input: process.stdin, output: process.stderr});
    try {
        return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
    } finally {
        lines.close();
    }
}
