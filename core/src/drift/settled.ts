import type {Plan} from '../plan/plan.ts';
import {findInspectedImage} from '../run/inspected_image.ts';
import type {RunEvent} from '../run/run_event.ts';
import {hasMoved} from '../run/run_state.ts';
import type {RunState} from '../run/run_state.ts';
import type {Variant} from '../values/variant.ts';

/** What the last run that stayed has left: what a deployment is compared with afterwards. `endedAt` is ISO 8601 UTC. */
export type Settled = {
    readonly variant: Variant;
    /** The engine's id of the image that was inspected and started; null where it was not noted. */
    readonly imageId: string | null;
    readonly serverVersion: string;
    readonly plugins: Plan['plugins'];
    readonly endedAt: string;
};

type Told = {readonly plan: Plan; readonly events: readonly RunEvent[]; readonly state: RunState};

/** Of all runs, oldest first, the newest move that was not rolled back, with findings or without; undefined where there is none. */
export function findSettled(runs: readonly Told[]): Settled | undefined {
    const moves = runs.filter(({plan}) => plan.goal !== 'rotate' && plan.to.variant !== null);
    const last = moves.findLast(({state}) => state.end === 'succeeded' || state.end === 'needs_attention');
    if (!last || last.plan.to.variant === null || !hasMoved(last.state)) {
        return undefined;
    }
    const {plan, events} = last;
    return {
        variant: last.plan.to.variant,
        imageId: findInspectedImage(events) ?? plan.to.id,
        serverVersion: plan.serverVersion,
        plugins: plan.plugins,
        endedAt: events.findLast(({kind}) => kind === 'closed')?.at ?? '',
    };
}
