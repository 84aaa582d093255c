import type {PluginBundle} from '@fips-readiness/core';
import {makeScanReport} from './scan_report.ts';
import type {Finding} from './scan_tar.ts';

/** Where Mattermost's images keep the bundles they bring. */
export const BUNDLE_FOLDER = '/mattermost/prepackaged_plugins';

/** More than any image brings; ids as the server takes them, versions as long as a sentence can bear. */
const MOST_BUNDLES = 100;
const ID = /^[A-Za-z0-9._-]{3,190}$/;
const LONGEST_VERSION = 64;

/**
 * The plugins of the bundle folder among a scan's findings, sorted by id; null where there is none, or one that could not
 * be read whole: nobody can then say what is not there. A plugin whose executables differ in mode is `unknown`.
 */
export function listBundles(findings: ReadonlyMap<string, Finding>): readonly PluginBundle[] | null {
    const bundles = new Map<string, PluginBundle>();
    for (const {path, plugin, version, mode} of makeScanReport(findings)) {
        if (!`${path}/`.startsWith(`${BUNDLE_FOLDER}/`)) {
            continue;
        }
        // Without a version there was no manifest, and the id is a folder's name.
        if (plugin === undefined || version === undefined || !ID.test(plugin) || version.length > LONGEST_VERSION) {
            return null;
        }
        const other = bundles.get(plugin);
        bundles.set(plugin, {id: plugin, version, mode: other && other.mode !== mode ? 'unknown' : mode});
    }
    const sorted = [...bundles.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
    return sorted.length === 0 || sorted.length > MOST_BUNDLES ? null : sorted;
}
