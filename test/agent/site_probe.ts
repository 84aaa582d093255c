import {setTimeout as delay} from 'node:timers/promises';

/**
 * Pings that were sent and pings that failed, 20 a second; `reasons` has each way they failed once, as `HTTP 502` or `ECONNREFUSED`.
 * `downMs` lies between the first that failed and the next good one after the last.
 */
export type SiteProbe = {
    readonly stop: () => Promise<{
        readonly sent: number;
        readonly failed: number;
        readonly reasons: readonly string[];
        readonly downMs: number;
    }>;
};

const EVERY_MS = 50;
const PATIENCE_MS = 2_000;

/**
 * Pings the site from outside until stopped; anything but 200 within `patienceMs` is a failure. Who asks whether the site was there at
 * all gives it so much that a busy machine is not taken for an outage: a server that is gone refuses at once.
 */
export function startSiteProbe(
    baseUrl: string,
    {patienceMs = PATIENCE_MS}: {readonly patienceMs?: number} = {},
): SiteProbe {
    const ending = new AbortController();
    const answers: Promise<{readonly sentAt: number; readonly reason: string | undefined}>[] = [];
    const ping = (): Promise<string | undefined> =>
        fetch(`${baseUrl}/api/v4/system/ping`, {signal: AbortSignal.timeout(patienceMs)})
            .then(async (answer) => {
                await answer.arrayBuffer();
                return answer.status === 200 ? undefined : `HTTP ${answer.status}`;
            })
            .catch(nameFailure);
    const loop = (async () => {
        while (!ending.signal.aborted) {
            const sentAt = performance.now();
            answers.push(ping().then((reason) => ({sentAt, reason})));
            await delay(EVERY_MS);
        }
    })();
    return {
        stop: async () => {
            ending.abort();
            await loop;
            const all = await Promise.all(answers);
            const first = all.findIndex(({reason}) => reason !== undefined);
            const last = all.findLastIndex(({reason}) => reason !== undefined);
            const downMs = first < 0 ? 0 : (all[last + 1]?.sentAt ?? performance.now()) - (all[first]?.sentAt ?? 0);
            const reasons = all.flatMap(({reason}) => reason ?? []);
            return {sent: all.length, failed: reasons.length, reasons: [...new Set(reasons)], downMs};
        },
    };
}

/** `fetch` says what the connection met in the cause, and hides it behind "fetch failed". */
function nameFailure(error: unknown): string {
    const {name, cause} = error as Error;
    return (cause as {readonly code?: string} | undefined)?.code ?? name;
}
