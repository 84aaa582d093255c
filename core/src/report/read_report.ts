import * as z from 'zod/mini';
import {FACT_SOURCES, MISSING_REASONS} from '../facts/fact.ts';
import {FACT_KEYS} from '../facts/facts.ts';
import {AcceptedRisk} from '../facts/accepted_risk.ts';
import {GROUPS, STATES} from '../results/result.ts';
import type {ReadinessReport} from './readiness_report.ts';

const Code = z.string().check(z.regex(/^[a-z0-9_]{1,64}$/));
const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const Data = z.record(z.string(), Value);
const Count = z.number().check(z.nonnegative());

/** One check's result, as reports hold it. */
export const ResultSchema = z.object({
    check: Code,
    group: z.enum(GROUPS),
    state: z.enum(STATES),
    reason: Code,
    data: Data,
    remedies: z.array(z.object({code: Code, data: Data})),
    blocker: z.boolean(),
    observedBy: z.array(z.enum(FACT_SOURCES)),
    observedAt: z.nullable(z.iso.datetime()),
    missing: z.array(z.object({fact: z.enum(FACT_KEYS), why: z.enum(MISSING_REASONS)})),
    accepted: z.nullable(AcceptedRisk),
    cured: z.optional(z.literal(true)),
});

const Report = z.object({
    format: z.literal(1),
    product: z.literal('fips-readiness'),
    madeAt: z.iso.datetime(),
    direction: z.enum(['to_fips', 'to_standard']),
    deployment: z.object({kind: z.string(), name: z.string(), serverVersion: z.string(), image: z.string()}),
    verdict: z.object({
        code: z.enum(['ready', 'not_ready', 'cannot_tell', 'already_there']),
        counts: z.object({
            fail: Count,
            warn: Count,
            unknown: Count,
            pass: Count,
            accepted: Count,
            cured: z.optional(Count),
        }),
        cured: z.optional(z.array(Code)),
    }),
    results: z.array(ResultSchema),
});

/**
 * Reads a JSON report back (format 1). Undefined where it is none, or one of a layout this version does not know. Codes of
 * checks, reasons and remedies are kept as they are: `describeResult` shows those it has no words for by their code.
 */
export function readReport(outside: unknown): ReadinessReport | undefined {
    const read = Report.safeParse(outside);
    return read.success ? (read.data as ReadinessReport) : undefined;
}
