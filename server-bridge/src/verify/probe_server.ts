import {isAtLeast, isObserved, parseServerVersion} from '@fips-readiness/core';
import type {LayerResult} from '@fips-readiness/core';
import {fetchAnonymousFacts} from '../server/server_rest.ts';
import {fetchPing} from '../server/fetch_ping.ts';
import {layer} from './layer.ts';

/** From here on servers tell whether they are FIPS builds. */
const FLAG_SINCE = {major: 11, minor: 3, patch: 0};

/** API, release, build, database and file store, as the server at `baseUrl` itself says. */
export async function probeServer(
    baseUrl: string,
    wished: {readonly fips: boolean | null; readonly version: string},
    observedAt: string,
): Promise<readonly LayerResult[]> {
    const [ping, facts] = await Promise.all([fetchPing(baseUrl), fetchAnonymousFacts(baseUrl, observedAt)]);
    const server = isObserved(facts.server) ? facts.server.value : undefined;
    return [
        ping.answers && server ? layer('api', 'ok', 'answers') : layer('api', 'failed', 'no_answer'),
        judgeVersion(server?.version, wished.version),
        judgeFlag(server, wished),
        judgeStatus('database', ping.database, 'writes'),
        judgeStatus('file_store', ping.fileStore, 'works'),
    ];
}

function judgeVersion(version: string | undefined, wished: string): LayerResult {
    if (version === undefined || wished === '') {
        return layer('version', 'skipped', 'not_told');
    }
    return version === wished ? layer('version', 'ok', 'same') : layer('version', 'failed', 'differs');
}

function judgeFlag(
    server: {readonly version: string; readonly fips: boolean | null} | undefined,
    {fips, version}: {readonly fips: boolean | null; readonly version: string},
): LayerResult {
    const release = parseServerVersion(server?.version ?? version);
    if (fips === null || (release && !isAtLeast(release, FLAG_SINCE))) {
        return layer('fips_flag', 'skipped', 'no_flag');
    }
    if (!server) {
        return layer('fips_flag', 'skipped', 'not_told');
    }
    return server.fips === fips ? layer('fips_flag', 'ok', 'as_planned') : layer('fips_flag', 'failed', 'other');
}

function judgeStatus(
    code: 'database' | 'file_store',
    good: boolean | undefined,
    reason: 'writes' | 'works',
): LayerResult {
    if (good === undefined) {
        return layer(code, 'skipped', 'not_told');
    }
    return good ? layer(code, 'ok', reason) : layer(code, 'failed', 'fails');
}
