import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {FIPS_MINIMUM_SECRET_BYTES, SOURCES} from '../values/thresholds.ts';

/** S3 requests are signed with HMAC over the secret key: version 2 with SHA-1, version 4 with "AWS4" before the key. */
export const file_store_secret = defineCheck({
    code: 'file_store_secret',
    group: 'encryption_and_network',
    needs: ['file_store'],
    reasons: {
        local: 'pass',
        no_key: 'pass',
        long_enough: 'pass',
        too_short: 'warn',
        signature_v2: 'warn',
        unreadable: 'unknown',
        signature_not_seen: 'unknown',
    },
    sources: [SOURCES.nist_sp_800_131a, SOURCES.server_config_model],
    judge: ({file_store: {driver, secret, signatureV2}}) => {
        if (driver === 'local') {
            return found('local');
        }
        const data = {driver, limitBytes: FIPS_MINIMUM_SECRET_BYTES};
        if (signatureV2) {
            return found('signature_v2', data, [remedy('use_signature_v4')]);
        }
        switch (secret) {
            case 'short':
                return found('too_short', data, [remedy('lengthen_file_store_secret')]);
            case 'unreadable':
                return found('unreadable', data);
            case 'none':
                return found('no_key', data);
            case 'ok':
                return found(signatureV2 === null ? 'signature_not_seen' : 'long_enough', data);
        }
    },
});
