import * as z from 'zod/mini';
import {readClientConfigFacts, readLicenceFacts} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';

const TIMEOUT_MS = 5_000;

/**
 * What the server tells anybody: version, edition, FIPS flag and licence plan, over HTTP at `baseUrl`.
 * Redirects are refused and no URL from an answer is followed (security.md rule 11). Empty where nothing answers.
 */
export async function fetchAnonymousFacts(baseUrl: string, observedAt: string): Promise<Facts> {
    return (await fetchAnonymousServer(baseUrl, observedAt)).facts;
}

/** The same, with the id the server was given at its first start; undefined where it does not tell it. */
export async function fetchAnonymousServer(
    baseUrl: string,
    observedAt: string,
): Promise<{readonly facts: Facts; readonly serverId: string | undefined}> {
    const seen = {source: 'agent_rest', observedAt} as const;
    const [config, licence] = await Promise.all([
        fetchClientConfig(baseUrl),
        fetchJson(`${baseUrl}/api/v4/license/client?format=old`),
    ]);
    return {
        facts: {...readClientConfigFacts(config, seen), ...readLicenceFacts(licence, seen)},
        serverId: readServerId(config),
    };
}

const ServerIdentity = z.object({DiagnosticId: z.optional(z.string())});

/** The server's id alone. A clone has the same. */
export async function fetchServerId(baseUrl: string): Promise<string | undefined> {
    return readServerId(await fetchClientConfig(baseUrl));
}

function readServerId(config: unknown): string | undefined {
    return ServerIdentity.safeParse(config).data?.DiagnosticId || undefined;
}

function fetchClientConfig(baseUrl: string): Promise<unknown> {
    return fetchJson(`${baseUrl}/api/v4/config/client?format=old`);
}

async function fetchJson(url: string): Promise<unknown> {
    try {
        const response = await fetch(url, {redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS)});
        return response.ok ? await response.json() : undefined;
    } catch {
        return undefined;
    }
}
