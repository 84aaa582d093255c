import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** TLS 1.2 suites left in FIPS mode, in Go's names. TLS 1.3 chooses for itself. Source: Go crypto/tls, FIPS defaults. */
const ALLOWED: readonly string[] = [
    'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
    'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
    'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
];

/** Left in by newer toolchains only: worth a warning, no blocker. */
const DOUBTFUL: readonly string[] = [
    'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
    'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
];

/** The server's own TLS listener; behind a proxy that ends TLS there is none. */
export const tls_listener = defineCheck({
    code: 'tls_listener',
    group: 'encryption_and_network',
    needs: ['tls_listener'],
    reasons: {not_used: 'pass', allowed: 'pass', old_version: 'warn', some_ciphers: 'warn', no_cipher: 'fail'},
    sources: [SOURCES.go_fips, SOURCES.microsoft_go_fips, SOURCES.nist_sp_800_52],
    judge: ({tls_listener: {enabled, minimumVersion, ciphers}}) => {
        if (!enabled) {
            return found('not_used');
        }
        const refused = minimumVersion === '1.3' ? [] : ciphers.filter((cipher) => !ALLOWED.includes(cipher));
        if (refused.length > 0) {
            const cure = [remedy('choose_fips_ciphers', {allowed: ALLOWED})];
            const none = ciphers.every((cipher) => !ALLOWED.includes(cipher) && !DOUBTFUL.includes(cipher));
            return found(none ? 'no_cipher' : 'some_ciphers', {ciphers: refused}, cure);
        }
        return minimumVersion === '1.0' || minimumVersion === '1.1'
            ? found('old_version', {minimumVersion}, [remedy('raise_tls_version')])
            : found('allowed');
    },
});
