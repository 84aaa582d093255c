/** What `fips-agent rehearse` says. ICU message syntax, English. */
export const REHEARSAL_WORDS = {
    'rehearsal.already_fips': 'Runs the FIPS image already: {image}. There is nothing to rehearse.',
    'rehearsal.leftovers':
        'Removed {count, plural, one {a one-off container} other {# one-off containers}} of an agent that ended too early.',
    'rehearsal.have_image': 'Image: {image} is in this engine already.',
    'rehearsal.pull': 'Pull: {image}',
    'rehearsal.pulled': 'Pulled: {image}',
    'rehearsal.pulled_bytes': '  {done} of {total}',
    'rehearsal.inspect': 'Inspect: amd64, {id}',
    'rehearsal.same_version': 'Version: Mattermost {version}, as the running server.',
    'rehearsal.run': 'Rehearse: mattermost db version in the FIPS image, beside the live site ({seconds} s at most).',
    'rehearsal.untouched':
        'No container, file or setting of the deployment was changed: the image stays with the engine, the one-off container is gone.',
    'rehearsal.output': 'What the program printed is in {file}, for you only: it may hold secrets.',

    'rehearsal.ok.text':
        'The FIPS build starts on this host, accepts the configuration and logs in to the database (schema version {schemaVersion}).',
    'rehearsal.ok.help': 'Next: fips-agent check shows what else stands in the way, fips-agent plan the exact change.',

    'rehearsal.invalid_configuration.text':
        'The setting is {setting}. The server would not start on the FIPS image ({errorId}).',
    'rehearsal.invalid_configuration.unknown':
        'The server would not start on the FIPS image. It says: {errorId}. The last part but one names the setting.',
    'rehearsal.invalid_configuration.help': 'Correct the setting, then run fips-agent rehearse again.',

    'rehearsal.configuration_unreadable.text':
        'It did not come as far as judging it: the file or its folder is not readable for the user the container runs as, or it is not valid JSON.',
    'rehearsal.configuration_unreadable.help':
        'Check owner and rights of the configuration folder (user 2000 in the official image), then run fips-agent rehearse again.',

    'rehearsal.database_login_refused.text':
        'The FIPS build reached PostgreSQL, which refused the role or password of the data source. The running server keeps its open connections, and would fail at its next start too.',
    'rehearsal.database_login_refused.help':
        'Compare the data source of the running container with the role’s password and with pg_hba.conf, then run fips-agent rehearse again.',

    'rehearsal.database_missing.text': 'The FIPS build logged in, and PostgreSQL knows no database of that name.',
    'rehearsal.database_missing.help':
        'Compare the data source of the running container with the databases of the server, then run fips-agent rehearse again.',

    'rehearsal.database_too_old.text':
        'The FIPS build logged in and refused the version of the database server. The standard build of this release would refuse it too.',
    'rehearsal.database_too_old.help':
        'Bring PostgreSQL to a supported version first (14 or newer for Mattermost 11), then run fips-agent rehearse again.',

    'rehearsal.database_unreachable.text':
        'From the same networks as the running server, with the same names, no connection to PostgreSQL came about.',
    'rehearsal.database_unreachable.help':
        'Check that PostgreSQL takes new connections and that a firewall does not tell containers apart by address, then run fips-agent rehearse again.',

    'rehearsal.database_tls_refused.text':
        'The standard build may still do so: FIPS 140-3 asks for TLS 1.3, or TLS 1.2 with Extended Master Secret and approved ciphers and keys.',
    'rehearsal.database_tls_refused.help':
        'Update the TLS library of PostgreSQL or of the proxy before it, check its certificate, then run fips-agent rehearse again.',

    'rehearsal.did_not_start.not_executable': 'The server’s program in the image could not be run.',
    'rehearsal.did_not_start.processor': 'The processor lacks instructions the FIPS build is made with.',
    'rehearsal.did_not_start.crypto_module': 'Its cryptographic module did not come up.',
    'rehearsal.did_not_start.short_secret':
        'A secret shorter than 14 bytes stopped it: most likely the database password.',
    'rehearsal.did_not_start.out_of_memory': 'It was ended from outside: most likely the memory limit.',
    'rehearsal.did_not_start.crashed': 'It crashed.',
    'rehearsal.did_not_start.help':
        'fips-agent check says more about processor, OpenSSL settings and passwords. Stay on the standard image until a rehearsal passes.',

    'rehearsal.program_hidden.text':
        'The container mounts a volume or folder over the program of the image: the rehearsal would have run that, and so would the container after the move.',
    'rehearsal.program_hidden.help':
        'fips-agent check names the mount and says what to do, then run fips-agent rehearse again.',

    'rehearsal.timed_out.text': 'Nothing was proved: after {limit} s there was neither an answer nor an error.',
    'rehearsal.timed_out.help':
        'Look at the load of host and database, or give it longer: REHEARSAL_SECONDS=120 fips-agent rehearse',

    'rehearsal.other_failure.text': 'The FIPS build ended with an error this agent does not know.',
    'rehearsal.other_failure.help': 'Stay on the standard image until the cause is found and a rehearsal passes.',
} as const;

/** How a rehearsal ended, in one line: what a run that failed for it says on the page too. */
export const REHEARSAL_TITLES = {
    'rehearsal.ok.title': 'The rehearsal passed',
    'rehearsal.invalid_configuration.title': 'The FIPS build refuses the configuration',
    'rehearsal.configuration_unreadable.title': 'The FIPS build cannot read the configuration',
    'rehearsal.database_login_refused.title': 'The database refuses the login',
    'rehearsal.database_missing.title': 'The database of the data source does not exist',
    'rehearsal.database_too_old.title': 'PostgreSQL is too old for this release',
    'rehearsal.database_unreachable.title': 'The FIPS build does not reach the database',
    'rehearsal.database_tls_refused.title': 'The FIPS build cannot agree on TLS with the database',
    'rehearsal.did_not_start.title': 'The FIPS build does not start on this host',
    'rehearsal.program_hidden.title': 'A mount hides the server of the FIPS image',
    'rehearsal.timed_out.title': 'The rehearsal did not end in time',
    'rehearsal.other_failure.title': 'The rehearsal failed',
} as const;
