import type {DockerRun} from '../run/docker_run.ts';
import type {StepResult, Waits} from '../../../port/step_result.ts';
import {isEngineFailure, isSlow} from './retry_while_engine_restarts.ts';

/** Does a step of the rollback; where the engine went away under it, or is not there at all, the step waits for it. */
export async function whereEngineAnswers(
    {engine}: Pick<DockerRun, 'engine'>,
    act: () => Promise<StepResult | Waits>,
): Promise<StepResult | Waits> {
    try {
        return await act();
    } catch (error) {
        const now: unknown = await engine.fetchInfo().then(
            () => undefined,
            (failure: unknown) => failure,
        );
        if (now === undefined && !isEngineFailure(error)) {
            throw error;
        }
        const reason = isSlow(now ?? error) ? 'engine_slow' : 'engine_unreachable';
        return {code: 'waits', reason, data: {endpoint: engine.endpoint}};
    }
}
