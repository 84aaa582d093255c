import type {Clock} from '../clock/clock.ts';

/** Every ping, through a proxy even more so, takes from the processor the recreate needs: this often tells tenths of a second. */
const EVERY_MS = 100;
const TIMEOUT_MS = 2_000;
/**
 * A proxy may hold a request until the new container takes the old address: while one is replaced, an answer this late was an outage
 * as long as it was waited for. At any other time it is a busy machine's.
 */
const HELD_MS = 500;
/** A recreated container may have another address; asking the engine more often would cost the very time that is measured. */
const LOOK_UP_EVERY_MS = 1_000;
/** A door that has never answered may be one that is not reached from here at all. */
const LOOK_UP_AT_LEAST_MS = 15_000;

/** Milliseconds, summed from the first ping that was not answered, or late, to the next answer; null where there was none. */
export type Downtime = {
    readonly container: number | null;
    /** Also null where the front door is not known, or never answered this host. */
    readonly frontDoor: number | null;
};

/** Both doors of a deployment, watched from `begin` on. */
export type DoorWatch = {
    readonly begin: () => void;
    readonly read: () => Downtime;
    readonly stop: () => Promise<void>;
};

/**
 * Makes the watch of what `findUrls` leads to and of a site URL, which may be empty. `mayHold`: whether a ping that is answered late
 * may have waited for a new server. Milliseconds.
 */
export function makeDoorWatch({
    clock,
    findUrls,
    siteUrl,
    mayHold,
    everyMs = EVERY_MS,
}: {
    readonly clock: Clock;
    readonly findUrls: () => Promise<readonly string[]>;
    readonly siteUrl: string;
    readonly mayHold: () => boolean;
    readonly everyMs?: number;
}): DoorWatch {
    const ending = new AbortController();
    const site = siteUrl.replace(/\/+$/, '');
    const door = (find: () => Promise<readonly string[]>) =>
        makeDoor({clock, ending: ending.signal, mayHold, everyMs}, find);
    const container = door(findUrls);
    const frontDoor = door(() => Promise.resolve([site]));
    let watching: Promise<unknown> | undefined;
    return {
        begin: () => {
            watching ??= Promise.all([container.watch(), site === '' ? undefined : frontDoor.watch()]);
        },
        read: () => ({container: container.downMs(), frontDoor: frontDoor.downMs()}),
        stop: async () => {
            ending.abort();
            await watching;
        },
    };
}

/**
 * One way to reach Mattermost, pinged until `ending`. A door that has not answered once is not known to be down. `mayHold`: whether a
 * ping that is answered late may have waited for a new container.
 */
function makeDoor(
    {
        clock,
        ending,
        mayHold,
        everyMs,
    }: {
        readonly clock: Clock;
        readonly ending: AbortSignal;
        readonly mayHold: () => boolean;
        readonly everyMs: number;
    },
    findUrls: () => Promise<readonly string[]>,
) {
    let downSince: number | undefined;
    let downMs = 0;
    let hasAnswered = false;
    let askedAt: number | undefined;
    /** Since when the door is silent, as far as is known at `now`: the ping under way may be held already. */
    const silentSince = (now: number): number | undefined =>
        downSince ??
        (mayHold() && hasAnswered && askedAt !== undefined && now - askedAt >= HELD_MS ? askedAt : undefined);
    return {
        watch: async (): Promise<void> => {
            let urls: readonly string[] = [];
            let lookedUpAt: number | undefined;
            let pauseMs = LOOK_UP_EVERY_MS;
            while (!ending.aborted) {
                askedAt = clock.monotonicMs();
                let good = await ping(urls);
                if (!good && (lookedUpAt === undefined || clock.monotonicMs() - lookedUpAt >= pauseMs)) {
                    lookedUpAt = clock.monotonicMs();
                    pauseMs = hasAnswered ? LOOK_UP_EVERY_MS : Math.min(2 * pauseMs, LOOK_UP_AT_LEAST_MS);
                    const found = await findUrls();
                    // Another instance may have taken over meanwhile: only one address was gone.
                    good = found.join() !== urls.join() && (await ping(found));
                    urls = found;
                }
                const now = clock.monotonicMs();
                if (good) {
                    downMs += now - (silentSince(now) ?? now);
                    downSince = undefined;
                    hasAnswered = true;
                    pauseMs = LOOK_UP_EVERY_MS;
                } else {
                    downSince ??= hasAnswered ? askedAt : undefined;
                }
                askedAt = undefined;
                await clock.sleep(everyMs, ending);
            }
        },
        downMs: (): number | null => {
            const now = clock.monotonicMs();
            const total = downMs + now - (silentSince(now) ?? now);
            return total > 0 ? total : null;
        },
    };
}

async function ping(urls: readonly string[]): Promise<boolean> {
    for (const url of urls) {
        const answer = await fetch(`${url}/api/v4/system/ping`, {
            redirect: 'error',
            signal: AbortSignal.timeout(TIMEOUT_MS),
        }).catch(() => undefined);
        await answer?.body?.cancel().catch(() => undefined);
        if (answer?.ok === true) {
            return true;
        }
    }
    return false;
}
