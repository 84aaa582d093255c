import {forecastFromFacts, isObserved} from '@fips-readiness/core';
import type {Facts, PluginForecast} from '@fips-readiness/core';
import type {PluginChange} from '../change/plugin_change.ts';
import type {ChangedPlugin} from '../state/plugin_settings.ts';

/**
 * What this page itself can do about plugins before the move, by plugin: only where it is known what becomes of them, and
 * where this server can do it. What was changed already is put back from its note.
 */
export function findPluginChanges(facts: Facts, changed: readonly ChangedPlugin[]): ReadonlyMap<string, PluginChange> {
    const {plugin_settings: settings, server} = facts;
    if (!isObserved(settings) || !settings.value.enabled || (isObserved(server) && server.value.fips === true)) {
        return new Map();
    }
    const {marketplace, automaticPrepackaged} = settings.value;
    return new Map(
        (forecastFromFacts(facts) ?? [])
            .filter(({active, id}) => active && !changed.some((one) => one.id === id))
            .flatMap((forecast) => {
                const {id, name, version, outcome} = forecast;
                const canKeep = marketplace && !forecast.fipsBrings && outcome === 'vanishes';
                const kind =
                    canKeep && isInImage(forecast, facts)
                        ? 'keep'
                        : // Without it no image's own build comes up again.
                          automaticPrepackaged && outcome === 'shadowed'
                          ? 'remove'
                          : undefined;
                return kind === undefined ? [] : [[id, {kind, id, name, version}] as const];
            }),
    );
}

/** Does the running image bring this version? Only what it brings can be copied into the file store. */
function isInImage(forecast: PluginForecast, {prepackaged_plugins: bundles, plugins}: Facts): boolean {
    const read = isObserved(bundles) ? bundles.value.current : null;
    if (read !== null) {
        return read.some(({id, version}) => id === forecast.id && version === forecast.version);
    }
    return isObserved(plugins) && plugins.value.some(({id, prepackaged}) => id === forecast.id && prepackaged === true);
}
