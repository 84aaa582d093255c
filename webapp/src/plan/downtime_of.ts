import type {Plan} from '@fips-readiness/core';

/** A plan's downtime as a sentence takes it: seconds, to a tenth. */
export function downtimeOf({downtime}: Plan): {readonly from: number; readonly to: number} {
    const seconds = (ms: number) => Math.round(ms / 100) / 10;
    return {from: seconds(downtime.fromMs), to: seconds(downtime.toMs)};
}
