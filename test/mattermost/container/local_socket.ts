import {existsSync, rmSync} from 'node:fs';
import type {IncomingMessage} from 'node:http';
import {createServer, request} from 'node:http';

import type {CommandResult} from '../mmctl.ts';
import {refuseSocket, runMmctl} from '../mmctl.ts';
import type {World} from '../world_shape.ts';

/** What the mmctl of the image sends: the command line, and the files it names (base64), read where mmctl runs. */
interface LocalRequest {
    readonly argv: readonly string[];
    readonly files: Readonly<Record<string, string>>;
}

async function readAll(stream: IncomingMessage): Promise<string> {
    const parts: Uint8Array[] = [];
    for await (const part of stream) {
        if (part instanceof Uint8Array) {
            parts.push(part);
        }
    }
    return Buffer.concat(parts).toString('utf8');
}

/** Answers mmctl on a unix socket only its owner may use. Returns the function that closes it. */
export async function serveLocalSocket(
    path: string,
    world: World,
    onChange: (world: World) => void,
): Promise<() => Promise<void>> {
    rmSync(path, {force: true});
    const answer = async (incoming: IncomingMessage): Promise<CommandResult> => {
        const {argv, files}: LocalRequest = JSON.parse(await readAll(incoming));
        const result = runMmctl(world, argv, (name) => {
            const content = files[name];
            return content === undefined ? undefined : new Uint8Array(Buffer.from(content, 'base64'));
        });
        onChange(world);
        return result;
    };
    const server = createServer((incoming, outgoing) => {
        answer(incoming).then(
            (result) => outgoing.end(JSON.stringify(result)),
            (error: unknown) => {
                world.log('error', 'A local command failed', {error: String(error)});
                outgoing.writeHead(500).end();
            },
        );
    });
    const umask = process.umask(0o177);
    await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(path, resolve);
    });
    process.umask(umask);
    return () => {
        server.closeAllConnections();
        return new Promise((resolve) => server.close(() => resolve()));
    };
}

/** Asks the server behind the socket; says what mmctl says when there is none. */
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
