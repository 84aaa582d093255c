import * as z from 'zod/mini';
import {makeFact} from '../fact.ts';
import type {FactSource} from '../fact.ts';
import type {Facts} from '../facts.ts';

/** GET /config/client?format=old: all values are strings; IsFipsEnabled exists from 11.3 on. */
const ClientConfig = z.object({
    Version: z.string(),
    BuildEnterpriseReady: z.string(),
    IsFipsEnabled: z.optional(z.string()),
});

/** GET /license/client?format=old */
const ClientLicence = z.object({IsLicensed: z.string(), SkuShortName: z._default(z.string(), '')});

type SeenBy = {readonly source: FactSource; readonly observedAt: string};

/** The server's version, edition and FIPS flag; undefined where the answer is not Mattermost's. */
export function readClientConfigFacts(outside: unknown, seen: SeenBy): Facts | undefined {
    const read = ClientConfig.safeParse(outside);
    if (!read.success) {
        return undefined;
    }
    const {Version: version, BuildEnterpriseReady: enterprise, IsFipsEnabled: fips} = read.data;
    const value = {version, enterpriseReady: enterprise === 'true', fips: fips === undefined ? null : fips === 'true'};
    return {server: makeFact(value, seen.source, seen.observedAt)};
}

/** The licence plan; undefined where the answer is not Mattermost's. */
export function readLicenceFacts(outside: unknown, seen: SeenBy): Facts | undefined {
    const read = ClientLicence.safeParse(outside);
    if (!read.success) {
        return undefined;
    }
    const value = {licensed: read.data.IsLicensed === 'true', sku: read.data.SkuShortName.toLowerCase()};
    return {licence: makeFact(value, seen.source, seen.observedAt)};
}
