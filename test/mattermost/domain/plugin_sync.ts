import {effectiveConfig} from '../config/effective.ts';
import {isOn} from '../config/setting.ts';
import {isVersionAtLeast} from '../config/validate.ts';
import type {PluginBundle} from '../plugin_bundle.ts';
import {packPluginBundle, readPluginBundle} from '../plugin_bundle.ts';
import type {PluginManifest} from '../plugin_manifest.ts';
import {webappPath, isPluginEnabled} from './plugin_state.ts';
import type {World} from '../world_shape.ts';

/** Prepackaged plugins the server copies into the file store while they are switched on. */
const TRANSITIONAL = new Set(['focalboard', 'mattermost-autolink', 'jitsi', 'com.github.matterpoll.matterpoll']);

/** The file store's path of a plugin's bundle. */
export function bundlePath(id: string): string {
    return `plugins/${id}.tar.gz`;
}

export function isTransitional(id: string): boolean {
    return TRANSITIONAL.has(id);
}

/** The bundle that lies in the image for a prepackaged plugin. */
export function packPrepackaged(manifest: PluginManifest): Uint8Array {
    const webapp = webappPath(manifest);
    return packPluginBundle(manifest, webapp === '' ? {} : {[webapp]: `/* ${manifest.id} ${manifest.version} */\n`});
}

/** semver order without build metadata: 2.8.0+c4449ac is not newer than 2.8.0. */
function isNewer(candidate: string, present: string): boolean {
    const [left = '', right = ''] = [candidate, present].map((version) => version.split('+')[0] ?? '');
    return !isVersionAtLeast(right, left);
}

function install(world: World, bundle: PluginBundle): void {
    world.installed.set(bundle.manifest.id, bundle);
    const {id, version} = bundle.manifest;
    world.log('info', 'Installing extracted plugin', {plugin_id: id, version});
}

function processPrepackaged(world: World, manifest: PluginManifest): void {
    const present = world.installed.get(manifest.id);
    if (present !== undefined && !isNewer(manifest.version, present.manifest.version)) {
        world.log('warn', 'Skipping local installation of plugin since not a newer version', {
            plugin_id: manifest.id,
            version: manifest.version,
            existing_version: present.manifest.version,
        });
        return;
    }
    const bytes = packPrepackaged(manifest);
    const bundle = readPluginBundle(bytes);
    if (bundle !== undefined) {
        install(world, bundle);
    }
    if (isTransitional(manifest.id)) {
        world.fileStore.write(bundlePath(manifest.id), bytes);
    }
}

/**
 * What a starting server does with plugins (channels/app/plugin.go): everything unpacked goes, the file store's bundles come
 * back, prepackaged ones that are switched on are added where they are newer. A plugin that was only prepackaged, and is not
 * in this image, is gone without a word.
 */
export function syncPlugins(world: World): void {
    world.installed.clear();
    const config = effectiveConfig(world);
    if (!isOn(config, 'PluginSettings.Enable')) {
        return;
    }
    world.log('info', 'Syncing plugins from the file store');
    for (const path of world.fileStore.list('plugins/')) {
        const bytes = path.endsWith('.tar.gz') ? world.fileStore.read(path) : undefined;
        const bundle = bytes === undefined ? undefined : readPluginBundle(bytes);
        if (bundle !== undefined) {
            install(world, bundle);
        }
    }
    if (isOn(config, 'PluginSettings.AutomaticPrepackagedPlugins')) {
        world.prepackaged
            .filter(({id}) => isPluginEnabled(world, id))
            .forEach((manifest) => processPrepackaged(world, manifest));
    }
}
