import {setTimeout as delay} from 'node:timers/promises';

const TIMEOUT_MS = 60_000;

/** Waits until a Mattermost answers its ping; the error says what it answered last. */
export async function waitForSite(baseUrl: string, timeoutMs = TIMEOUT_MS): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
        const answer = await fetch(`${baseUrl}/api/v4/system/ping`, {signal: AbortSignal.timeout(5000)}).then(
            ({status}) => `HTTP ${status}`,
            (error: unknown) => String(error),
        );
        if (answer === 'HTTP 200') {
            return;
        }
        if (performance.now() > deadline) {
            throw new Error(
                `${baseUrl} did not answer its ping within ${timeoutMs / 1000} s; the last answer: ${answer}.`,
            );
        }
        await delay(100);
    }
}
