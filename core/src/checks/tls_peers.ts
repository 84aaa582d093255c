import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** What people call the systems the server reaches over TLS. */
const NAMES = {
    smtp: 'SMTP',
    ldap: 'LDAP',
    s3: 'S3',
    elasticsearch: 'Elasticsearch',
    redis: 'Redis',
    saml_idp: 'SAML identity provider',
    postgres: 'PostgreSQL',
} as const;

/** An old peer can fail only after the move: FIPS mode leaves TLS 1.2 with Extended Master Secret, or 1.3, on NIST curves. */
export const tls_peers = defineCheck({
    code: 'tls_peers',
    group: 'encryption_and_network',
    needs: ['tls_peers'],
    reasons: {none: 'pass', peers: 'warn'},
    sources: [SOURCES.chainguard_tls, SOURCES.openssl_ems, SOURCES.go_fips],
    judge: ({tls_peers: peers}) =>
        peers.length === 0
            ? found('none')
            : found('peers', {peers: peers.map((peer) => NAMES[peer])}, [remedy('probe_tls_peers')]),
});
