import {randomBytes} from 'node:crypto';
import type Docker from 'dockerode';
import {statusOf} from './engine_failure.ts';

/** What a proxy in front of the socket answers to what it does not let through. */
const FORBIDDEN: readonly number[] = [401, 403, 405];

/**
 * May this agent create, stop and remove containers? Asked with a container without an image and with a name nobody has, which the engine
 * itself refuses: nothing is made or stopped. Throws what is no answer of the engine's.
 */
export async function mayChange(docker: Docker): Promise<boolean> {
    const nobody = docker.getContainer(`fips-agent-nobody-${randomBytes(8).toString('hex')}`);
    const tries = [() => docker.createContainer({}), () => nobody.stop(), () => nobody.remove()];
    for (const attempt of tries) {
        const status = await attempt().then(
            () => 200,
            (error: unknown) => {
                const answered = statusOf(error);
                if (answered === undefined) {
                    throw error;
                }
                return answered;
            },
        );
        if (FORBIDDEN.includes(status)) {
            return false;
        }
    }
    return true;
}
