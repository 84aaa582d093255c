import {AppError} from '../app_error.ts';
import {makeClientConfig} from '../config/client_config.ts';
import {effectiveConfig} from '../config/effective.ts';
import {isOn} from '../config/setting.ts';
import {makeEvent} from '../event.ts';
import type {JsonObject} from '../json_value.ts';
import type {PluginBundle} from '../plugin_bundle.ts';
import {readPluginBundle} from '../plugin_bundle.ts';
import type {PluginManifest} from '../plugin_manifest.ts';
import {viewManifest} from '../plugin_manifest.ts';
import type {World} from '../world_shape.ts';
import {
    isPluginActive,
    isPluginEnabled,
    listInstalled,
    storePluginEnabled,
    viewClientManifest,
    viewPluginStatuses,
    webappPath,
} from './plugin_state.ts';
import {bundlePath, isTransitional, packPrepackaged} from './plugin_sync.ts';

function assertPluginsOn(world: World): void {
    if (!isOn(effectiveConfig(world), 'PluginSettings.Enable')) {
        throw new AppError(
            501,
            'app.plugin.disabled.app_error',
            'Plugins have been disabled. Please check your logs for details.',
        );
    }
}

function announce(world: World, event: 'plugin_enabled' | 'plugin_disabled', bundle: PluginBundle): void {
    if (webappPath(bundle.manifest) !== '') {
        world.emit(makeEvent(event, {manifest: viewClientManifest(bundle)}));
    }
    announceStatuses(world);
}

function announceStatuses(world: World): void {
    const statuses = viewPluginStatuses(world);
    world.emit(makeEvent('plugin_statuses_changed', {plugin_statuses: statuses}, {isForAdmins: true}));
}

/** Tells every browser that the configuration changed. */
export function announceConfig(world: World): void {
    world.emit(makeEvent('config_changed', {config: makeClientConfig(world, true)}));
}

/** GET /plugins: active are those that run on the answering node. */
export function viewPlugins(world: World): JsonObject {
    assertPluginsOn(world);
    const [active, inactive] = [true, false].map((isActive) =>
        listInstalled(world)
            .filter((bundle) => isPluginActive(world, bundle) === isActive)
            .map(({manifest}) => viewManifest(manifest)),
    );
    return {active: active ?? [], inactive: inactive ?? []};
}

/** GET /plugins/webapp. */
export function viewWebappPlugins(world: World): JsonObject[] {
    return listInstalled(world)
        .filter((bundle) => webappPath(bundle.manifest) !== '' && isPluginActive(world, bundle))
        .map(viewClientManifest);
}

function keep(world: World, bundle: PluginBundle, bytes: Uint8Array): PluginManifest {
    world.installed.set(bundle.manifest.id, bundle);
    world.fileStore.write(bundlePath(bundle.manifest.id), bytes);
    world.log('info', 'Installing extracted plugin', {
        plugin_id: bundle.manifest.id,
        version: bundle.manifest.version,
    });
    announceStatuses(world);
    return bundle.manifest;
}

/** Takes an uploaded bundle into the file store. REST and local mode share the gates. */
export function uploadPlugin(world: World, bytes: Uint8Array, isForced: boolean): PluginManifest {
    const config = effectiveConfig(world);
    const isOpen =
        isOn(config, 'PluginSettings.Enable') &&
        isOn(config, 'PluginSettings.EnableUploads') &&
        !isOn(config, 'PluginSettings.RequirePluginSignature');
    if (!isOpen) {
        throw new AppError(
            501,
            'app.plugin.upload_disabled.app_error',
            'Plugins and/or plugin uploads have been disabled.',
        );
    }
    const bundle = readPluginBundle(bytes);
    if (bundle === undefined) {
        throw new AppError(400, 'app.plugin.extract.app_error', 'An error occurred extracting the plugin bundle.');
    }
    if (world.installed.has(bundle.manifest.id) && !isForced) {
        throw new AppError(
            400,
            'app.plugin.install_id.app_error',
            'Unable to install plugin. A plugin with the same ID is already installed.',
        );
    }
    return keep(world, bundle, bytes);
}

/**
 * POST /plugins/marketplace: the prepackaged bundle, else the remote one, copied into the file store; only this version, where
 * one is named.
 */
export function installFromMarketplace(world: World, id: string, version = ''): PluginManifest {
    assertPluginsOn(world);
    assertMarketplaceOn(world);
    const isWanted = (plugin: PluginManifest) => plugin.id === id && (version === '' || plugin.version === version);
    const manifest =
        world.prepackaged.find((plugin) => isWanted(plugin) && !isTransitional(id)) ??
        world.remoteMarketplace.find(isWanted);
    const bytes = manifest === undefined ? undefined : packPrepackaged(manifest);
    const bundle = bytes === undefined ? undefined : readPluginBundle(bytes);
    if (bytes === undefined || bundle === undefined) {
        throw new AppError(
            500,
            'app.plugin.marketplace_plugins.not_found.app_error',
            'Could not find the requested marketplace plugin.',
        );
    }
    return keep(world, bundle, bytes);
}

function assertMarketplaceOn(world: World): void {
    if (!isOn(effectiveConfig(world), 'PluginSettings.EnableMarketplace')) {
        throw new AppError(
            501,
            'app.plugin.marketplace_disabled.app_error',
            'Marketplace has been disabled. Please check your logs for details.',
        );
    }
}

const LOCAL_LABEL = {
    name: 'Local',
    description: 'This plugin is not listed in the marketplace',
    url: '',
    color: '',
};

/** GET /plugins/marketplace, sorted by name. */
export function viewMarketplace(
    world: World,
    filter: {readonly text: string; readonly isLocalOnly: boolean},
): JsonObject[] {
    assertPluginsOn(world);
    assertMarketplaceOn(world);
    const listed = new Map<string, PluginManifest>();
    const offered = world.prepackaged.filter(({id}) => !isTransitional(id));
    const all = [
        ...listInstalled(world).map(({manifest}) => manifest),
        ...offered,
        ...(filter.isLocalOnly ? [] : world.remoteMarketplace),
    ];
    all.forEach((manifest) => listed.set(manifest.id, listed.get(manifest.id) ?? manifest));
    const isListedElsewhere = (id: string): boolean =>
        [...offered, ...world.remoteMarketplace].some((manifest) => manifest.id === id);
    const isWanted = ({id, name}: PluginManifest): boolean =>
        `${id} ${name}`.toLowerCase().includes(filter.text.toLowerCase());
    return [...listed.values()]
        .filter(isWanted)
        .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
        .map((manifest) => ({
            homepage_url: '',
            icon_data: '',
            download_url: '',
            release_notes_url: '',
            ...(isListedElsewhere(manifest.id) ? {} : {labels: [LOCAL_LABEL]}),
            hosting: '',
            author_type: '',
            release_stage: '',
            enterprise: false,
            signature: '',
            manifest: viewManifest(manifest),
            installed_version: world.installed.get(manifest.id)?.manifest.version ?? '',
        }));
}

function getInstalled(world: World, id: string): PluginBundle {
    assertPluginsOn(world);
    const bundle = world.installed.get(id.toLowerCase());
    if (bundle === undefined) {
        throw new AppError(404, 'app.plugin.not_installed.app_error', 'Plugin is not installed.');
    }
    return bundle;
}

export function setPluginEnabled(world: World, id: string, isEnabled: boolean): void {
    const bundle = getInstalled(world, id);
    storePluginEnabled(world, bundle.manifest.id, isEnabled);
    announceConfig(world);
    announce(world, isEnabled ? 'plugin_enabled' : 'plugin_disabled', bundle);
}

/** Takes a plugin out: switched off, file store copy and unpacked folder gone; its data stay. */
export function removePlugin(world: World, id: string): void {
    const bundle = getInstalled(world, id);
    storePluginEnabled(world, bundle.manifest.id, false);
    world.installed.delete(bundle.manifest.id);
    world.fileStore.remove(bundlePath(bundle.manifest.id));
    announceConfig(world);
    announce(world, 'plugin_disabled', bundle);
}

/** After a change of configuration: plugins newly switched on or off are told. */
export function announcePluginChanges(world: World, wasEnabled: ReadonlyMap<string, boolean>): void {
    for (const bundle of listInstalled(world)) {
        const isEnabled = isPluginEnabled(world, bundle.manifest.id);
        if (wasEnabled.get(bundle.manifest.id) !== isEnabled) {
            announce(world, isEnabled ? 'plugin_enabled' : 'plugin_disabled', bundle);
        }
    }
}
