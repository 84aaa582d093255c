import {FIPS_PREPACKAGED, TRANSITIONALLY_PREPACKAGED} from '../checks/prepackaged_plugins.ts';
import {isObserved} from '../facts/fact.ts';
import type {Facts, FactValue} from '../facts/facts.ts';
import {replacesVersion} from './replaces_version.ts';

/** A bundle the FIPS server will write into the file store. `replaces`: the version of the one it takes the place of. */
export type ForecastStored = {readonly id: string; readonly version: string; readonly replaces?: string};

/**
 * Plugins whose own build the FIPS server will copy into the file store at its first start: once prepackaged, switched on, brought by
 * the FIPS image, and not stored yet or only in an older version; where the image was not read, any stored version may be.
 * The copy outlives a rollback, and the standard image then runs that FIPS build. Tried on 11.6.0.
 * `enabled` are the ids that are on by the settings, undefined where those are not seen: then what runs is taken.
 */
export function forecastStored(
    {plugins, plugin_settings: settings, prepackaged_plugins: bundles}: Facts,
    enabled: ReadonlySet<string> | undefined,
): readonly ForecastStored[] {
    if (!isObserved(plugins) || (isObserved(settings) && !settings.value.automaticPrepackaged)) {
        return [];
    }
    const brought = isObserved(bundles) ? bundles.value.fips : null;
    const seen = new Map(plugins.value.map((plugin) => [plugin.id, plugin]));
    return TRANSITIONALLY_PREPACKAGED.ids.flatMap((id) => {
        const plugin = seen.get(id);
        const bundle = brought?.find((one) => one.id === id);
        const isOn = enabled?.has(id) ?? plugin?.active === true;
        const isBrought = brought === null ? FIPS_PREPACKAGED.ids.includes(id) : bundle !== undefined;
        if (!isOn || !isBrought) {
            return [];
        }
        const written = {id, version: bundle?.version ?? ''};
        // A plugin that is on and not installed was removed right before the move.
        if (plugin === undefined || plugin.stored === false) {
            return [written];
        }
        return mayReplace(plugin, bundle?.version) ? [{...written, replaces: plugin.version}] : [];
    });
}

function mayReplace({stored, version}: FactValue<'plugins'>[number], brought: string | undefined): boolean {
    return brought === undefined ? stored === true : replacesVersion(brought, version);
}
