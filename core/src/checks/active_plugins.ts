import {isObserved} from '../facts/fact.ts';
import type {Facts} from '../facts/facts.ts';
import {forecastFromFacts} from './plugin_forecast.ts';
import type {PluginForecast, PluginOutcome} from './plugin_forecast.ts';

/** True when the server is known to run no plugins at all. */
export function pluginsOff({plugin_settings: settings}: Facts): boolean {
    return isObserved(settings) && !settings.value.enabled;
}

/** As many names as a sentence can hold. */
const MOST_NAMES = 8;

/** The names for a sentence, the first few, and how many more there are. */
export function namesOf(plugins: readonly {readonly name: string}[]): {
    readonly names: readonly string[];
    readonly more: number;
} {
    return {
        names: plugins.slice(0, MOST_NAMES).map(({name}) => name),
        more: Math.max(0, plugins.length - MOST_NAMES),
    };
}

/** The active plugins with this outcome: an inactive one is missed by nobody. */
export function pluginsWith(facts: Facts, outcome: PluginOutcome): readonly PluginForecast[] {
    return (forecastFromFacts(facts) ?? []).filter((plugin) => plugin.active && plugin.outcome === outcome);
}
