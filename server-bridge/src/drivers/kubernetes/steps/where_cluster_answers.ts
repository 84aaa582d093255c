import type {StepResult, Waits} from '../../../port/step_result.ts';
import {isAway} from '../api/is_away.ts';
import type {KubernetesRun} from '../run/kubernetes_run.ts';

/** Does a step of the rollback; where the API went away under it, is overloaded, or takes no login, the step waits for it. */
export async function whereClusterAnswers(
    {cluster}: Pick<KubernetesRun, 'cluster'>,
    act: () => Promise<StepResult | Waits>,
): Promise<StepResult | Waits> {
    try {
        return await act();
    } catch (error) {
        if (!isAway(error)) {
            throw error;
        }
        return {code: 'waits', reason: 'cluster_unreachable', data: {context: cluster.context}};
    }
}

const PAUSE_MS = 1_000;

/** Does a step that only looks; an API that is away meanwhile is waited out, as long as the plan waits for pods. Throws FipsError. */
export async function whileClusterIsAway<T>(
    {plan, settings, clock}: Pick<KubernetesRun, 'plan' | 'settings' | 'clock'>,
    look: () => Promise<T>,
): Promise<T> {
    const limitMs = plan.steps.find(({code}) => code === 'wait')?.limitMs ?? settings.READY_SECONDS * 1000;
    const begunAt = clock.monotonicMs();
    for (;;) {
        try {
            return await look();
        } catch (error) {
            if (!isAway(error) || clock.monotonicMs() - begunAt >= limitMs) {
                throw error;
            }
            await clock.sleep(PAUSE_MS);
        }
    }
}
