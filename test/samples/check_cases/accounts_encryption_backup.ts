import {READY} from '../facts.ts';
import {casesOf} from './check_case.ts';
import type {CheckCase} from './check_case.ts';

const {server, file_store: files, backup} = READY;
const camo = {enabled: true, kind: 'atmos/camo', secret: 'ok'} as const;
const s3 = {...files, driver: 'amazons3', secret: 'ok'} as const;
const listener = {enabled: true, minimumVersion: '1.2', ciphers: []};
const GCM = 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256';
const OLD = 'TLS_RSA_WITH_AES_128_CBC_SHA';
const accounts = {users: 12, admins: 2, sessionHours: 4320, extended: false};

export const OTHER_CASES: readonly CheckCase[] = [
    ...casesOf(
        'password_minimum_length',
        ['long_enough', {}],
        ['too_short', {password_policy: {minimumLength: 8, setByEnvironment: false}}, 'raise_minimum_length'],
        [
            'too_short',
            {password_policy: {minimumLength: 13, setByEnvironment: true}},
            'raise_minimum_length_environment',
        ],
        [
            'too_short',
            {password_policy: {minimumLength: 8, setByEnvironment: false}, server: {...server, version: '11.6.1'}},
            'raise_minimum_length',
        ],
        [
            'too_short_later',
            {password_policy: {minimumLength: 8, setByEnvironment: false}, server: {...server, version: '11.6.0'}},
            'raise_minimum_length',
        ],
    ),
    ...casesOf(
        'local_account_lockout',
        ['none', {}],
        ['can_reset', {local_accounts: accounts}, 'ask_for_longer_passwords'],
        [
            'cannot_reset',
            {local_accounts: {...accounts, admins: 0}, email: {enabled: false}},
            'ask_for_longer_passwords',
            'enable_email',
        ],
        [
            'mail_not_known',
            {
                local_accounts: {users: 1, admins: 1, sessionHours: 0, extended: false},
                email: {missing: 'local_mode_off'},
            },
            'ask_for_longer_passwords',
        ],
    ),
    ...casesOf(
        'acting_admin_lockout',
        ['signs_in_elsewhere', {}],
        ['own_password', {acting_admin: {local: true}}, 'change_own_password'],
        ['fact_missing', {acting_admin: null}, 'open_the_page'],
    ),
    ...casesOf(
        'image_proxy_secret',
        ['not_used', {image_proxy: {...camo, enabled: false, secret: 'short'}}],
        ['local', {image_proxy: {enabled: true, kind: 'local', secret: 'none'}}],
        ['dropped', {image_proxy: {...camo, secret: 'short'}, server: {...server, version: '12.0.0'}}],
        ['goes_with_12', {image_proxy: camo}, 'use_local_image_proxy'],
        ['too_short', {image_proxy: {...camo, secret: 'short'}}, 'lengthen_image_proxy_key', 'use_local_image_proxy'],
        ['too_short', {image_proxy: {...camo, secret: 'none'}}, 'lengthen_image_proxy_key', 'use_local_image_proxy'],
        [
            'too_short_later',
            {image_proxy: {...camo, secret: 'short'}, server: {...server, version: '11.4.0'}},
            'lengthen_image_proxy_key',
            'use_local_image_proxy',
        ],
        ['unreadable', {image_proxy: {...camo, secret: 'unreadable'}}],
    ),
    ...casesOf('shared_channels', ['off', {}], ['on', {shared_channels: {enabled: true}}]),
    ...casesOf(
        'saml_signature',
        ['not_used', {saml: {enabled: false, signatureAlgorithm: 'RSAwithSHA1'}}],
        ['approved', {saml: {enabled: true, signatureAlgorithm: 'RSAwithSHA256'}}],
        ['approved', {saml: {enabled: true, signatureAlgorithm: 'RSAwithSHA512'}}],
        ['sha1', {saml: {enabled: true, signatureAlgorithm: 'RSAwithSHA1'}}, 'use_rsa_sha256'],
        ['not_known', {saml: {enabled: true, signatureAlgorithm: ''}}],
    ),
    ...casesOf(
        'tls_listener',
        ['not_used', {}],
        ['allowed', {tls_listener: listener}],
        ['allowed', {tls_listener: {...listener, ciphers: [GCM]}}],
        ['allowed', {tls_listener: {...listener, minimumVersion: '1.3', ciphers: [OLD]}}],
        ['old_version', {tls_listener: {...listener, minimumVersion: '1.1'}}, 'raise_tls_version'],
        ['some_ciphers', {tls_listener: {...listener, ciphers: [GCM, OLD]}}, 'choose_fips_ciphers'],
        [
            'some_ciphers',
            {tls_listener: {...listener, ciphers: ['TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256']}},
            'choose_fips_ciphers',
        ],
        ['no_cipher', {tls_listener: {...listener, ciphers: [OLD]}}, 'choose_fips_ciphers'],
    ),
    ...casesOf(
        'tls_peers',
        ['none', {}],
        [
            'peers',
            {tls_peers: ['smtp', 'ldap', 's3', 'elasticsearch', 'redis', 'saml_idp', 'postgres']},
            'probe_tls_peers',
        ],
    ),
    ...casesOf(
        'file_store_secret',
        ['local', {}],
        ['no_key', {file_store: {...s3, secret: 'none'}}],
        ['long_enough', {file_store: s3}],
        ['too_short', {file_store: {...s3, secret: 'short'}}, 'lengthen_file_store_secret'],
        ['signature_v2', {file_store: {...s3, signatureV2: true}}, 'use_signature_v4'],
        ['unreadable', {file_store: {...s3, secret: 'unreadable'}}],
        ['signature_not_seen', {file_store: {...s3, signatureV2: null}}],
    ),
    ...casesOf(
        'text_extraction',
        ['off', {}],
        ['html_may_differ', {file_store: {...files, extractContent: true}}],
        ['not_seen', {file_store: {...files, extractContent: null}}],
    ),
    ...casesOf(
        'crypto_environment',
        ['untouched', {}],
        [
            'overridden',
            {crypto_environment: {variables: ['OPENSSL_CONF'], mounts: ['/usr/lib']}},
            'remove_crypto_overrides',
        ],
    ),
    ...casesOf(
        'backup',
        ['recent', {}],
        ['old', {backup: {...backup, takenAt: '2026-11-20T03:00:00.000Z'}}, 'take_backup'],
        ['nobody_vouches', {backup: {missing: 'not_asked'}}, 'take_backup'],
        ['nobody_vouches', {backup: null}, 'take_backup'],
        ['time_unreadable', {backup: {...backup, takenAt: 'last night'}}, 'take_backup'],
    ),
];
