import {isObserved} from '@fips-readiness/core';
import type {LayerResult} from '@fips-readiness/core';
import {fetchAnonymousServer, fetchServerId} from '../server/server_rest.ts';
import {fetchPing} from '../server/fetch_ping.ts';
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
    const ids = await Promise.all(input.baseUrls.map(fetchServerId));
    const inside = ids.filter((id) => id !== undefined);
    const until = input.now() + input.limitMs;
    for (;;) {
        const {answers} = await fetchPing(siteUrl);
        const same = answers && (await isSame(siteUrl, inside, input));
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
    inside: readonly string[],
    {version, fips, observedAt}: {readonly version: string; readonly fips: boolean | null; readonly observedAt: string},
): Promise<boolean> {
    const {
        facts: {server},
        serverId,
    } = await fetchAnonymousServer(siteUrl, observedAt);
    if (!isObserved(server) || (serverId !== undefined && inside.length > 0 && !inside.includes(serverId))) {
        return false;
    }
    return (
        (version === '' || server.value.version === version) &&
        (fips === null || server.value.fips === null || server.value.fips === fips)
    );
}
