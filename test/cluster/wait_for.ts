import {setTimeout as delay} from 'node:timers/promises';

const PAUSE_MS = 100;

/** Asks until there is an answer. The error says what was waited for and, where `describe` is given, how it stood at the end. */
export async function waitFor<T>(
    what: string,
    timeoutMs: number,
    ask: () => Promise<T | undefined>,
    describe: () => unknown = () => undefined,
): Promise<T> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
        const answer = await ask();
        if (answer !== undefined) {
            return answer;
        }
        if (performance.now() > deadline) {
            const state = JSON.stringify(await describe());
            throw new Error(
                `${what}: not within ${timeoutMs / 1000} s${state === undefined ? '.' : `; it is ${state}.`}`,
            );
        }
        await delay(PAUSE_MS);
    }
}
