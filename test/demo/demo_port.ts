import {createServer} from 'node:net';

const HIGHEST = 65_535;
const TRIES = 50;

/** Whether somebody listens there, or the port may not be used. */
async function canListen(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const server = createServer();
        server.once('error', () => resolve(false));
        server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
}

/** The first free port of the loopback address from `wanted` on. Throws where the next fifty are taken too. */
export async function findDemoPort(wanted: number): Promise<number> {
    const last = Math.min(wanted + TRIES, HIGHEST);
    for (let port = wanted; port <= last; port += 1) {
        if (await canListen(port)) {
            return port;
        }
    }
    throw new Error(`No port from ${wanted} to ${last} is free on 127.0.0.1. Choose another: PORT=9000 make demo`);
}

/** Reads PORT. Throws for what is no port. */
export function readWantedPort(text: string | undefined, fallback: number): number {
    if (text === undefined || text === '') {
        return fallback;
    }
    const port = Number(text);
    if (!Number.isInteger(port) || port < 1 || port > HIGHEST) {
        throw new Error(`PORT=${text} is no port: give a number from 1 to ${HIGHEST}, for example PORT=9000 make demo`);
    }
    return port;
}
