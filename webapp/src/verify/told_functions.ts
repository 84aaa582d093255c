import {CORE_FUNCTIONS, FUNCTION_REASONS} from '@fips-readiness/core';
import type {CoreFunction, FunctionReason, RunEvent} from '@fips-readiness/core';

/** How a core function went when the run was verified; `reason` null where it went well. */
export type ToldFunction = {readonly function: CoreFunction; readonly reason: FunctionReason | null};

/** What the agent's bot could do right after the move, as the last verification's event carries it: `search: late`. */
export function tellFunctions(events: readonly RunEvent[]): readonly ToldFunction[] {
    const verified = events.findLast(
        (event) =>
            (event.kind === 'step_done' && event.step === 'verify') ||
            (event.kind === 'back_done' && event.step === 'verify_back'),
    );
    const told = verified && 'data' in verified ? verified.data?.['functions'] : undefined;
    return (Array.isArray(told) ? told : []).flatMap((entry) => {
        const [name, how] = entry.split(': ');
        const known = CORE_FUNCTIONS.find((one) => one === name);
        const reason = FUNCTION_REASONS.find((one) => one === how);
        return known && (reason !== undefined || how === 'ok') ? [{function: known, reason: reason ?? null}] : [];
    });
}
