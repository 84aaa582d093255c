import {isObserved} from './fact.ts';
import type {Fact} from './fact.ts';
import {FACT_KEYS} from './facts.ts';
import type {Facts} from './facts.ts';

/**
 * One set of facts out of the agent's and the page's: an observed fact beats a missing one, and between two observed
 * ones the agent's wins, because the page's word never satisfies a blocker (security.md rule 7).
 */
export function mergeFacts(agent: Facts, page: Facts): Facts {
    const merged: Record<string, Fact<unknown>> = {};
    for (const key of FACT_KEYS) {
        const first = agent[key];
        const second = page[key];
        const chosen = isObserved<unknown>(first) || !isObserved<unknown>(second) ? (first ?? second) : second;
        if (chosen) {
            merged[key] = chosen;
        }
    }
    return merged as Facts;
}
