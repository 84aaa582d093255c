import {isObserved} from '../facts/fact.ts';
import type {Facts, FactValue} from '../facts/facts.ts';
import {remedy} from '../remedies/remedy.ts';
import type {Remedy} from '../remedies/remedy.ts';
import {isAtLeast, parseServerVersion} from '../values/server_version.ts';
import {FIPS_PREPACKAGED} from './prepackaged_plugins.ts';

type Plugin = FactValue<'plugins'>[number];
type Bundles = FactValue<'prepackaged_plugins'>;
type Bundle = NonNullable<Bundles['fips']>[number];

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

/** What is not known where the outcome is `unknown`: is a copy stored, what build it is, or what build the image's own is. */
export type Unsure = 'file_store_unread' | 'stored_unproved' | 'bundle_unproved';

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
 * `AutomaticPrepackagedPlugins` is on. What was not read of the images is taken from the lists of a release, so that a reading
 * only ever adds to what is expected.
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
    const inNoImage = plugin.prepackaged === false || bundles?.current?.some(({id}) => id === plugin.id) === false;
    const stored = plugin.stored ?? (inNoImage ? true : null);
    const bundle = bundles?.fips?.find(({id}) => id === plugin.id);
    if (stored === null) {
        return 'file_store_unread';
    }
    if (stored && !(automaticPrepackaged && isNewer(bundle?.version, plugin.version))) {
        return judgeStored(plugin, fipsBrings, bundle);
    }
    if (!fipsBrings || !automaticPrepackaged) {
        return 'vanishes';
    }
    return judgeBundle(bundle);
}

/** The stored copy is what runs: its own executables tell, not that it is there. A FIPS server stores FIPS builds, too. */
function judgeStored(
    {storedMode, hasServerCode}: Plugin,
    fipsBrings: boolean,
    bundle: Bundle | undefined,
): Exclude<PluginOutcome, 'unknown'> | Unsure {
    switch (storedMode) {
        case 'fips':
            return 'becomes_fips';
        case 'no_server_code':
            return 'no_server_code';
        case 'non_fips':
            // Only what stands before a FIPS build is worth removing.
            return fipsBrings && judgeBundle(bundle) === 'becomes_fips' ? 'shadowed' : 'stays_non_fips';
        default:
            return !hasServerCode ? 'no_server_code' : fipsBrings ? 'stored_unproved' : 'stays_non_fips';
    }
}

/** What the FIPS image brings; without a reading, a FIPS build as the release's list says. */
function judgeBundle(bundle: Bundle | undefined): 'becomes_fips' | 'stays_non_fips' | 'no_server_code' | Unsure {
    switch (bundle?.mode) {
        case 'unknown':
            return 'bundle_unproved';
        case 'non_fips':
            return 'stays_non_fips';
        case 'no_server_code':
            return 'no_server_code';
        default:
            return 'becomes_fips';
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
