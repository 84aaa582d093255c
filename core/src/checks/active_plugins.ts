import {isObserved} from '../facts/fact.ts';
import type {Facts, FactValue} from '../facts/facts.ts';
import {forecastPlugins} from './plugin_forecast.ts';
import type {PluginForecast, PluginOutcome} from './plugin_forecast.ts';

/** True when the server is known to run no plugins at all. */
export function pluginsOff({plugin_settings: settings}: Facts): boolean {
    return isObserved(settings) && !settings.value.enabled;
}

/** The active plugins with this outcome: an inactive one is missed by nobody. */
export function pluginsWith(
    plugins: FactValue<'plugins'>,
    settings: FactValue<'plugin_settings'>,
    outcome: PluginOutcome,
): readonly PluginForecast[] {
    return forecastPlugins(plugins, settings.automaticPrepackaged).filter(
        (plugin) => plugin.active && plugin.outcome === outcome,
    );
}
