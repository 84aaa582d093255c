import type {Result} from '../results/result.ts';
import type {Plan} from './plan.ts';

/** What a plan tells of what it cures. */
export type Curing = Pick<Plan, 'goal' | 'mode' | 'rotation'>;

/** Checks that a plan cures by itself when the agent carries it out, by code. */
export function findCured({goal, mode, rotation}: Curing): readonly string[] {
    return goal === 'to_fips' && mode === 'apply' && rotation !== null ? ['database_password_length'] : [];
}

/** The results with those marked that fail now and that the plan cures. */
export function applyPlan(results: readonly Result[], plan: Curing | undefined): readonly Result[] {
    const cured = plan ? findCured(plan) : [];
    return results.map((result) =>
        result.state === 'fail' && cured.includes(result.check) ? {...result, cured: true} : result,
    );
}
