import type {RunEvent} from './run_event.ts';

/**
 * The id of the image a run has found the target to be: by inspecting it, or where only the pods can tell, by every pod's own. From
 * then on nothing else may run. Undefined before that.
 */
export function findInspectedImage(events: readonly RunEvent[]): string | undefined {
    return events
        .flatMap((event) => (event.kind === 'step_done' ? event.data['imageId'] : undefined) ?? [])
        .filter((id) => typeof id === 'string')
        .at(-1);
}
