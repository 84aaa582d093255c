/** /mattermost/bin/mattermost of the stand-in image: the server without arguments, a `jobserver` that answers nobody, else `version`, `db version` or `db migrate`. */
import {AppError} from '../app_error.ts';
import type {CommandResult} from '../mmctl.ts';
import {refuseConfig, runMattermost} from '../mmctl.ts';
import {makeHome, openHome} from './home.ts';
import {serveContainer} from './serve.ts';

function readEnvironmentVariables(): Record<string, string> {
    return Object.fromEntries(
        Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
}

function print(result: CommandResult): void {
    process.stdout.write(result.stdout);
    process.stderr.write(result.stderr);
    process.exitCode = result.exitCode;
}

const environment = readEnvironmentVariables();
const root = environment['STAND_IN_ROOT'] ?? '/mattermost';
const argv = process.argv.slice(2);

try {
    if (argv.length === 0 || argv[0] === 'server') {
        // Until it serves, a Go program ends at once with exit 2; as process 1 it would wait for SIGKILL without a listener.
        let stop = (): void => process.exit(2);
        for (const signal of ['SIGTERM', 'SIGINT'] as const) {
            process.once(signal, () => stop());
        }
        const running = await serveContainer(root, environment, (line) => process.stdout.write(`${line}\n`));
        stop = () => {
            running.close().then(
                () => process.exit(0),
                () => process.exit(1),
            );
        };
    } else if (argv[0] === 'jobserver') {
        openHome(makeHome(root), environment);
        process.stdout.write('Starting Mattermost job server\n');
        const idle = setInterval(() => undefined, 60_000);
        for (const signal of ['SIGTERM', 'SIGINT'] as const) {
            process.once(signal, () => clearInterval(idle));
        }
    } else {
        print(runMattermost(openHome(makeHome(root), environment), argv));
    }
} catch (error) {
    if (!(error instanceof AppError)) {
        throw error;
    }
    print(refuseConfig(error));
}
