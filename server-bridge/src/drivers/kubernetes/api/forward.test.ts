import {once} from 'node:events';
import {connect} from 'node:net';
import {openForward} from './forward.ts';

/** What became of a connection to a port of loopback: it was taken, or refused. */
async function tryPort(port: number): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    try {
        await once(socket, 'connect');
        return 'taken';
    } catch (error) {
        return (error as NodeJS.ErrnoException).code ?? '';
    } finally {
        socket.destroy();
    }
}

test('a forward closes with what it was opened for', async () => {
    const {KubeConfig} = await import('@kubernetes/client-node');
    const config = new KubeConfig();
    config.loadFromClusterAndUser({name: 'none', server: 'https://127.0.0.1:1', skipTLSVerify: true}, {name: 'nobody'});
    const login = {
        config,
        context: 'none',
        server: 'https://127.0.0.1:1',
        namespace: undefined,
        isInside: false,
        renew: () => Promise.resolve(false),
    };
    const over = new AbortController();
    const {port} = await openForward({login, until: over.signal}, {namespace: 'chat', name: 'mm-0', port: 8065});
    expect(await tryPort(port)).toBe('taken');
    over.abort();
    expect(await tryPort(port)).toBe('ECONNREFUSED');
});
