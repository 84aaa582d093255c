import type {CommandResult} from './printer.ts';

/** What mmctl says when the server offers no socket: local mode off, or the server down. */
export function refuseSocket(path: string): CommandResult {
    return {
        stdout: '',
        stderr: `Error: failed to create client: socket file "${path}" doesn't exists, please check the server configuration for local mode\n`,
        exitCode: 1,
    };
}
