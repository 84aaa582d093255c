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
    const plugins = mergePlugins(agent.plugins, page.plugins);
    return {...(merged as Facts), ...(plugins && {plugins})};
}

/**
 * Each side sees another half of a plugin: the page its state on every node and what the image brings, the agent the file
 * store. A plugin only one side knows is taken as that side says.
 */
function mergePlugins(agent: Facts['plugins'], page: Facts['plugins']): Facts['plugins'] {
    if (!isObserved(agent) || !isObserved(page)) {
        return undefined;
    }
    const seen = new Map(page.value.map((plugin) => [plugin.id, plugin]));
    const both = agent.value.map((plugin) => {
        const other = seen.get(plugin.id);
        return other
            ? {
                  ...plugin,
                  active: other.active,
                  state: other.state,
                  nodesFailed: other.nodesFailed,
                  stored: plugin.stored ?? other.stored,
                  prepackaged: plugin.prepackaged ?? other.prepackaged,
              }
            : plugin;
    });
    const known = new Set(agent.value.map((plugin) => plugin.id));
    return {...agent, value: [...both, ...page.value.filter((plugin) => !known.has(plugin.id))]};
}
