import type {Asked} from './ask_agent.ts';
import type {Move} from './move.ts';
import type {PlanView} from './plan_view.ts';

/** How long the agent's one-time code of a plan is good (security.md rule 3). */
const CODE_LIFE_MS = 10 * 60_000;
/** The agent takes up no request that is older (core/protocol/accept_request.ts). */
const REQUEST_LIFE_MS = 5 * 60_000;

/** Can this plan no longer be approved, by its age alone? `nowMs` by the server's clock. */
export function hasExpired({saidAtMs}: Pick<PlanView, 'saidAtMs'>, nowMs: number): boolean {
    return nowMs - saidAtMs > CODE_LIFE_MS;
}

/**
 * When an approval that was not answered lapses, by the page's clock; undefined for any other question, and where the plan was
 * applied or planned anew since.
 */
export function findLapse({kind, askedAtMs}: Asked, {plan}: Pick<Move, 'plan'>): number | undefined {
    return kind === 'approve' && plan ? askedAtMs + REQUEST_LIFE_MS : undefined;
}
