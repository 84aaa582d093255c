import * as z from 'zod/mini';
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

const ServerIdentity = z.object({DiagnosticId: z.optional(z.string())});

/** The id this server was given at its first start, and tells anybody; undefined where it does not. A clone has the same. */
export async function fetchServerId(baseUrl: string): Promise<string | undefined> {
    const config = ServerIdentity.safeParse(await fetchJson(`${baseUrl}/api/v4/config/client?format=old`));
    return config.data?.DiagnosticId || undefined;
}

async function fetchJson(url: string): Promise<unknown> {
    try {
        const response = await fetch(url, {redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS)});
        return response.ok ? await response.json() : undefined;
    } catch {
        return undefined;
    }
}
