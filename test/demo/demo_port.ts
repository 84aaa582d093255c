import {createServer} from 'node:net';

const HIGHEST = 65_535;
const TRIES = 50;

/** False where somebody listens, and where this user may not. */
async function canListen(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const server = createServer();
        server.once('error', () => resolve(false));
        server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
}

/** The first free port of the loopback address from `wanted` on. Throws where the next fifty cannot be used either. */
export async function findDemoPort(wanted: number): Promise<number> {
    const last = Math.min(wanted + TRIES, HIGHEST);
    for (let port = wanted; port <= last; port += 1) {
        if (await canListen(port)) {
            return port;
        }
    }
    throw new Error(`No port from ${wanted} to ${last} can be used on 127.0.0.1. Choose another: PORT=9000 make demo`);
}

/** Reads PORT; undefined for what is no port. */
export function readWantedPort(text: string | undefined, fallback: number): number | undefined {
    if (text === undefined || text === '') {
        return fallback;
    }
    const port = Number(text);
    return Number.isInteger(port) && port >= 1 && port <= HIGHEST ? port : undefined;
}
