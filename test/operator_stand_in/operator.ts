import {setTimeout as delay} from 'node:timers/promises';
import {makeApiClient} from '../kubernetes_client/client.ts';
import type {ApiLogin} from '../kubernetes_client/client.ts';
import {listObjects} from '../kubernetes_client/objects.ts';
import {reconcile} from './reconcile.ts';
import type {Mattermost} from './resource.ts';

export type Operator = {
    /** Ends it after the look it is taking now. Safe to call twice. */
    stop(): Promise<void>;
    /** Holds it as if its pod were gone; comes back when it does nothing any more. */
    pause(): Promise<void>;
    resume(): void;
    /** From now on it looks so seldom: each of its moves takes as long. */
    pace(lookEveryMs: number): void;
};

export type OperatorOptions = ApiLogin & {
    /** Looks after this namespace alone; without it after the whole cluster. */
    readonly namespace?: string;
    /** Hears of what went wrong. The operator tries again in any case, as the real one does. */
    readonly onError?: (error: unknown) => void;
};

const POLL_MS = 200;

/** Plays the Mattermost operator against an API server until it is stopped. What it does and what it leaves out: BEHAVIOUR.md. */
export function startOperator({namespace, onError, ...login}: OperatorOptions): Operator {
    const api = makeApiClient(login);
    const ending = new AbortController();
    let isPaused = false;
    let pollMs = POLL_MS;

    const look = async (): Promise<void> => {
        const resources = await listObjects<Mattermost>(api, {
            kind: 'mattermosts',
            ...(namespace !== undefined && {namespace}),
        });
        for (const resource of resources.filter(({metadata}) => metadata.deletionTimestamp === undefined)) {
            await reconcile(api, resource).catch((error: unknown) => onError?.(error));
        }
    };
    let looking = Promise.resolve();
    const run = async (): Promise<void> => {
        while (!ending.signal.aborted) {
            if (!isPaused) {
                looking = look().catch((error: unknown) => onError?.(error));
                await looking;
            }
            await delay(pollMs, undefined, {signal: ending.signal}).catch(() => undefined);
        }
    };
    const running = run();
    return {
        stop: async () => {
            ending.abort();
            await running;
        },
        pause: async () => {
            isPaused = true;
            await looking;
        },
        resume: () => {
            isPaused = false;
        },
        pace: (lookEveryMs) => {
            pollMs = lookEveryMs;
        },
    };
}
