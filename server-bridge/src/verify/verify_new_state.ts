import type {Instance} from '../port/driver.ts';
import type {RunContext} from '../port/run_context.ts';
import type {StepResult} from '../port/step_result.ts';
import type {LogSource} from '../start_log/read_start_log.ts';
import {reportLayers} from './report_layers.ts';
import type {Verification} from './verify.ts';
import {verifyFunctions} from './verify_functions.ts';
import {verifyLogs} from './verify_log.ts';

/** The new state in layers, then what its bot can do and what its logs say: those two never send a working site back. */
export async function verifyNewState(
    context: RunContext,
    verification: Verification,
    {instance, logs}: {readonly instance: Instance | undefined; readonly logs: readonly LogSource[]},
): Promise<StepResult> {
    const result = reportLayers(verification);
    if (result.code === 'failed') {
        return result;
    }
    const {data, notices} = await verifyFunctions(context, instance);
    const log = await verifyLogs(context, logs);
    return {
        ...result,
        data: {...result.data, ...data, ...log},
        notices: [...(result.notices ?? []), ...notices],
    };
}
