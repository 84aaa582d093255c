import type {HandoverReason, Plan} from '@fips-readiness/core';

/** Whether the database password is changed with the plan, and where it is written. */
export type PlannedRotation =
    | {readonly code: 'none'}
    | {
          readonly code: 'rotation';
          readonly rotation: NonNullable<Plan['rotation']>;
          readonly recreated: readonly string[];
      }
    | {readonly code: 'handover'; readonly reason: HandoverReason};

/** Plans the rotation where the FIPS build would refuse the password, or where it is what the plan is for. */
export async function planRotation(): Promise<PlannedRotation> {
    return {code: 'none'};
}
