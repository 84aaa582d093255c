import type {RunEvent} from '@fips-readiness/core';
import {findBaseUrls} from '../facts/gather_facts.ts';
import type {RunContext} from './run_context.ts';

const EVERY_MS = 50;
const TIMEOUT_MS = 2_000;

/** Measures how long Mattermost does not answer at the container while it is recreated. */
export type DowntimeWatch = {
    /** Begins at the recreate (or the way back's), ends by itself when Mattermost answers again. */
    readonly note: (event: RunEvent) => void;
    /** First unanswered to first answered ping, summed; null where no ping went unanswered. */
    readonly downMs: () => number | null;
    readonly stop: () => Promise<void>;
};

/** Makes the watch of a run; it pings nothing before it is told of a recreate. */
export function startDowntimeWatch({changer, plan, settings, clock, journal}: RunContext): DowntimeWatch {
    const ending = new AbortController();
    let watching: Promise<void> | undefined;
    let downSince: number | undefined;
    let downMs = 0;
    const ping = async (urls: readonly string[]): Promise<boolean> => {
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
    };
    const watch = async (): Promise<void> => {
        let urls: readonly string[] = [];
        let hasAnswered = false;
        while (!ending.signal.aborted) {
            const good = await ping(urls);
            const now = clock.monotonicMs();
            if (good) {
                hasAnswered = true;
                downMs += downSince === undefined ? 0 : now - downSince;
                downSince = undefined;
            } else {
                downSince ??= hasAnswered ? now : undefined;
                // A recreated container may have another address.
                const container = await changer.find({plan}).catch(() => undefined);
                urls = container ? findBaseUrls(container, settings) : [];
            }
            await clock.sleep(EVERY_MS, ending.signal);
        }
    };
    return {
        note: (event) => {
            const recreates =
                (event.kind === 'step_begun' && event.step === 'recreate') ||
                (event.kind === 'back_begun' && event.step === 'restore_container');
            if (recreates) {
                watching ??= watch();
            }
        },
        downMs: () => {
            const open = downSince === undefined ? 0 : clock.monotonicMs() - downSince;
            const total = downMs + open;
            const begun = journal.state().steps.has('recreate');
            return begun && total > 0 ? total : null;
        },
        stop: async () => {
            ending.abort();
            await watching;
        },
    };
}
