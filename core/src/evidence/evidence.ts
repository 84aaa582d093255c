import * as z from 'zod/mini';
import type {PluginMode, ProofGrade} from '../build_information/judge_mode.ts';
import type {Facts} from '../facts/facts.ts';
import type {Result} from '../results/result.ts';
import type {FunctionResult} from '../run/core_functions.ts';
import {readJournal} from '../run/journal_text.ts';
import type {JournalRead} from '../run/journal_text.ts';
import type {LayerResult} from '../run/verify_layers.ts';

/** What the report claims, and no more: that a build runs, never that anything is compliant. Words under `evidence.statement.<code>`. */
export const STATEMENTS = ['runs_fips_build', 'runs_standard_build', 'not_proved'] as const;
export type Statement = (typeof STATEMENTS)[number];

/** What stands around Mattermost and is not covered by its image. Words under `evidence.part.<code>`. */
export const BOUNDARY_PARTS = ['tls_terminator', 'database', 'file_store', 'search', 'push_proxy'] as const;
export type BoundaryPart = (typeof BOUNDARY_PARTS)[number];

/** An executable's own build information, as far as it may be shown (linker flags may hold keys). */
export type BuildProof = {
    readonly path: string;
    readonly role: 'server' | 'plugin';
    readonly plugin: string | null;
    readonly mode: PluginMode;
    readonly evidence: readonly string[];
    readonly grade: ProofGrade;
    readonly goVersion: string | null;
    readonly module: string | null;
    /** Go's own cryptographic module it was built with, in GOFIPS140's words: `v1.0.0-c2097c7c` is version and hash. Null where it names none. */
    readonly goFips140: string | null;
    /** `sha256:<hex>` of the executable; null where it was not read to its end. */
    readonly digest: string | null;
};

/** A run as its journal has it: the exact lines, so that whoever reads the report can compute the chain again. */
export const EvidenceRun = z.object({
    runId: z.string(),
    planText: z.string(),
    planDigest: z.string(),
    journal: z.readonly(z.array(z.string())),
    head: z.string(),
    /** Posts in the queue's channel that name a value of the journal's chain: what was said there cannot be said otherwise later. */
    anchors: z.readonly(z.array(z.object({postId: z.string(), head: z.string()}))),
});
export type EvidenceRun = Readonly<z.infer<typeof EvidenceRun>>;

/** The journal of a run in a report, its chain computed again. */
export function readRunJournal({journal}: EvidenceRun): JournalRead {
    return readJournal(journal.map((line) => `${line}\n`).join(''));
}

/**
 * All that is known of a deployment and of one run, for an assessor. Facts are redacted where they are read; times are ISO
 * 8601 UTC, durations milliseconds, digests `sha256:<hex>`.
 */
export type Evidence = {
    readonly format: 1;
    readonly product: 'fips-readiness';
    readonly madeAt: string;
    readonly statement: Statement;
    readonly madeBy: {
        readonly agentVersion: string;
        readonly user: string;
        readonly host: string;
        /** The agent's own image, by what the engine calls its container; null where it runs from no container the engine knows. */
        readonly image: {readonly reference: string; readonly id: string; readonly digest: string | null} | null;
        /** Libraries this report was made and signed with; `fips` says whether OpenSSL's FIPS provider was in force in the agent. */
        readonly crypto: {readonly node: string; readonly openssl: string; readonly fips: boolean};
    };
    readonly image: {readonly reference: string; readonly id: string};
    readonly builds: readonly BuildProof[];
    /** The cryptographic module file found in the container; null where none was found. */
    readonly module: {readonly path: string; readonly digest: string; readonly sizeBytes: number} | null;
    readonly layers: readonly LayerResult[];
    readonly functions: readonly FunctionResult[] | null;
    readonly boundary: readonly {readonly part: BoundaryPart; readonly name: string; readonly image: string | null}[];
    readonly facts: Facts;
    readonly results: readonly Result[];
    readonly run: EvidenceRun | null;
};

/** What the statement rests on: image id and flag of the site, and the server's own executable. */
export function makeStatement(
    evidence: Pick<Evidence, 'builds' | 'layers'>,
    variant: 'fips' | 'standard' | null,
): Statement {
    const mode = evidence.builds.find(({role}) => role === 'server')?.mode;
    const flag = evidence.layers.find(({layer}) => layer === 'fips_flag')?.state;
    if (variant === 'fips' && mode !== 'non_fips' && flag !== 'failed' && (mode === 'fips' || flag === 'ok')) {
        return 'runs_fips_build';
    }
    return variant === 'standard' && mode !== 'fips' ? 'runs_standard_build' : 'not_proved';
}

/** The envelope on disk. `signature` is hex of r||s by the agent's key over the evidence's canonical JSON. */
export const SignedEvidence = z.object({
    format: z.literal(1),
    product: z.literal('fips-readiness'),
    evidence: z.looseObject({
        format: z.literal(1),
        madeAt: z.iso.datetime(),
        statement: z.enum(STATEMENTS),
        run: z.nullable(EvidenceRun),
    }),
    publicKey: z.string(),
    signature: z.string(),
});
