import {setTimeout as delay} from 'node:timers/promises';

import {execInContainer} from './container_exec.ts';
import type {Engine} from './engine.ts';

const TIMEOUT_MS = 60_000;

/** During its first start the server listens on its socket only, so an answer on TCP means that it is set up. */
export async function waitForDatabase(engine: Engine, containerId: string): Promise<void> {
    const deadline = performance.now() + TIMEOUT_MS;
    for (;;) {
        const {code, stdout, stderr} = await execInContainer(engine, containerId, ['pg_isready', '-h', '127.0.0.1']);
        if (code === 0) {
            return;
        }
        if (performance.now() > deadline) {
            const answer = `${stdout}${stderr}`.trim();
            throw new Error(`PostgreSQL was not ready within ${TIMEOUT_MS / 1000} s; pg_isready says: ${answer}`);
        }
        await delay(100);
    }
}
