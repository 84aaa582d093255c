import {compareWithPlan, FIPS_PREPACKAGED, hasGone, isObserved} from '@fips-readiness/core';
import type {Facts, Plan} from '@fips-readiness/core';
import type {ScanResult} from '../scan/scan_report.ts';
import type {AfterPlugin} from './after_report.ts';

/** Where the running server keeps plugins unpacked. */
const UNPACKED = '/mattermost/plugins/';

/**
 * Every plugin that is installed, with what its executable proves and how it stands to the baseline, and those of the baseline that
 * are gone. Null where the server's list is not seen.
 */
export function findPlugins(
    facts: Facts,
    scanned: readonly ScanResult[],
    baseline: Plan['plugins'] | undefined,
    enabled: ReadonlySet<string> | undefined,
): readonly AfterPlugin[] | null {
    const {plugins} = facts;
    if (!plugins || !isObserved(plugins)) {
        return null;
    }
    const before = new Map((baseline ?? []).map((plugin) => [plugin.id, plugin]));
    const now = plugins.value.map(({id, version, active}) => ({
        id,
        version,
        enabled: enabled?.has(id) ?? null,
        running: active,
        named: FIPS_PREPACKAGED.ids.includes(id),
        ...findProof(id, scanned),
        since: baseline === undefined ? null : compareWithPlan(before.get(id), {active}),
    }));
    const installed = new Set(now.map(({id}) => id));
    const gone = (baseline ?? [])
        .filter((plugin) => !installed.has(plugin.id) && hasGone(compareWithPlan(plugin, undefined)))
        .map(({id, version}) => ({
            id,
            version,
            enabled: enabled?.has(id) ?? null,
            running: false,
            named: FIPS_PREPACKAGED.ids.includes(id),
            mode: 'unknown' as const,
            grade: 'nothing' as const,
            since: 'missing' as const,
        }));
    return [...now, ...gone].sort((first, second) => (first.id < second.id ? -1 : 1));
}

function findProof(id: string, scanned: readonly ScanResult[]): Pick<AfterPlugin, 'mode' | 'grade'> {
    const own = scanned.filter(({path, plugin}) => plugin === id && path.startsWith(UNPACKED));
    // One of several executables that is no FIPS build is what the server may start.
    const weakest =
        own.find(({mode}) => mode === 'non_fips') ??
        own.find(({mode}) => mode === 'unknown') ??
        own.find(({grade}) => grade !== 'matches_image') ??
        own[0];
    return {mode: weakest?.mode ?? 'unknown', grade: weakest?.grade ?? 'nothing'};
}
