import type {Plan} from '@fips-readiness/core';
import type {Changer} from '../drivers/driver.ts';
import type {Engine} from '../drivers/docker/engine/engine.ts';
import type {Settings} from '../settings/settings.ts';
import type {Clock} from '../clock/clock.ts';
import type {Journal} from './journal.ts';

/** What every step of a run works with. */
export type RunContext = {
    readonly engine: Engine;
    readonly changer: Changer;
    readonly settings: Settings;
    readonly plan: Plan;
    readonly runId: string;
    /** The run's own folder in the agent's state, mode 0700. */
    readonly folder: string;
    readonly journal: Journal;
    readonly clock: Clock;
    readonly fingerprintKey: string;
    /** Keeps foreign text in the run's folder (mode 0600): it may hold secrets. */
    readonly keepOutput: (name: string, text: string) => Promise<void>;
};
