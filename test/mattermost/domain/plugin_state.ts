import {createHash} from 'node:crypto';

import {effectiveConfig} from '../config/effective.ts';
import {isOn, readSetting, withSetting} from '../config/setting.ts';
import {isVersionAtLeast} from '../config/validate.ts';
import type {JsonObject} from '../json_value.ts';
import {isJsonObject, textOf} from '../json_value.ts';
import type {PluginBundle} from '../plugin_bundle.ts';
import type {PluginManifest} from '../plugin_manifest.ts';
import type {World} from '../world_shape.ts';

const NOT_RUNNING = 0;
const RUNNING = 2;
const FAILED_TO_START = 3;

/** PluginStates by id, whatever the configuration holds there. */
function readPluginStates(config: JsonObject): JsonObject {
    const states = readSetting(config, 'PluginSettings.PluginStates');
    return isJsonObject(states) ? states : {};
}

export function isPluginEnabled(world: World, id: string): boolean {
    const config = effectiveConfig(world);
    const entry = readPluginStates(config)[id];
    return isOn(config, 'PluginSettings.Enable') && isJsonObject(entry) && entry['Enable'] === true;
}

/** Writes PluginStates[id].Enable; ids hold dots, so this is no ordinary path. */
export function storePluginEnabled(world: World, id: string, isEnabled: boolean): void {
    const states = readPluginStates(world.state.config);
    world.state.config = withSetting(world.state.config, 'PluginSettings.PluginStates', {
        ...states,
        [id]: {Enable: isEnabled},
    });
}

function conditionOn(world: World, bundle: PluginBundle, node: string): {state: number; error: string} {
    const {id} = bundle.manifest;
    if (!isPluginEnabled(world, id)) {
        return {state: NOT_RUNNING, error: ''};
    }
    const condition = world.conditions[id]?.find((one) => one.node === node || one.node === '');
    if (condition !== undefined) {
        return {state: condition.state, error: condition.error};
    }
    const least = textOf(bundle.manifest, 'min_server_version');
    return least !== '' && !isVersionAtLeast(world.version, least)
        ? {state: FAILED_TO_START, error: `plugin requires Mattermost ${least}: ${id}`}
        : {state: RUNNING, error: ''};
}

/** What runs on the node that answers (the first one). */
export function isPluginActive(world: World, bundle: PluginBundle): boolean {
    return conditionOn(world, bundle, world.nodes[0]?.id ?? '').state === RUNNING;
}

/** Installed plugins in the order of their ids. */
export function listInstalled(world: World): PluginBundle[] {
    return [...world.installed.values()].sort((a, b) => (a.manifest.id < b.manifest.id ? -1 : 1));
}

/** GET /plugins/statuses: one line per plugin and node. */
export function viewPluginStatuses(world: World): JsonObject[] {
    const nodes = world.nodes.length === 0 ? [''] : world.nodes.map(({id}) => id);
    return nodes.flatMap((node) =>
        listInstalled(world).map((bundle) => ({
            plugin_id: bundle.manifest.id,
            cluster_id: node,
            plugin_path: `plugins/${bundle.manifest.id}`,
            ...conditionOn(world, bundle, node),
            name: bundle.manifest.name,
            description: textOf(bundle.manifest, 'description'),
            version: bundle.manifest.version,
        })),
    );
}

/** File name of the web app bundle under /static/plugins/<id>/. */
function bundleName(bundle: PluginBundle): string {
    const path = webappPath(bundle.manifest);
    const content = bundle.files.get(path) ?? new TextEncoder().encode(bundle.manifest.version);
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
    return `${bundle.manifest.id}_${hash}_bundle.js`;
}

export function webappPath(manifest: PluginManifest): string {
    const webapp = manifest['webapp'];
    return isJsonObject(webapp) ? textOf(webapp, 'bundle_path') : '';
}

/** The manifest as every browser gets it: no server part, no settings. */
export function viewClientManifest(bundle: PluginBundle): JsonObject {
    const {manifest} = bundle;
    const least = textOf(manifest, 'min_server_version');
    return {
        id: manifest.id,
        name: manifest.name,
        version: manifest.version,
        ...(least === '' ? {} : {min_server_version: least}),
        webapp: {bundle_path: `/static/${manifest.id}/${bundleName(bundle)}`},
    };
}
