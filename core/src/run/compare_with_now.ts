import type {Plan} from '../plan/plan.ts';
import {findInspectedImage} from './inspected_image.ts';
import {hasMoved} from './run_state.ts';
import type {RunState} from './run_state.ts';
import type {RunEvent} from './run_event.ts';

/** What runs of a deployment right now, as the engine says; `not_looked` where it does not answer. */
export type RunningNow =
    | {readonly code: 'runs'; readonly container: string; readonly image: string; readonly imageId: string}
    | {readonly code: 'no_container' | 'not_looked'};

/** Which of a run's two images runs now, and whether that is how the run ended; null where its end says neither. */
export type SinceRun = {
    readonly which: 'old' | 'new' | 'other' | 'none' | 'not_looked';
    readonly asLeft: boolean | null;
};

/** Compares the end of the newest run that changed something with what runs now. Words under `status.now.<which>`. */
export function compareWithNow(
    {plan, events, state}: {readonly plan: Plan; readonly events: readonly RunEvent[]; readonly state: RunState},
    now: RunningNow,
): SinceRun {
    const newId = findInspectedImage(events) ?? plan.to.id;
    const leftId = hasMoved(state) ? newId : state.end === 'rolled_back' ? plan.from.id : null;
    switch (now.code) {
        case 'not_looked':
            return {which: 'not_looked', asLeft: null};
        case 'no_container':
            return {which: 'none', asLeft: leftId === null ? null : false};
        case 'runs':
            return {
                which: now.imageId === newId ? 'new' : now.imageId === plan.from.id ? 'old' : 'other',
                asLeft: leftId === null ? null : now.imageId === leftId,
            };
    }
}
