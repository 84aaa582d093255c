import {BACK_STEPS, STEPS} from '@fips-readiness/core';
import type {RunEvent} from '@fips-readiness/core';
import {makeDoorWatch} from '../downtime/door_watch.ts';
import type {Downtime} from '../downtime/door_watch.ts';
import type {Changer} from '../port/driver.ts';
import type {RunContext} from '../port/run_context.ts';
import {findBaseUrls} from '../server/base_urls.ts';

/** Measures how long Mattermost does not answer at the container and at the front door while it is recreated. */
export type DowntimeWatch = {
    /** Begins with the rehearsal, right before the recreate (or with the rollback's), and goes on until `stop`. */
    readonly note: (event: RunEvent) => void;
    readonly read: () => Downtime;
    readonly stop: () => Promise<void>;
};

/** Makes the watch of a run; it pings nothing before it is told that one is near. */
export function startDowntimeWatch(
    {plan, settings, clock}: Pick<RunContext, 'plan' | 'settings' | 'clock'>,
    {findInstance}: Pick<Changer, 'findInstance'>,
): DowntimeWatch {
    let isReplaced = false;
    const {begin, read, stop} = makeDoorWatch({
        clock,
        siteUrl: plan.siteUrl,
        mayHold: () => isReplaced,
        findUrls: async () => {
            const found = await findInstance().catch(() => undefined);
            return found ? findBaseUrls(found, settings) : [];
        },
    });
    return {
        note: (event) => {
            isReplaced ||= beginsOutage(event);
            if (isNearOutage(event)) {
                begin();
            }
        },
        read,
        stop,
    };
}

/** A rehearsal is early enough that each door has answered once before it falls silent, on a busy machine too. */
function isNearOutage(event: RunEvent): boolean {
    return event.kind === 'step_begun'
        ? STEPS[event.step].runsTarget || STEPS[event.step].proves === 'start'
        : event.kind === 'back_begun' && BACK_STEPS[event.step].beginsOutage;
}

function beginsOutage(event: RunEvent): boolean {
    return event.kind === 'step_begun'
        ? STEPS[event.step].beginsOutage
        : event.kind === 'back_begun' && BACK_STEPS[event.step].beginsOutage;
}
