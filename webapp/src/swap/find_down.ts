import type {RunEvent} from '@fips-readiness/core';

/** Since when the site is down by the run's own word (ISO 8601, the host's clock); undefined while it is up. */
export function findDown(events: readonly RunEvent[]): string | undefined {
    let downAt: string | undefined;
    for (const event of events) {
        switch (event.kind) {
            case 'step_begun':
                downAt = event.step === 'recreate' ? (downAt ?? event.at) : downAt;
                break;
            case 'back_begun':
                downAt = event.step === 'restore_container' ? (downAt ?? event.at) : downAt;
                break;
            case 'step_done':
            case 'back_done':
                downAt = event.step === 'wait' || event.step === 'wait_back' ? undefined : downAt;
                break;
            case 'closed':
                downAt = undefined;
                break;
            default:
        }
    }
    return downAt;
}
