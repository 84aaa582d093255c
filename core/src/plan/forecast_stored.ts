import {FIPS_PREPACKAGED, TRANSITIONALLY_PREPACKAGED} from '../checks/prepackaged_plugins.ts';
import {isObserved} from '../facts/fact.ts';
import type {Facts} from '../facts/facts.ts';
import type {Plan} from './plan.ts';

/**
 * Plugins whose own build the FIPS server will copy into the file store at its first start: once prepackaged, switched on, brought by
 * the FIPS image, and not stored yet. The copy outlives a rollback, and the standard image then runs that FIPS build.
 * `enabled` are the ids that are on by the settings, undefined where those are not seen: then what runs is taken.
 */
export function forecastStored(
    {plugins, plugin_settings: settings, prepackaged_plugins: bundles}: Facts,
    enabled: ReadonlySet<string> | undefined,
): NonNullable<Plan['storedByServer']> {
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
        // A plugin that is on and not installed was removed right before the move.
        const isStored = plugin !== undefined && plugin.stored !== false;
        return isOn && isBrought && !isStored ? [{id, version: bundle?.version ?? ''}] : [];
    });
}
