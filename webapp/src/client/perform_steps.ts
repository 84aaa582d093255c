import {ServerProblem} from './server_problem.ts';

/** A step that failed, and why. Those before it are done, and doing them again changes nothing. */
export type StepFailure<Step extends string> = {readonly step: Step; readonly problem: unknown};

/** Does one step after the other up to the first that fails. Undefined when all are done; a removal of what is gone is done. */
export async function performSteps<Step extends string>(input: {
    readonly steps: readonly Step[];
    readonly work: Readonly<Record<Step, () => Promise<unknown>>>;
    readonly onStep?: (step: Step) => void;
    /** Steps that take something away. */
    readonly removals?: readonly Step[];
}): Promise<StepFailure<Step> | undefined> {
    const {steps, work, onStep, removals = []} = input;
    for (const step of steps) {
        onStep?.(step);
        try {
            await work[step]();
        } catch (problem) {
            const isGone = problem instanceof ServerProblem && problem.code === 'not_found';
            if (!(isGone && removals.includes(step))) {
                return {step, problem};
            }
        }
    }
    return undefined;
}
