import type {Facts, Goal} from '@fips-readiness/core';
import type {Compose} from '../drivers/docker/edit/compose.ts';
import type {Deployment, Driver} from '../drivers/driver.ts';
import type {Engine, EngineInfo} from '../drivers/docker/engine/engine.ts';
import type {Settings} from '../settings/settings.ts';
import type {MeasuredStarts} from './expect_downtime.ts';

/** What a plan is made from. Everything is read afresh: what the page or a file says is never taken. */
export type PlanInput = {
    readonly engine: Engine;
    readonly info: EngineInfo;
    readonly compose: Compose | undefined;
    readonly settings: Settings;
    readonly driver: Driver;
    readonly deployment: Deployment;
    readonly facts: Facts;
    readonly goal: Goal;
    /** Of the new plan, or of the one that is judged again: 32 hex digits. */
    readonly planId: string;
    readonly fingerprintKey: string;
    /** How long Mattermost took to get ready in earlier runs, newest last, in milliseconds. */
    readonly earlierStartsMs: readonly number[];
    readonly measured: MeasuredStarts;
    /** A person wants to carry it out by hand. */
    readonly handover: boolean;
};
