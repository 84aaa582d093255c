import type {Plan, RunEvent, RunState} from '@fips-readiness/core';
import type {Clock} from '../clock/clock.ts';
import type {Settings} from '../settings/settings.ts';

/** What every step of a run works with. */
export type RunContext = {
    readonly settings: Settings;
    readonly plan: Plan;
    readonly runId: string;
    /** The run's own folder in the agent's state, mode 0700. */
    readonly folder: string;
    /** `head` is the chain value of its last line. */
    readonly journal: {
        readonly events: () => readonly RunEvent[];
        readonly state: () => RunState;
        readonly head: () => string;
    };
    readonly clock: Clock;
    readonly fingerprintKey: string;
    /** Keeps foreign text in the run's folder (mode 0600): it may hold secrets. */
    readonly keepOutput: (name: string, text: string) => Promise<void>;
};
