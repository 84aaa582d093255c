import type {PluginBundle} from '@fips-readiness/core';
import {makeScanReport} from './scan_report.ts';
import type {ScanResult} from './scan_report.ts';
import type {Finding} from './scan_tar.ts';

/** Where Mattermost's images keep the bundles they bring. */
export const BUNDLE_FOLDER = '/mattermost/prepackaged_plugins';

/** More than any image brings; ids as the server takes them, versions as long as a sentence can bear. */
const MOST_BUNDLES = 100;
const ID = /^[A-Za-z0-9._-]{3,190}$/;
const LONGEST_VERSION = 64;

/** Where a local file store keeps plugins, inside the container. */
export const STORED_FOLDER = '/mattermost/data/plugins';

/** Where a local file store keeps a plugin's bundle, inside the container. `id` is one the server takes. */
export function storedBundlePath(id: string): string {
    return `${STORED_FOLDER}/${id}.tar.gz`;
}

/**
 * The plugins of the bundle folder among a scan's findings, sorted by id; null where there is none, or one that could not
 * be read whole: nobody can then say what is not there. A plugin whose executables differ in mode is `unknown`.
 */
export function listBundles(findings: ReadonlyMap<string, Finding>): readonly PluginBundle[] | null {
    const inFolder = makeScanReport(findings).filter(({path}) => `${path}/`.startsWith(`${BUNDLE_FOLDER}/`));
    const bundles = foldBundles(inFolder);
    const sorted = [...(bundles?.values() ?? [])].sort((one, other) => (one.id < other.id ? -1 : 1));
    return sorted.length === 0 || sorted.length > MOST_BUNDLES ? null : sorted;
}

/** The one plugin with this id among a scan's findings; undefined where it could not be read whole. */
export function findBundle(findings: ReadonlyMap<string, Finding>, id: string): PluginBundle | undefined {
    return foldBundles(makeScanReport(findings))?.get(id);
}

function foldBundles(results: readonly ScanResult[]): ReadonlyMap<string, PluginBundle> | undefined {
    const bundles = new Map<string, PluginBundle>();
    for (const {plugin, version, mode} of results) {
        // Without a version there was no manifest, and the id is a folder's name.
        if (plugin === undefined || version === undefined || !ID.test(plugin) || version.length > LONGEST_VERSION) {
            return undefined;
        }
        const other = bundles.get(plugin);
        bundles.set(plugin, {id: plugin, version, mode: other && other.mode !== mode ? 'unknown' : mode});
    }
    return bundles;
}
