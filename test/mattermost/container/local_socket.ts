import {rmSync} from 'node:fs';
import type {IncomingMessage} from 'node:http';
import {createServer} from 'node:http';

import type {CommandResult} from '../mmctl.ts';
import {runMmctl} from '../mmctl.ts';
import type {World} from '../world_shape.ts';
import {readAll} from './call_local_socket.ts';
import type {LocalRequest} from './call_local_socket.ts';

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
