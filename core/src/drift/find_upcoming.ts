import {evaluate} from '../checks/evaluate.ts';
import {holdsIn, SINCE} from '../values/thresholds.ts';
import type {SinceCode} from '../values/thresholds.ts';
import {isObserved} from '../facts/fact.ts';
import type {Facts} from '../facts/facts.ts';
import type {Result, State} from '../results/result.ts';
import {isAtLeast, parseServerVersion} from '../values/server_version.ts';

/** What a later release will say of this deployment, and from which release on. */
export type Upcoming = {readonly from: string; readonly result: Result};

const WEIGHT: Readonly<Record<State, number>> = {pass: 0, unknown: 1, warn: 2, fail: 3};

/** These speak of the release itself, or of its image: another number alone makes them say something else. */
const ABOUT_THE_RELEASE: readonly string[] = [
    'server_version',
    'fips_image_available',
    'node_coverage',
    'current_variant',
];

/**
 * "Before your next upgrade": rules of newer releases that this deployment would break, each once, with the first release it
 * holds in. Rules that hold already are the checks' own business.
 */
export function findUpcoming(facts: Facts): readonly Upcoming[] {
    const {server} = facts;
    const version = isObserved(server) ? server.value.version : '';
    if (!isObserved(server) || parseServerVersion(version) === undefined) {
        return [];
    }
    const now = new Map(evaluate(facts).map((result) => [result.check, WEIGHT[result.state]]));
    const found = new Map<string, Upcoming>();
    for (const from of releasesAfter(version)) {
        const then = evaluate({...facts, server: {...server, value: {...server.value, version: from}}});
        for (const result of then) {
            const worse = WEIGHT[result.state] > (now.get(result.check) ?? 0) && result.state !== 'unknown';
            if (worse && !found.has(result.check) && !ABOUT_THE_RELEASE.includes(result.check)) {
                found.set(result.check, {from, result});
            }
        }
    }
    return [...found.values()];
}

/** First releases of rules that do not hold in `version` yet, oldest first. */
function releasesAfter(version: string): readonly string[] {
    const rules = Object.keys(SINCE) as SinceCode[];
    const releases = rules.flatMap((rule) => (holdsIn(rule, version) === false ? [SINCE[rule].from] : []));
    return [...new Set(releases)].sort((one, other) => {
        const [first, second] = [parseServerVersion(one), parseServerVersion(other)];
        return first && second && isAtLeast(first, second) ? 1 : -1;
    });
}
