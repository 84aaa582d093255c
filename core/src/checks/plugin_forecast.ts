import type {FactValue} from '../facts/facts.ts';
import {remedy} from '../remedies/remedy.ts';
import type {Remedy} from '../remedies/remedy.ts';
import {FIPS_PREPACKAGED} from './prepackaged_plugins.ts';

type Plugin = FactValue<'plugins'>[number];

/** What becomes of a plugin when the standard image is replaced by the FIPS image. */
export const PLUGIN_OUTCOMES = [
    'becomes_fips',
    'stays_non_fips',
    'shadowed',
    'vanishes',
    'no_server_code',
    'unknown',
] as const;

export type PluginOutcome = (typeof PLUGIN_OUTCOMES)[number];

/** One line of the page's table: now, after the move, what to do. `fipsBrings`: the FIPS image brings its own build. */
export type PluginForecast = Pick<Plugin, 'id' | 'name' | 'version' | 'active'> & {
    readonly fipsBrings: boolean;
    readonly outcome: PluginOutcome;
    readonly remedies: readonly Remedy[];
};

/**
 * Foretells each plugin, in the order given. At start the server deletes every unpacked plugin, unpacks the file store's
 * bundles, then adds the image's own where they are enabled, newer than what is there, and
 * `AutomaticPrepackagedPlugins` is on. Source: server/channels/app/plugin.go, plugin_install.go.
 */
export function forecastPlugins(
    plugins: readonly Plugin[],
    automaticPrepackaged: boolean,
    fipsPrepackaged: readonly string[] = FIPS_PREPACKAGED.ids,
): readonly PluginForecast[] {
    const brought = new Set(fipsPrepackaged);
    return plugins.map((plugin) => {
        const fipsBrings = brought.has(plugin.id);
        const outcome = outcomeOf(plugin, fipsBrings, automaticPrepackaged);
        const {id, name, version, active} = plugin;
        return {id, name, version, active, fipsBrings, outcome, remedies: remediesOf(id, outcome, fipsBrings)};
    });
}

/** A plugin that runs and that no image brought came from the file store: anything else is deleted at start. */
function outcomeOf(plugin: Plugin, fipsBrings: boolean, automaticPrepackaged: boolean): PluginOutcome {
    const stored = plugin.stored ?? (plugin.prepackaged === false ? true : null);
    if (stored === null) {
        return 'unknown';
    }
    if (fipsBrings) {
        return stored ? 'shadowed' : automaticPrepackaged ? 'becomes_fips' : 'vanishes';
    }
    if (!stored) {
        return 'vanishes';
    }
    return plugin.hasServerCode ? 'stays_non_fips' : 'no_server_code';
}

function remediesOf(id: string, outcome: PluginOutcome, fipsBrings: boolean): readonly Remedy[] {
    const data = {plugins: [id]};
    if (outcome === 'shadowed') {
        return [remedy('remove_stored_copy', data)];
    }
    if (outcome === 'vanishes') {
        return [fipsBrings ? remedy('enable_automatic_prepackaged') : remedy('keep_plugin', data)];
    }
    return outcome === 'unknown' && !fipsBrings ? [remedy('keep_plugin', data)] : [];
}
