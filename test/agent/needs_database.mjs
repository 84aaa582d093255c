// Preloaded into the stand-in's server by a test: as the real one it takes a while to start, and does not start without its database.
import {connect} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';

const BEFORE_MS = 2000;
const EVERY_MS = 200;
/** PostgreSQL's SSLRequest: a server that works answers one letter; a paused one accepts the connection and is silent. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

const findDatabase = () =>
    new Promise((resolve) => {
        const socket = connect({host: 'postgres', port: 5432, timeout: 1000});
        const end = (isThere) => {
            socket.destroy();
            resolve(isThere);
        };
        socket.once('connect', () => socket.write(SSL_REQUEST));
        socket.once('data', () => end(true));
        socket.once('timeout', () => end(false));
        socket.once('error', () => end(false));
    });

// `mattermost version`, `db version` and mmctl are left alone.
if (process.argv.length === 2 && process.argv[1].endsWith('/mattermost')) {
    // The first process of a container ends by a signal only where it listens for it.
    const stop = () => process.exit(0);
    process.once('SIGTERM', stop);
    await delay(BEFORE_MS);
    while (!(await findDatabase())) {
        process.stdout.write('Failed to ping DB\n');
        await delay(EVERY_MS);
    }
    process.off('SIGTERM', stop);
}
