import {isObserved} from './fact.ts';
import type {Fact} from './fact.ts';
import {FACT_KEYS} from './facts.ts';
import type {Facts} from './facts.ts';

/** Two observations this close are of one moment: the clocks of host and browser differ. */
const SAME_MOMENT_MS = 2 * 60 * 1000;

/**
 * One set of facts out of the agent's and the page's, for the page to show. An observed fact beats a missing one; of two observed
 * ones the newer wins, whoever made it (security.md rule 21), and the agent's where both are of one moment. The agent itself
 * never takes the page's word (rule 7).
 */
export function mergeFacts(agent: Facts, page: Facts): Facts {
    const merged: Record<string, Fact<unknown>> = {};
    for (const key of FACT_KEYS) {
        const first = agent[key];
        const second = page[key];
        const chosen = isNewer(second, first) ? second : (first ?? second);
        if (chosen) {
            merged[key] = chosen;
        }
    }
    const plugins = mergePlugins(agent.plugins, page.plugins);
    const files = mergeFileStore(agent.file_store, page.file_store);
    return {...(merged as Facts), ...(plugins && {plugins}), ...(files && {file_store: files})};
}

function isNewer(page: Fact<unknown> | undefined, agent: Fact<unknown> | undefined): boolean {
    if (!isObserved(page) || !isObserved(agent)) {
        return isObserved(page);
    }
    return Date.parse(page.observedAt) - Date.parse(agent.observedAt) > SAME_MOMENT_MS;
}

/** The platform knows the key, and the page the flags that nobody told the agent. */
function mergeFileStore(agent: Facts['file_store'], page: Facts['file_store']): Facts['file_store'] {
    if (!isObserved(agent) || !isObserved(page) || agent.value.driver !== page.value.driver) {
        return undefined;
    }
    const {signatureV2, extractContent} = agent.value;
    return signatureV2 === null || extractContent === null
        ? {
              ...agent,
              value: {
                  ...agent.value,
                  signatureV2: signatureV2 ?? page.value.signatureV2,
                  extractContent: extractContent ?? page.value.extractContent,
              },
          }
        : undefined;
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
