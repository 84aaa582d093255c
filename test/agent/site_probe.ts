import {setTimeout as delay} from 'node:timers/promises';

/** Pings that were sent and pings that failed, 20 a second; `downMs` lies between the first that failed and the next good one after the last. */
export type SiteProbe = {
    readonly stop: () => Promise<{readonly sent: number; readonly failed: number; readonly downMs: number}>;
};

const EVERY_MS = 50;
const LIMIT_MS = 2_000;

/** Pings the site from outside until stopped; anything but 200 within 2 s is a failure. */
export function startSiteProbe(baseUrl: string): SiteProbe {
    const ending = new AbortController();
    const answers: Promise<{readonly sentAt: number; readonly good: boolean}>[] = [];
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
            const sentAt = performance.now();
            answers.push(ping().then((good) => ({sentAt, good})));
            await delay(EVERY_MS);
        }
    })();
    return {
        stop: async () => {
            ending.abort();
            await loop;
            const all = await Promise.all(answers);
            const first = all.findIndex(({good}) => !good);
            const last = all.findLastIndex(({good}) => !good);
            const downMs = first < 0 ? 0 : (all[last + 1]?.sentAt ?? performance.now()) - (all[first]?.sentAt ?? 0);
            return {sent: all.length, failed: all.filter(({good}) => !good).length, downMs};
        },
    };
}
