import {createServer} from 'node:net';

/** A TCP port of the loopback address that nobody listens on at this moment. */
export async function findFreePort(): Promise<number> {
    return new Promise((resolve, reject) => {
        const server = createServer();
        server.once('error', reject);
        server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            server.close(() => {
                if (address === null || typeof address === 'string') {
                    reject(new Error('The kernel gave no port on 127.0.0.1.'));
                } else {
                    resolve(address.port);
                }
            });
        });
    });
}
