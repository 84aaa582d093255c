import {isObserved} from '../facts/fact.ts';
import type {Facts, FactValue} from '../facts/facts.ts';
import {remedy} from '../remedies/remedy.ts';
import type {Remedy} from '../remedies/remedy.ts';
import {isAtLeast, parseServerVersion} from '../server_version.ts';
import {FIPS_PREPACKAGED} from './prepackaged_plugins.ts';

type Plugin = FactValue<'plugins'>[number];
type Bundles = FactValue<'prepackaged_plugins'>;

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

/** What could not be read where the outcome is `unknown`: file store, FIPS image, or the FIPS image's own bundle. */
export type Unsure = 'file_store_unread' | 'fips_image_unread' | 'bundle_unproved';

/** One line of the page's table: now, after the move, what to do. `fipsBrings`: the FIPS image brings its own build. */
export type PluginForecast = Pick<Plugin, 'id' | 'name' | 'version' | 'active'> & {
    readonly fipsBrings: boolean;
    readonly outcome: PluginOutcome;
    readonly unsure: Unsure | null;
    readonly remedies: readonly Remedy[];
};

/** The forecast by what is known of a deployment; undefined where its plugins are not. Settings not seen are the server's defaults. */
export function forecastFromFacts({
    plugins,
    plugin_settings: settings,
    prepackaged_plugins: bundles,
}: Facts): readonly PluginForecast[] | undefined {
    return isObserved(plugins)
        ? forecastPlugins(
              plugins.value,
              !isObserved(settings) || settings.value.automaticPrepackaged,
              isObserved(bundles) ? bundles.value : undefined,
          )
        : undefined;
}

/**
 * Foretells each plugin, in the order given. At start the server deletes every unpacked plugin, unpacks the file store's
 * bundles, then adds the image's own where they are enabled, newer than what is there, and
 * `AutomaticPrepackagedPlugins` is on. Without `bundles` the lists of a release stand in for what the images hold.
 * Source: server/channels/app/plugin.go, plugin_install.go.
 */
export function forecastPlugins(
    plugins: readonly Plugin[],
    automaticPrepackaged: boolean,
    bundles?: Bundles,
): readonly PluginForecast[] {
    return plugins.map((plugin) => {
        const {id, name, version, active} = plugin;
        const fipsBrings = (bundles?.fips?.map((bundle) => bundle.id) ?? FIPS_PREPACKAGED.ids).includes(id);
        const judged = judge(plugin, fipsBrings, automaticPrepackaged, bundles);
        const outcome = isOutcome(judged) ? judged : 'unknown';
        const unsure = isOutcome(judged) ? null : judged;
        return {id, name, version, active, fipsBrings, outcome, unsure, remedies: remediesOf(id, outcome, fipsBrings)};
    });
}

/** A plugin that runs and that no image brought came from the file store: anything else is deleted at start. */
function judge(
    plugin: Plugin,
    fipsBrings: boolean,
    automaticPrepackaged: boolean,
    bundles: Bundles | undefined,
): Exclude<PluginOutcome, 'unknown'> | Unsure {
    const prepackaged = bundles?.current?.some(({id}) => id === plugin.id) ?? plugin.prepackaged;
    const stored = plugin.stored ?? (prepackaged === false ? true : null);
    if (stored === null) {
        return 'file_store_unread';
    }
    if (!stored && automaticPrepackaged && bundles?.fips === null) {
        return 'fips_image_unread';
    }
    if (!stored && !(fipsBrings && automaticPrepackaged)) {
        return 'vanishes';
    }
    if (!fipsBrings) {
        return plugin.hasServerCode ? 'stays_non_fips' : 'no_server_code';
    }
    const bundle = bundles?.fips?.find(({id}) => id === plugin.id);
    switch (bundle?.mode) {
        case 'unknown':
            return 'bundle_unproved';
        case 'non_fips':
            return 'stays_non_fips';
        case 'no_server_code':
            return 'no_server_code';
        default:
            return stored && !(automaticPrepackaged && isNewer(bundle?.version, plugin.version))
                ? 'shadowed'
                : 'becomes_fips';
    }
}

/** What runs is never older than what is stored: a bundle newer than it is newer than the stored copy. */
function isNewer(version: string | undefined, running: string): boolean {
    const [first, second] = [parseServerVersion(version ?? ''), parseServerVersion(running)];
    return first !== undefined && second !== undefined && !isAtLeast(second, first);
}

function isOutcome(judged: string): judged is PluginOutcome {
    return (PLUGIN_OUTCOMES as readonly string[]).includes(judged);
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
