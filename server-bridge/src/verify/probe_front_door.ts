import {isObserved} from '@fips-readiness/core';
import type {LayerResult} from '@fips-readiness/core';
import {fetchAnonymousFacts, fetchServerId} from '../facts/server_rest.ts';
import {fetchPing} from './fetch_ping.ts';
import {layer} from './layer.ts';

const POLL_MS = 1_000;

/**
 * The front door, as users reach the site: Mattermost answers there, with the same release, build and id as inside. A proxy may need a
 * while to see the new container, so it is asked again until the limit.
 */
export async function probeFrontDoor(input: {
    readonly siteUrl: string;
    /** Where the container itself listens: another server of the same release is another server. */
    readonly baseUrls: readonly string[];
    readonly version: string;
    readonly fips: boolean | null;
    readonly limitMs: number;
    readonly now: () => number;
    readonly sleep: (ms: number) => Promise<void>;
    readonly observedAt: string;
}): Promise<LayerResult> {
    const siteUrl = input.siteUrl.replace(/\/+$/, '');
    if (siteUrl === '') {
        return layer('front_door', 'skipped', 'no_site_url');
    }
    const until = input.now() + input.limitMs;
    for (;;) {
        const {answers} = await fetchPing(siteUrl);
        const same = answers && (await isSame(siteUrl, input));
        if (same) {
            return layer('front_door', 'ok', 'answers');
        }
        if (input.now() >= until) {
            return layer('front_door', 'failed', answers ? 'another' : 'no_answer');
        }
        await input.sleep(POLL_MS);
    }
}

async function isSame(
    siteUrl: string,
    {
        baseUrls,
        version,
        fips,
        observedAt,
    }: {
        readonly baseUrls: readonly string[];
        readonly version: string;
        readonly fips: boolean | null;
        readonly observedAt: string;
    },
): Promise<boolean> {
    const [{server}, outside, ...inside] = await Promise.all([
        fetchAnonymousFacts(siteUrl, observedAt),
        fetchServerId(siteUrl),
        ...baseUrls.map(fetchServerId),
    ]);
    const known = inside.filter((id) => id !== undefined);
    if (!isObserved(server) || (outside !== undefined && known.length > 0 && !known.includes(outside))) {
        return false;
    }
    return (
        (version === '' || server.value.version === version) &&
        (fips === null || server.value.fips === null || server.value.fips === fips)
    );
}
