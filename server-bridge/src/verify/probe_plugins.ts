import {compareWithPlan, isAtLeast, parseServerVersion, readPlugins} from '@fips-readiness/core';
import type {LayerResult, Plan} from '@fips-readiness/core';
import type {LocalMode} from '../server/local_mode.ts';
import {layer} from './layer.ts';

/**
 * Every plugin that was active before: is it still, in the same version? What the approved plan foretold is no surprise: one
 * that vanishes is named. `stored`: plugins whose own, newer build the server stores.
 */
export async function probePlugins(
    localMode: LocalMode,
    before: Plan['plugins'],
    stored: readonly string[],
): Promise<LayerResult> {
    const active = before.filter((plugin) => plugin.active);
    if (active.length === 0) {
        return layer('plugins', 'skipped', 'no_baseline');
    }
    const answer = await localMode.run('plugin', 'list');
    const json: unknown = Array.isArray(answer?.json) ? (answer.json as readonly unknown[])[0] : answer?.json;
    const now = readPlugins(json, undefined, () => ({stored: null, prepackaged: null}));
    if (!now) {
        return layer('plugins', 'skipped', 'local_mode_off');
    }
    const found = new Map(now.map((plugin) => [plugin.id, plugin]));
    const foretold = active.filter((plugin) => compareWithPlan(plugin, found.get(plugin.id)) === 'foretold');
    const differing = active.filter(
        (plugin) => !foretold.includes(plugin) && !isAsPlanned(plugin, found.get(plugin.id), stored),
    );
    if (differing.length > 0) {
        return layer('plugins', 'failed', 'differ', differing.map(idOf));
    }
    return foretold.length > 0
        ? layer('plugins', 'ok', 'as_foretold', foretold.map(idOf))
        : layer('plugins', 'ok', 'as_before');
}

/** It runs, in the version it had; where the image's own newer build was foretold, in one that is no older. */
function isAsPlanned(
    {id, version, outcome}: Plan['plugins'][number],
    now: {readonly active: boolean; readonly version: string} | undefined,
    stored: readonly string[],
): boolean {
    if (now?.active !== true) {
        return false;
    }
    const [before, after] = [parseServerVersion(version), parseServerVersion(now.version)];
    return (
        withoutBuild(now.version) === withoutBuild(version) ||
        ((outcome === 'becomes_fips' || stored.includes(id)) &&
            before !== undefined &&
            after !== undefined &&
            isAtLeast(after, before))
    );
}

/** Build metadata tells builds of one version apart, and no order (semver): the FIPS image's own builds carry it. */
function withoutBuild(version: string): string {
    return version.replace(/\+.*$/, '');
}

function idOf({id}: {readonly id: string}): string {
    return id;
}
