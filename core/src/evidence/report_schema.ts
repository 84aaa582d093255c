import * as z from 'zod/mini';
import {PLUGIN_MODES, PROOF_GRADES} from '../build_information/judge_mode.ts';
import {FACT_SOURCES, MISSING_REASONS} from '../facts/fact.ts';
import {FACT_KEYS, FACT_SCHEMAS} from '../facts/facts.ts';
import {ResultSchema} from '../report/read_report.ts';
import {CORE_FUNCTIONS, FUNCTION_REASONS} from '../run/core_functions.ts';
import {BOUNDARY_PARTS, EvidenceRun, STATEMENTS} from './evidence.ts';

const Time = z.iso.datetime();
const STATES = ['ok', 'failed', 'skipped'] as const;
const Seen = {source: z.enum(FACT_SOURCES), observedAt: Time};

const Facts = z.object(
    Object.fromEntries(
        FACT_KEYS.map((key) => [
            key,
            z.optional(
                z.union([
                    z.object({...Seen, value: FACT_SCHEMAS[key]}),
                    z.object({...Seen, missing: z.enum(MISSING_REASONS)}),
                ]),
            ),
        ]),
    ),
);

const MadeBy = z.object({
    agentVersion: z.string(),
    user: z.string(),
    host: z.string(),
    image: z.nullable(z.object({reference: z.string(), id: z.string(), digest: z.nullable(z.string())})),
    crypto: z.object({node: z.string(), openssl: z.string(), fips: z.boolean()}),
});

const Build = z.object({
    path: z.string(),
    role: z.enum(['server', 'plugin']),
    plugin: z.nullable(z.string()),
    mode: z.enum(PLUGIN_MODES),
    evidence: z.array(z.string()),
    grade: z.enum(PROOF_GRADES),
    goVersion: z.nullable(z.string()),
    module: z.nullable(z.string()),
    goFips140: z.nullable(z.string()),
    digest: z.nullable(z.string()),
});

/**
 * The whole of what `fips-agent report --format json` prints, format 1, for those who read it by machine: docs/reference/report.schema.json is
 * written from it. Fields may be added within a format, never changed; `verifyEvidence` itself asks only for what it judges.
 */
export const EvidenceReport = z.object({
    format: z.literal(1),
    product: z.literal('fips-readiness'),
    evidence: z.object({
        format: z.literal(1),
        product: z.literal('fips-readiness'),
        madeAt: Time,
        statement: z.enum(STATEMENTS),
        madeBy: MadeBy,
        image: z.object({reference: z.string(), id: z.string()}),
        builds: z.array(Build),
        module: z.nullable(z.object({path: z.string(), digest: z.string(), sizeBytes: z.number()})),
        layers: z.array(
            z.object({layer: z.string(), state: z.enum(STATES), reason: z.string(), names: z.array(z.string())}),
        ),
        functions: z.nullable(
            z.array(
                z.object({
                    function: z.enum(CORE_FUNCTIONS),
                    state: z.enum(STATES),
                    reason: z.nullable(z.enum(FUNCTION_REASONS)),
                    tookMs: z.nullable(z.number()),
                }),
            ),
        ),
        boundary: z.array(z.object({part: z.enum(BOUNDARY_PARTS), name: z.string(), image: z.nullable(z.string())})),
        facts: Facts,
        results: z.array(ResultSchema),
        run: z.nullable(EvidenceRun),
    }),
    publicKey: z.string(),
    signature: z.string(),
});
