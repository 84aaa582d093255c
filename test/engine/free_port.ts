import {randomInt} from 'node:crypto';
import {createServer} from 'node:net';

/** Below the ports the kernel hands out by itself: no outgoing connection takes one between this answer and its use. */
const FIRST = 20_000;
const PER_WORKER = 3_000;
const WORKERS = 4;
const ATTEMPTS = 100;

/** Each jest worker has ports of its own, and gives none twice before all have had their turn. */
const base = FIRST + PER_WORKER * (Number(process.env['JEST_WORKER_ID'] ?? '1') % WORKERS);
let next = randomInt(PER_WORKER);

/** A TCP port of the loopback address that nobody listens on at this moment. */
export async function findFreePort(): Promise<number> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const port = base + next;
        next = (next + 1) % PER_WORKER;
        if (await isFree(port)) {
            return port;
        }
    }
    throw new Error(`Of ${ATTEMPTS} ports from ${base} on, 127.0.0.1 has none free.`);
}

function isFree(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const server = createServer();
        server.once('error', () => resolve(false));
        server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
}
