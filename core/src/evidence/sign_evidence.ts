import {printCanonicalJson} from '../values/canonical_json.ts';
import type {Json} from '../values/canonical_json.ts';
import {makeDigest} from '../values/digest.ts';
import {signPayload} from '../protocol/signature.ts';
import type {KeyPair} from '../protocol/signature.ts';
import type {Evidence} from './evidence.ts';

/** What is signed: a digest of its own domain, so that no reply can stand in for a report nor a report for a reply. */
export function digestEvidence(evidence: unknown): string {
    return makeDigest('evidence', printCanonicalJson(evidence as Json));
}

/** Hex of r||s by the agent's key. */
export function signEvidence(evidence: Evidence, secret: string): string {
    return signPayload(digestEvidence(evidence), secret);
}

/** The report as JSON, signed by the agent's key; read back by `verifyEvidence`. */
export function printSignedEvidence(evidence: Evidence, {publicKey, secret}: KeyPair): string {
    return printEnvelope({evidence, publicKey, signature: signEvidence(evidence, secret)});
}

/** The same from its parts, as they come through the queue. */
export function printEnvelope({
    evidence,
    publicKey,
    signature,
}: {
    readonly evidence: unknown;
    readonly publicKey: string;
    readonly signature: string;
}): string {
    return printReport({format: 1, product: 'fips-readiness', evidence, publicKey, signature});
}

/** The one way a report's text is written. */
export function printReport(envelope: unknown): string {
    return `${JSON.stringify(envelope, null, 2)}\n`;
}
