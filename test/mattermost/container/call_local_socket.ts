import {existsSync} from 'node:fs';
import type {IncomingMessage} from 'node:http';
import {request} from 'node:http';

import type {CommandResult} from '../mmctl/printer.ts';
import {refuseSocket} from '../mmctl/refuse_socket.ts';

/** What the mmctl of the image sends: the command line, and the files it names (base64), read where mmctl runs. */
export interface LocalRequest {
    readonly argv: readonly string[];
    readonly files: Readonly<Record<string, string>>;
}

/** A request's or an answer's whole text. */
export async function readAll(stream: IncomingMessage): Promise<string> {
    const parts: Uint8Array[] = [];
    for await (const part of stream) {
        if (part instanceof Uint8Array) {
            parts.push(part);
        }
    }
    return Buffer.concat(parts).toString('utf8');
}

/**
 * Asks the server behind the socket; says what mmctl says when there is none. Apart from the server's half: mmctl starts several times in
 * each check, and three times as fast without the stand-in's commands in its bundle.
 */
export async function callLocalSocket(path: string, message: LocalRequest): Promise<CommandResult> {
    if (!existsSync(path)) {
        return refuseSocket(path);
    }
    return new Promise((resolve) => {
        const outgoing = request({socketPath: path, path: '/mmctl', method: 'POST'}, (incoming) => {
            readAll(incoming).then(
                (text) => resolve(JSON.parse(text)),
                () => resolve({stdout: '', stderr: 'Error: the server ended the connection\n', exitCode: 1}),
            );
        });
        outgoing.on('error', () =>
            resolve({stdout: '', stderr: `Error: dial unix ${path}: connect: connection refused\n`, exitCode: 1}),
        );
        outgoing.end(JSON.stringify(message));
    });
}
