import type {RunContext} from '../port/run_context.ts';
import {readLayersBefore} from './layers_before.ts';
import type {VerifyInput} from './verify.ts';

/** What a verification compares one side of a run's plan with, on every platform. */
export type ExpectedSide = Pick<
    VerifyInput,
    'before' | 'fips' | 'version' | 'plugins' | 'stored' | 'siteUrl' | 'now' | 'sleep' | 'observedAt'
>;

/** Reads it from the plan, and from how the layers were before the run. Throws FipsError `state_damaged`. */
export async function expectSide(
    {plan, clock, folder}: Pick<RunContext, 'plan' | 'clock' | 'folder'>,
    side: 'from' | 'to',
): Promise<ExpectedSide> {
    const {variant} = plan[side];
    return {
        before: (await readLayersBefore(folder)) ?? [],
        fips: variant === null ? null : variant === 'fips',
        version: plan.serverVersion,
        plugins: plan.plugins,
        stored: (plan.storedByServer ?? []).map(({id}) => id),
        siteUrl: plan.siteUrl,
        now: clock.monotonicMs,
        sleep: (ms) => clock.sleep(ms),
        observedAt: clock.now().toISOString(),
    };
}
