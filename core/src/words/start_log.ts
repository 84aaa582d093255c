/** What the log since the start says. ICU message syntax, English. */
export const START_LOG_WORDS = {
    'start_log.title': 'Log since the start',
    'start_log.nothing': 'No errors.',
    'start_log.unreadable': 'It cannot be read: another logging driver, none, or no right to it.',
    'start_log.unread': 'Not read: {names}.',
    'start_log.cut': 'Only part of it was read: it is too large.',
    'start_log.count':
        '{title} ({count, plural, one {once} other {# times}}{at, select, none {} other {, first at {at}}})',
    'start_log.other': '{level} {caller} ({count, plural, one {once} other {# times}}): {text}',
    'start_log.others': 'Other lines, as they are in the log, without secrets:',
    'start_log.more': '{count, plural, one {one more line} other {# more lines}} of other kinds.',
    'start_log.password_minimum_length.title': 'The minimum password length is below 14',
    'start_log.password_minimum_length.help':
        'From 11.7 on, a FIPS build refuses such a configuration and exits: set PasswordSettings.MinimumLength to 14 or more.',
    'start_log.image_proxy_secret.title': 'The image proxy’s secret is too short',
    'start_log.image_proxy_secret.help':
        'A FIPS build needs 14 bytes or more in ImageProxySettings.RemoteImageProxyOptions.',
    'start_log.configuration_invalid.title': 'The configuration is not valid for this build',
    'start_log.configuration_invalid.help': 'fips-agent rehearse names the setting.',
    'start_log.hmac_key_too_short.title': 'A key or password is shorter than 14 bytes',
    'start_log.hmac_key_too_short.help':
        'OpenSSL’s FIPS module refuses it. Right at the start, it is the database password; later, a user’s password or a shared secret. fips-agent check shows which secrets are too short.',
    'start_log.crypto_module.title': 'The cryptographic module does not work',
    'start_log.crypto_module.help':
        'Look for OPENSSL_ variables and mounted OpenSSL files in the container: they must not replace the image’s own.',
    'start_log.database_login_refused.title': 'PostgreSQL refused a login',
    'start_log.database_login_refused.help': 'The password in the data source is not the role’s password.',
    'start_log.database_too_old.title': 'PostgreSQL is too old for this release',
    'start_log.database_too_old.help':
        'The server exits at start: upgrade PostgreSQL to a supported version first (14 or newer for Mattermost 11).',
    'start_log.tls_handshake_failed.title': 'A TLS connection found no common cipher, curve or version',
    'start_log.tls_handshake_failed.help':
        'A FIPS build uses TLS 1.2 with Extended Master Secret, ECDHE and AES-GCM, or TLS 1.3, on P-256, P-384 or P-521: look at LDAP, mail, search and S3.',
    'start_log.plugin_copy_kept.title': 'A plugin’s copy in the file store blocked the image’s own build',
    'start_log.plugin_copy_kept.help':
        'If the stored copy is not a FIPS build, the plugin does not run in FIPS mode; fips-agent check --after shows whether it is. Only then remove the copy, set the plugin’s Enable in PluginSettings.PluginStates to true (a plugin that is not installed cannot be enabled), and restart.',
    'start_log.plugin_not_started.title': 'A plugin did not start',
    'start_log.plugin_not_started.help': 'Check its state in the System Console, Plugin Management.',
} as const;
