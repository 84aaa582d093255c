import {readFile} from 'node:fs/promises';
import {get} from 'node:https';
import {setTimeout as delay} from 'node:timers/promises';

const TIMEOUT_MS = 60_000;
const ASK_TIMEOUT_MS = 5_000;

/** Waits until a Mattermost answers its ping; the error says what it answered last. `caPath` is trusted for `https`. */
export async function waitForSite(baseUrl: string, caPath?: string): Promise<void> {
    const url = `${baseUrl}/api/v4/system/ping`;
    const ca = caPath === undefined ? undefined : await readFile(caPath);
    const deadline = performance.now() + TIMEOUT_MS;
    for (;;) {
        const answer = await (ca ? askTrusting(url, ca) : ask(url)).then(
            (status) => `HTTP ${status}`,
            (error: unknown) => String(error),
        );
        if (answer === 'HTTP 200') {
            return;
        }
        if (performance.now() > deadline) {
            throw new Error(
                `${baseUrl} did not answer its ping within ${TIMEOUT_MS / 1000} s; the last answer: ${answer}.`,
            );
        }
        await delay(100);
    }
}

async function ask(url: string): Promise<number> {
    return (await fetch(url, {signal: AbortSignal.timeout(ASK_TIMEOUT_MS)})).status;
}

/** `fetch` can be told of an authority for the whole process only. */
function askTrusting(url: string, ca: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
        get(url, {ca, agent: false, signal: AbortSignal.timeout(ASK_TIMEOUT_MS)}, (answer) => {
            answer.resume();
            resolve(answer.statusCode ?? 0);
        }).once('error', reject);
    });
}
