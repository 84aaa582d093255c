import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** SHA-1 signatures are not approved under FIPS 140-3; configurations from before 11.0 keep RSAwithSHA1. */
export const saml_signature = defineCheck({
    code: 'saml_signature',
    group: 'encryption_and_network',
    needs: ['saml'],
    reasons: {not_used: 'pass', approved: 'pass', sha1: 'warn', not_known: 'unknown'},
    sources: [SOURCES.server_config_model, SOURCES.nist_sp_800_131a],
    judge: ({saml: {enabled, signatureAlgorithm: algorithm}}) => {
        if (!enabled) {
            return found('not_used');
        }
        if (algorithm === 'RSAwithSHA256' || algorithm === 'RSAwithSHA512') {
            return found('approved', {algorithm});
        }
        return algorithm === 'RSAwithSHA1'
            ? found('sha1', {algorithm}, [remedy('use_rsa_sha256')])
            : found('not_known', {algorithm});
    },
});
