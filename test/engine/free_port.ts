import {randomInt} from 'node:crypto';
import {createServer} from 'node:net';

/** Below the ports the kernel hands out by itself: no outgoing connection takes one between this answer and its use. */
const FIRST = 20_000;
const PER_WORKER = 1_500;
const WORKERS = 4;
const LANES = 2;
const ATTEMPTS = 100;

const worker = Number(process.env['JEST_WORKER_ID'] ?? '1') % WORKERS;
/** `.ci/run` has two lanes at once, whose workers have the same numbers. */
const lane = Number(process.env['PORTS_OF_LANE'] ?? '0') % LANES;

/** Each jest worker has ports of its own, and gives none twice before all have had their turn. */
const base = FIRST + PER_WORKER * (lane * WORKERS + worker);
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
