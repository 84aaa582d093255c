import type {DockerRun} from '../run/docker_run.ts';
import type {StepResult, Waits} from '../../../port/step_result.ts';
import {isEngineFailure} from './with_patience.ts';

/** Does a step of the rollback; where the engine went away under it, or is not there at all, the step waits for it. */
export async function whereEngineAnswers(
    {engine}: Pick<DockerRun, 'engine'>,
    act: () => Promise<StepResult | Waits>,
): Promise<StepResult | Waits> {
    try {
        return await act();
    } catch (error) {
        const away = await engine.fetchInfo().then(
            () => false,
            () => true,
        );
        if (away || isEngineFailure(error)) {
            return {code: 'waits', reason: 'engine_unreachable', data: {endpoint: engine.endpoint}};
        }
        throw error;
    }
}
