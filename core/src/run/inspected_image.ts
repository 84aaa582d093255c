import {STEPS} from '../plan/steps.ts';
import type {RunEvent} from './run_event.ts';

/** The engine's id of the image a run has inspected: from then on nothing else may run. Undefined before that. */
export function findInspectedImage(events: readonly RunEvent[]): string | undefined {
    const inspected = events.findLast((event) => event.kind === 'step_done' && STEPS[event.step].proves === 'image');
    const id = inspected?.kind === 'step_done' ? inspected.data['imageId'] : undefined;
    return typeof id === 'string' ? id : undefined;
}
