import {isFipsError, parseImageReference, variantOf} from '@fips-readiness/core';
import type {ImagePair, Variant} from '@fips-readiness/core';
import type {Clock} from '../clock/clock.ts';
import type {Deployment, Instance} from '../port/driver.ts';
import type {Downtime, DoorWatch} from '../run/downtime_watch.ts';

/** How far somebody else's move is: instances with an image of the variant, those of them that are ready, and all. */
export type MoveProgress = {readonly begun: number; readonly through: number; readonly all: number};

/** How the wait ended. Durations in milliseconds. */
export type Waited = MoveProgress & {
    readonly code: 'moved' | 'not_moved' | 'interrupted';
    /** From the first instance seen with an image of the variant; null where all had one at first sight, and before the end. */
    readonly tookMs: number | null;
    readonly downtime: Downtime;
};

const LOOK_EVERY_MS = 2_000;
/** A platform may show new instances alone for a moment before it makes the others. */
const SETTLED_MS = 5_000;

/**
 * Waits until every instance, a job server's too, runs an image of the variant and is ready, whoever changes it, and measures meanwhile.
 * A deployment that cannot be seen, or has no instance for a moment, is looked at again. Changes nothing.
 */
export async function waitForMove(input: {
    readonly look: () => Promise<Pick<Deployment, 'instances' | 'jobServers'>>;
    readonly variant: Variant;
    readonly pairs: readonly ImagePair[];
    readonly doors: DoorWatch;
    readonly limitMs: number;
    readonly clock: Clock;
    readonly signal: AbortSignal;
    readonly onLook: (progress: MoveProgress | undefined, elapsedMs: number) => void;
}): Promise<Waited> {
    const {clock, signal, doors} = input;
    const startedAt = clock.monotonicMs();
    let progress: MoveProgress | undefined;
    let begunAt: number | undefined;
    let throughSince: number | undefined;
    doors.begin();
    const end = (code: Waited['code'], tookMs: number | null = null): Waited => ({
        begun: 0,
        through: 0,
        all: 0,
        ...progress,
        code,
        tookMs,
        downtime: doors.read(),
    });
    try {
        for (let looks = 0; ; looks += 1) {
            const seen = await see(input);
            const now = clock.monotonicMs();
            progress = seen ?? progress;
            input.onLook(seen, now - startedAt);
            const isThrough = seen !== undefined && seen.through === seen.all;
            if (isThrough && looks === 0) {
                return end('moved');
            }
            begunAt ??= seen && seen.begun > 0 ? now : undefined;
            throughSince = isThrough ? (throughSince ?? now) : undefined;
            if (throughSince !== undefined && now - throughSince >= SETTLED_MS) {
                return end('moved', throughSince - (begunAt ?? throughSince));
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

/** Undefined where it cannot be seen now. */
async function see({
    look,
    variant,
    pairs,
}: Pick<Parameters<typeof waitForMove>[0], 'look' | 'variant' | 'pairs'>): Promise<MoveProgress | undefined> {
    try {
        const {instances, jobServers = []} = await look();
        const all = [...instances, ...jobServers];
        const begun = all.filter(({imageReference}) => {
            const image = parseImageReference(imageReference);
            return image !== undefined && variantOf(image, pairs) === variant;
        });
        return {begun: begun.length, through: begun.filter(isReady).length, all: all.length};
    } catch (error) {
        if (isFipsError(error)) {
            return undefined;
        }
        throw error;
    }
}

function isReady({state, health}: Instance): boolean {
    return state === 'running' && (health === 'healthy' || health === 'none');
}
