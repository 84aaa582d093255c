import {readClientConfigFacts, readLicenceFacts} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';

const TIMEOUT_MS = 5_000;

/**
 * What the server tells anybody: version, edition, FIPS flag and licence plan, over HTTP at `baseUrl`.
 * Redirects are refused and no URL from an answer is followed (security.md rule 11). Empty where nothing answers.
 */
export async function fetchAnonymousFacts(baseUrl: string, observedAt: string): Promise<Facts> {
    const seen = {source: 'agent_rest', observedAt} as const;
    const [config, licence] = await Promise.all([
        fetchJson(`${baseUrl}/api/v4/config/client?format=old`),
        fetchJson(`${baseUrl}/api/v4/license/client?format=old`),
    ]);
    return {...readClientConfigFacts(config, seen), ...readLicenceFacts(licence, seen)};
}

async function fetchJson(url: string): Promise<unknown> {
    try {
        const response = await fetch(url, {redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS)});
        return response.ok ? await response.json() : undefined;
    } catch {
        return undefined;
    }
}
