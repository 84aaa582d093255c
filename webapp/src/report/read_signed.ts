import {
    describeEvidence,
    EvidenceReport,
    parseJson,
    printEnvelope,
    printEvidenceHtml,
    printFingerprint,
    verifyEvidence,
} from '@fips-readiness/core';
import type {BelievedReply, Evidence} from '@fips-readiness/core';
import {ENGLISH} from '../i18n/english_voice.ts';

/** A report as it can be kept: signed for machines, and drawn to print. `html` is undefined where this page cannot read all of it. */
export type SignedReport = {readonly madeAtMs: number; readonly isConsistent: boolean; readonly json: string};

/** The newest report of a run; undefined where none was asked for. Its own signature is judged, byte by byte, as on any desk. */
export function readSigned(
    believed: readonly BelievedReply[],
    runId: string,
    publicKey: string,
): SignedReport | undefined {
    const newest = believed.findLast(({reply}) => reply.kind === 'evidence' && reply.runId === runId);
    if (newest?.reply.kind !== 'evidence') {
        return undefined;
    }
    const {evidence, signature} = newest.reply;
    const json = printEnvelope({evidence, publicKey, signature});
    const verdict = verifyEvidence(json, printFingerprint(publicKey));
    return {madeAtMs: newest.saidAtMs, isConsistent: verdict.code === 'consistent', json};
}

/** The same report as a page to print; undefined where an agent of another version says what this page does not know. */
export function drawReport({json}: Pick<SignedReport, 'json'>): string | undefined {
    const report = EvidenceReport.safeParse(parseJson(json)).data;
    return (
        report &&
        printEvidenceHtml(
            ENGLISH.speak('evidence.title'),
            ENGLISH.speak('evidence.note'),
            // A code of a newer agent's is drawn as it is.
            describeEvidence(report.evidence as Evidence, ENGLISH),
        )
    );
}
