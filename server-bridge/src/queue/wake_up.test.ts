import {jest} from '@jest/globals';
import {once} from 'node:events';
import {createServer} from 'node:net';
import type {AddressInfo, Server, Socket} from 'node:net';
import {PassThrough} from 'node:stream';
import {makeLogger} from '../log/logger.ts';
import {openWakeUp} from './wake_up.ts';

/** A server that takes a connection and never answers: what is in front of a site that goes down. */
async function startSilent(): Promise<{readonly server: Server; readonly url: string}> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return {server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`};
}

test.each<[string, (wakeUp: ReturnType<typeof openWakeUp>) => void]>([
    ['is closed', (wakeUp) => wakeUp.close()],
    [
        'moves to another address',
        (wakeUp) => {
            wakeUp.moveTo('http://127.0.0.1:9');
            wakeUp.close();
        },
    ],
])(
    'a wake-up that still connects when it %s leaves no connection behind: the process could never end',
    async (_, end) => {
        const {server, url} = await startSilent();
        const quiet = jest.spyOn(console, 'log').mockImplementation(() => undefined);
        try {
            const connected = once(server, 'connection');
            const wakeUp = openWakeUp(url, 'token', 'channel', makeLogger('warn', new PassThrough()));
            const [socket] = (await connected) as [Socket];
            socket.resume();
            const gone = once(socket, 'close');
            end(wakeUp);
            await gone;
        } finally {
            server.close();
            quiet.mockRestore();
        }
    },
);
