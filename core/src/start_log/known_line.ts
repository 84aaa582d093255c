/** What a line of Mattermost's log is known to mean. Permanent codes; words under `start_log.<code>.title` and `.help`. */
export const START_LOG_CODES = [
    'password_minimum_length',
    'image_proxy_secret',
    'configuration_invalid',
    'hmac_key_too_short',
    'crypto_module',
    'database_login_refused',
    'database_too_old',
    'tls_handshake_failed',
    'plugin_copy_kept',
    'plugin_not_started',
] as const;
export type StartLogCode = (typeof START_LOG_CODES)[number];

/**
 * Sentences of the product, its driver, Go and OpenSSL, the more exact ones first:
 * - configuration: `model/config.go` (recorded: `invalid config: Config.IsValid: model.config.is_valid.password_length.app_error`);
 * - keys: lib/pq's SCRAM under OpenSSL 3 (mattermost PR 38053: `EVP_MAC_init`, `hmac_setkey: invalid key length`), Go's own module
 *   (`crypto/hmac: use of keys shorter than 112 bits`), the product's hasher (`PBKDF password must be at least 14 bytes`);
 * - modules: OpenSSL 3 and its FIPS provider (`OpenSSL internal error: FATAL FIPS SELFTEST FAILURE`, `ems not enabled`), Go's own;
 * - database: PostgreSQL's 28P01 as lib/pq tells it (recorded), and the product's own refusal of an old release;
 * - TLS: crypto/tls of Go, and OpenSSL where the peer lacks the Extended Master Secret; a client that just goes away (`TLS handshake error … EOF`) tells nothing and is not among them;
 * - plugins: `app/plugin_install.go` (a copy in the file store that is not older than the prepackaged build stays) and `app/plugin.go`.
 */
const KNOWN: readonly (readonly [RegExp, StartLogCode])[] = [
    [/model\.config\.is_valid\.password_length|Minimum password length must be/i, 'password_minimum_length'],
    [/atmos_camo_image_proxy_options_length/i, 'image_proxy_secret'],
    [/Config\.IsValid:|\binvalid config\b/i, 'configuration_invalid'],
    [
        /hmac_setkey|\bhmac\b.{0,80}(?:too short|key (?:size|length)|112 bits)|shorter than 112 bits|(?:PBKDF\w*) password must be at least|EVP_MAC_init/i,
        'hmac_key_too_short',
    ],
    [
        /panic.{0,200}(?:openssl|fips|crypto)|FIPS (?:mode|provider).{0,80}(?:not available|not enabled|fail)|OpenSSL internal error|FIPS[ _]SELF-?TEST/i,
        'crypto_module',
    ],
    [/minimum (?:required )?postgres(?:ql)? version/i, 'database_too_old'],
    [/password authentication failed|SASL authentication failed|\(28P01\)/i, 'database_login_refused'],
    [
        /remote error: tls: (?:handshake failure|protocol version|insufficient security)|tls: (?:handshake failure|no cipher suite|no supported|client offered only unsupported|server selected unsupported|server chose an unconfigured|peer doesn't support)|extended master secret|\bems not enabled/i,
        'tls_handshake_failed',
    ],
    [/Skipping local installation of plugin since not a newer version/i, 'plugin_copy_kept'],
    [/Unable to activate plugin|Failed to start(?:up)? plugin/i, 'plugin_not_started'],
];

/** What a library prints by itself, past the log: those words alone make such a line one of the log. */
const UNLOGGED = /OpenSSL internal error|FIPS[ _]SELF-?TEST|\bems not enabled|extended master secret/i;

/** True for a line without a level that tells of a failure all the same. */
export function isUnloggedFailure(text: string): boolean {
    return UNLOGGED.test(text);
}

/** The meaning of a line's text, or undefined where none is known. */
export function findKnownMeaning(text: string): StartLogCode | undefined {
    return KNOWN.find(([pattern]) => pattern.test(text))?.[1];
}
