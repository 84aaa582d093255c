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

/** The report as JSON, signed by the agent's key; read back by `verifyEvidence`. */
export function printSignedEvidence(evidence: Evidence, keys: KeyPair): string {
    const signature = signPayload(digestEvidence(evidence), keys.secret);
    const envelope = {format: 1, product: 'fips-readiness', evidence, publicKey: keys.publicKey, signature};
    return printReport(envelope);
}

/** The one way a report's text is written. */
export function printReport(envelope: unknown): string {
    return `${JSON.stringify(envelope, null, 2)}\n`;
}
