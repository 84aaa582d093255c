import {FIPS_PREPACKAGED} from '../checks/prepackaged_plugins.ts';
import {isObserved} from '../facts/fact.ts';
import type {Facts} from '../facts/facts.ts';
import {compareWithPlan, hasGone} from '../plan/since_move.ts';
import type {Data} from '../values/data.ts';
import type {Variant} from '../values/variant.ts';
import {toWholeDays} from '../values/whole_days.ts';
import type {Settled} from './settled.ts';

/** What can slip after a move. Permanent codes; words under `drift.<code>`. */
export const DRIFT_CODES = [
    'other_variant',
    'flag_differs',
    'image_replaced',
    'other_containers',
    'plugin_slipped_back',
    'plugin_copy_unproved',
    'plugin_gone',
    'upgraded',
    'users_ahead',
] as const;
export type DriftCode = (typeof DRIFT_CODES)[number];

/** One finding. `wrong` is no longer what was proved and needs a person; the others are worth knowing. */
export type Drift = {readonly code: DriftCode; readonly wrong: boolean; readonly data: Data};

const HOUR_MS = 60 * 60 * 1000;

/**
 * What is not as the last settled run left it, or is still to come of it. Without such a run (moved by hand, on another
 * host's record) the server's own flag says what shall be. Empty where all is as it was; a fact that is not seen says nothing.
 */
export function findDrift(facts: Facts, settled: Settled | undefined, nowMs: number): readonly Drift[] {
    const expected = settled?.variant ?? expectedOf(facts);
    if (expected === undefined) {
        return [];
    }
    return [
        ...findImageDrift(facts, settled, expected),
        ...findPluginDrift(facts, settled, expected),
        ...findUsersAhead(facts, settled, expected, nowMs),
    ];
}

function expectedOf({server}: Facts): Variant | undefined {
    const flag = isObserved(server) ? server.value.fips : null;
    return flag === null ? undefined : flag ? 'fips' : 'standard';
}

function findImageDrift(facts: Facts, settled: Settled | undefined, expected: Variant): readonly Drift[] {
    const {running_image: image, server, other_variant_containers: others} = facts;
    const drift: Drift[] = [];
    const replaced = findReplaced(facts, settled);
    if (isObserved(image) && image.value.variant !== null && image.value.variant !== expected) {
        drift.push({code: 'other_variant', wrong: true, data: {expected, image: image.value.reference}});
    } else if (settled && replaced !== undefined) {
        const version = isObserved(server) ? server.value.version : '';
        const upgraded = version !== '' && version !== settled.serverVersion;
        const data = {from: settled.serverVersion, to: version, image: replaced};
        drift.push({code: upgraded ? 'upgraded' : 'image_replaced', wrong: !upgraded, data});
    }
    if (isObserved(server) && server.value.fips !== null && server.value.fips !== (expected === 'fips')) {
        drift.push({code: 'flag_differs', wrong: true, data: {expected}});
    }
    if (isObserved(others) && others.value.length > 0) {
        drift.push({code: 'other_containers', wrong: false, data: {expected, containers: others.value}});
    }
    return drift;
}

/** The image of the first instance that does not run what was settled; one that has not started yet says nothing. */
function findReplaced({running_image: image, instances}: Facts, settled: Settled | undefined): string | undefined {
    const all = [
        ...(isObserved(image) ? [{image: image.value.reference, imageId: image.value.imageId}] : []),
        ...(isObserved(instances) ? instances.value : []),
    ];
    const wanted = settled?.imageId ?? null;
    return wanted === null ? undefined : all.find(({imageId}) => imageId !== '' && imageId !== wanted)?.image;
}

/**
 * A stored copy goes before the image's own build: that is how an update from the Marketplace brings a non-FIPS one back. Its own
 * executables tell, for a FIPS server stores FIPS builds, too. One that the plan expected has not drifted; the plugins' own
 * check goes on to name it.
 */
function findPluginDrift({plugins}: Facts, settled: Settled | undefined, expected: Variant): readonly Drift[] {
    if (!isObserved(plugins)) {
        return [];
    }
    const planned = settled?.plugins ?? [];
    const foretold = new Set(planned.flatMap(({id, outcome}) => (outcome === 'shadowed' ? [id] : [])));
    const copies = plugins.value.filter(
        ({id, active, stored}) => active && stored === true && FIPS_PREPACKAGED.ids.includes(id) && !foretold.has(id),
    );
    const slipped = copies.filter(({storedMode}) => storedMode === 'non_fips');
    const unproved = copies.filter(({storedMode}) => storedMode === undefined || storedMode === 'unknown');
    const installed = new Map(plugins.value.map((plugin) => [plugin.id, plugin]));
    const gone = planned.filter((plugin) => hasGone(compareWithPlan(plugin, installed.get(plugin.id))));
    return [
        ...(expected === 'fips' && slipped.length > 0
            ? [{code: 'plugin_slipped_back', wrong: true, data: {plugins: slipped.map(idOf)}} as const]
            : []),
        ...(expected === 'fips' && unproved.length > 0
            ? [{code: 'plugin_copy_unproved', wrong: false, data: {plugins: unproved.map(idOf)}} as const]
            : []),
        ...(gone.length > 0 ? [{code: 'plugin_gone', wrong: true, data: {plugins: gone.map(idOf)}} as const] : []),
    ];
}

/**
 * Sessions go on without a password: whose is too short finds out when theirs ends, one by one until the longest has. Where a
 * session in use is extended nobody can say when that is.
 */
function findUsersAhead(
    {local_accounts: accounts}: Facts,
    settled: Settled | undefined,
    expected: Variant,
    nowMs: number,
): readonly Drift[] {
    if (expected !== 'fips' || !isObserved(accounts) || accounts.value.users === 0) {
        return [];
    }
    const {users, sessionHours, extended} = accounts.value;
    const untilMs = settled && Date.parse(settled.endedAt) + sessionHours * HOUR_MS;
    if (untilMs !== undefined && nowMs > untilMs && !extended) {
        return [];
    }
    const until = untilMs === undefined ? '' : new Date(untilMs).toISOString();
    return [{code: 'users_ahead', wrong: false, data: {users, until, days: toWholeDays(sessionHours), extended}}];
}

function idOf({id}: {readonly id: string}): string {
    return id;
}
