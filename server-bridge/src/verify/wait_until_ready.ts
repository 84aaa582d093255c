import type {Instance} from '../port/driver.ts';
import {fetchPing} from '../server/fetch_ping.ts';

const POLL_MS = 250;
/** Between old and new there may be no container for a moment. */
const NO_CONTAINER_MS = 30_000;
/** An engine that starts it again this often during the wait does not bring it up. */
const CRASH_LOOP_RESTARTS = 2;

/** How the wait ended. Durations in milliseconds. */
export type Readiness =
    | {readonly code: 'ready'; readonly readyAfterMs: number; readonly baseUrl: string}
    | {readonly code: 'exited'; readonly exitCode: number}
    | {readonly code: 'crash_loop'; readonly restarts: number}
    | {readonly code: 'not_ready' | 'no_container' | 'wrong_image' | 'interrupted'};

/**
 * Waits until the container that runs `imageId` answers as Mattermost. A server that runs and is silent is starting, for as
 * long as the limit allows; one that has ended, or ends over and over, is told at once. A probe that fails in whatever way is
 * "not yet".
 */
export async function waitUntilReady(input: {
    readonly findInstance: () => Promise<Instance | undefined>;
    readonly baseUrlsOf: (instance: Instance) => readonly string[];
    readonly imageId: string;
    readonly limitMs: number;
    /** Monotonic milliseconds. */
    readonly now: () => number;
    readonly sleep: (ms: number) => Promise<void>;
    readonly signal: AbortSignal;
    readonly onProgress: (elapsedMs: number) => void;
    readonly ping?: (baseUrl: string) => Promise<boolean>;
}): Promise<Readiness> {
    const {now, ping = async (url) => (await fetchPing(url)).answers} = input;
    const begunAt = now();
    let seenAt = begunAt;
    let first: Instance | undefined;
    for (;;) {
        const elapsed = now() - begunAt;
        const instance = await input.findInstance();
        if (instance) {
            seenAt = now();
            // Restarts of months ago stay counted: only those since the first sight tell of a loop.
            first = first?.id === instance.id ? first : instance;
            const ended = judgeEnd(instance, first.restartCount, input.imageId);
            if (ended) {
                return ended;
            }
            for (const baseUrl of instance.state === 'running' ? input.baseUrlsOf(instance) : []) {
                if (await ping(baseUrl).catch(() => false)) {
                    return {code: 'ready', readyAfterMs: now() - begunAt, baseUrl};
                }
            }
        } else if (now() - seenAt >= NO_CONTAINER_MS) {
            return {code: 'no_container'};
        }
        if (input.signal.aborted) {
            return {code: 'interrupted'};
        }
        if (elapsed >= input.limitMs) {
            return {code: 'not_ready'};
        }
        input.onProgress(elapsed);
        await input.sleep(POLL_MS);
    }
}

function judgeEnd(instance: Instance, restartsBefore: number, imageId: string): Readiness | undefined {
    if (instance.imageId !== imageId) {
        return {code: 'wrong_image'};
    }
    const restarts = instance.restartCount - restartsBefore;
    if (restarts >= CRASH_LOOP_RESTARTS) {
        return {code: 'crash_loop', restarts};
    }
    const ended = instance.state === 'exited' || instance.state === 'dead';
    return ended ? {code: 'exited', exitCode: instance.exitCode ?? -1} : undefined;
}
