import {parsePlan} from '../plan/parse_plan.ts';
import {makePlanDigest} from '../plan/plan.ts';
import {parseJson} from '../values/canonical_json.ts';
import {printFingerprint, verifyPayload} from '../protocol/signature.ts';
import {readRunJournal, SignedEvidence} from './evidence.ts';
import type {EvidenceRun} from './evidence.ts';
import {digestEvidence, printReport} from './sign_evidence.ts';

/** What does not fit together. Permanent codes; words under `evidence.broken.<code>`. */
export const EVIDENCE_BREAKS = [
    'bytes',
    'other_key',
    'signature',
    'plan',
    'plan_digest',
    'journal',
    'head',
    'run_id',
    'not_closed',
    'anchor',
] as const;
export type EvidenceBreak = (typeof EVIDENCE_BREAKS)[number];

/**
 * What a report is worth to its reader. `consistent` says that it fits together and was signed by the key with this
 * fingerprint; whose key that is, and that nothing was left out, only a comparison outside this file can say.
 */
export type EvidenceVerdict =
    | {readonly code: 'not_a_report'}
    | {
          readonly code: 'consistent' | 'inconsistent';
          readonly broken: readonly EvidenceBreak[];
          readonly fingerprint: string;
          readonly madeAt: string;
          readonly run: {
              readonly runId: string;
              readonly events: number;
              readonly head: string;
              /** Posts that name this very head. */
              readonly anchoredIn: readonly string[];
          } | null;
      };

/**
 * Judges the text of a signed JSON report, byte by byte: nothing may be in it that the agent did not print (security.md rule 23).
 * `expectedKey` is the fingerprint the reader knows from elsewhere, however it is spaced. Throws nothing, whatever the text.
 */
export function verifyEvidence(text: string, expectedKey?: string): EvidenceVerdict {
    const outside = parseJson(text);
    const read = SignedEvidence.safeParse(outside);
    const fingerprint = read.success ? printFingerprint(read.data.publicKey) : undefined;
    if (!read.success || fingerprint === undefined) {
        return {code: 'not_a_report'};
    }
    const {evidence, publicKey, signature} = read.data;
    const isExpected = expectedKey === undefined || plainKey(expectedKey) === plainKey(fingerprint);
    const broken: readonly EvidenceBreak[] = [
        ...(isAsPrinted(text, outside) ? [] : ['bytes' as const]),
        ...(isSigned((outside as {readonly evidence: unknown}).evidence, signature, publicKey)
            ? []
            : ['signature' as const]),
        ...(isExpected ? [] : ['other_key' as const]),
        ...(evidence.run ? findRunBreaks(evidence.run) : []),
    ];
    return {
        code: broken.length === 0 ? 'consistent' : 'inconsistent',
        broken,
        fingerprint,
        madeAt: evidence.madeAt,
        run: evidence.run && {
            runId: evidence.run.runId,
            events: evidence.run.journal.length,
            head: evidence.run.head,
            anchoredIn: findAnchors(evidence.run),
        },
    };
}

const ENVELOPE = ['format', 'product', 'evidence', 'publicKey', 'signature'];

/** A doubled key, a number that JSON.parse rounds, a key next to the envelope's own: none of them is printed by the agent. */
function isAsPrinted(text: string, outside: unknown): boolean {
    const keys = Object.keys(outside as object);
    return printReport(outside) === text && keys.join() === ENVELOPE.join();
}

function plainKey(fingerprint: string): string {
    return fingerprint.replace(/[\s:]/g, '').toLowerCase();
}

function isSigned(evidence: unknown, signature: string, publicKey: string): boolean {
    try {
        return verifyPayload(digestEvidence(evidence), signature, publicKey);
    } catch {
        return false;
    }
}

function findRunBreaks(run: EvidenceRun): readonly EvidenceBreak[] {
    const plan = parsePlan(run.planText);
    const journal = readRunJournal(run);
    const broken: EvidenceBreak[] = [];
    if (!plan) {
        broken.push('plan');
    }
    if (journal.code === 'damaged') {
        return [...broken, 'journal'];
    }
    const [opened] = journal.events;
    if (opened?.kind !== 'opened' || opened.runId !== run.runId) {
        broken.push('run_id');
    }
    const digest = makePlanDigest(run.planText);
    if (digest !== run.planDigest || (opened?.kind === 'opened' && opened.planDigest !== digest)) {
        broken.push('plan_digest');
    }
    if (journal.head !== run.head) {
        broken.push('head');
    }
    if (journal.events.findLast(({kind}) => kind !== 'discarded')?.kind !== 'closed') {
        broken.push('not_closed');
    }
    const chain = new Set(run.journal.map((line) => line.slice(0, line.indexOf(' '))));
    if (run.anchors.some((anchor) => !chain.has(anchor.head))) {
        broken.push('anchor');
    }
    return broken;
}

function findAnchors({anchors, head}: EvidenceRun): readonly string[] {
    return anchors.flatMap((anchor) => (anchor.head === head ? [anchor.postId] : []));
}
