import {isFipsError, parseImageReference, variantOf} from '@fips-readiness/core';
import type {ErrorCode, ImagePair, Variant} from '@fips-readiness/core';
import type {Clock} from '../clock/clock.ts';
import type {Deployment, Instance} from '../port/driver.ts';
import type {Downtime, DoorWatch} from '../downtime/door_watch.ts';

/** How far somebody else's move is, in instances. */
export type MoveProgress = {
    /** With an image of the variant. */
    readonly begun: number;
    /** Those of them that are ready. */
    readonly through: number;
    /** With an image whose name says no variant. */
    readonly unnamed: number;
    /** There, or asked for. */
    readonly all: number;
};

/** How the wait ended. Durations in milliseconds. */
export type Waited = {
    /** `unnamed`: nothing to wait for, because no image's name says its variant. */
    readonly code: 'moved' | 'not_moved' | 'unnamed' | 'interrupted';
    /** Null where the deployment could not be seen at the end. */
    readonly seen: MoveProgress | null;
    /** From the first instance seen with an image of the variant; null where all had one at first sight, and before the end. */
    readonly tookMs: number | null;
    readonly downtime: Downtime;
};

const LOOK_EVERY_MS = 2_000;
/** A platform may show new instances alone for a moment before it makes the others; one that ends soon starts again. */
const SETTLED_MS = 15_000;
/** A deployment that is being changed may have no instance, and its platform may not answer for a while. */
const PASSING: readonly ErrorCode[] = ['cluster_unreachable', 'engine_unreachable', 'engine_slow', 'no_deployment'];

type Look = {
    /** The deployment the wait began with; undefined where that is not there. Throws FipsError. */
    readonly look: () => Promise<Pick<Deployment, 'instances' | 'jobServers' | 'wanted'> | undefined>;
    /** Whether one that has no health check answers. */
    readonly answers: (instance: Instance) => Promise<boolean>;
    readonly variant: Variant;
    readonly pairs: readonly ImagePair[];
};

/**
 * Waits until every instance, a job server's too, runs an image of the variant and is ready, whoever changes it, and measures meanwhile.
 * A deployment that cannot be seen, or has no instance for a moment, is looked at again; what does not pass by itself is thrown. Changes
 * nothing. Throws FipsError.
 */
export async function waitForMove(
    input: Look & {
        readonly doors: DoorWatch;
        readonly limitMs: number;
        readonly clock: Clock;
        readonly signal: AbortSignal;
        /** `isOver`: there is nothing to wait for. */
        readonly onLook: (look: {
            readonly seen: MoveProgress | null;
            readonly elapsedMs: number;
            readonly isOver: boolean;
        }) => void;
    },
): Promise<Waited> {
    const {clock, signal, doors} = input;
    const startedAt = clock.monotonicMs();
    let begunAt: number | undefined;
    let through: {readonly since: number; readonly instances: string} | undefined;
    doors.begin();
    try {
        for (let looks = 0; ; looks += 1) {
            const {seen, instances} = await see(input);
            const now = clock.monotonicMs();
            const end = (code: Waited['code'], tookMs: number | null = null): Waited => ({
                code,
                seen,
                tookMs,
                downtime: doors.read(),
            });
            const isThrough = seen !== null && seen.through === seen.all;
            const isUnnamed = seen !== null && seen.unnamed === seen.all;
            const isOver = looks === 0 && (isThrough || isUnnamed);
            input.onLook({seen, elapsedMs: now - startedAt, isOver});
            if (isOver) {
                return end(isThrough ? 'moved' : 'unnamed');
            }
            begunAt ??= seen && seen.begun > 0 ? now : undefined;
            const since = through?.instances === instances ? through.since : now;
            through = isThrough ? {since, instances} : undefined;
            if (through && now - through.since >= SETTLED_MS) {
                return end('moved', through.since - (begunAt ?? through.since));
            }
            if (signal.aborted) {
                return end('interrupted');
            }
            if (now - startedAt >= input.limitMs) {
                return end('not_moved');
            }
            await clock.sleep(LOOK_EVERY_MS, signal);
        }
    } finally {
        await doors.stop();
    }
}

/** What is seen, and which instances these are: one that has started again is another one. */
async function see({
    look,
    answers,
    variant,
    pairs,
}: Look): Promise<{readonly seen: MoveProgress | null; readonly instances: string}> {
    const found = await look().catch((error: unknown) => {
        if (isFipsError(error) && PASSING.includes(error.code)) {
            return undefined;
        }
        throw error;
    });
    if (!found) {
        return {seen: null, instances: ''};
    }
    const all = [...found.instances, ...(found.jobServers ?? [])];
    const named = all.map((instance) => {
        const image = parseImageReference(instance.imageReference);
        return {instance, variant: image && variantOf(image, pairs)};
    });
    const begun = named.filter((one) => one.variant === variant).map(({instance}) => instance);
    const ready = await Promise.all(begun.map((instance) => isReady(instance, answers)));
    return {
        seen: {
            begun: begun.length,
            through: ready.filter(Boolean).length,
            unnamed: named.filter((one) => one.variant === undefined).length,
            all: Math.max(all.length, found.wanted ?? 0),
        },
        instances: all.map(({id, restartCount}) => `${id} ${restartCount}`).join(),
    };
}

async function isReady(instance: Instance, answers: Look['answers']): Promise<boolean> {
    const {state, health} = instance;
    return state === 'running' && (health === 'healthy' || (health === 'none' && (await answers(instance))));
}
