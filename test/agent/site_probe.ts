import {setTimeout as delay} from 'node:timers/promises';

/** Pings that were sent and pings that failed, 20 a second. */
export type SiteProbe = {readonly stop: () => Promise<{readonly sent: number; readonly failed: number}>};

const EVERY_MS = 50;
const LIMIT_MS = 2_000;

/** Pings the site from outside until stopped; anything but 200 within 2 s is a failure. */
export function startSiteProbe(baseUrl: string): SiteProbe {
    const ending = new AbortController();
    const answers: Promise<boolean>[] = [];
    const ping = (): Promise<boolean> =>
        fetch(`${baseUrl}/api/v4/system/ping`, {signal: AbortSignal.timeout(LIMIT_MS)}).then(
            async (answer) => {
                await answer.arrayBuffer();
                return answer.status === 200;
            },
            () => false,
        );
    const loop = (async () => {
        while (!ending.signal.aborted) {
            answers.push(ping());
            await delay(EVERY_MS);
        }
    })();
    return {
        stop: async () => {
            ending.abort();
            await loop;
            const good = await Promise.all(answers);
            return {sent: good.length, failed: good.filter((one) => !one).length};
        },
    };
}
