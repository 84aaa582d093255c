/** What `fips-agent rehearse` says. ICU message syntax, English. */
export const REHEARSAL_WORDS = {
    'rehearsal.already_fips': 'It already runs the FIPS image: {image}. There is nothing to rehearse.',
    'rehearsal.leftovers':
        'Removed {count, plural, one {a one-off container} other {# one-off containers}} left by an agent that ended too early.',
    'rehearsal.have_image': 'Image: {image} is already in this Docker engine.',
    'rehearsal.pull': 'Pull: {image}',
    'rehearsal.pulled': 'Pulled: {image}',
    'rehearsal.pulled_bytes': '  {done} of {total}',
    'rehearsal.pod': 'Pod: {pod} in the namespace {namespace}, with {image}',
    'rehearsal.pod_waits': '  not started yet ({seconds} s): a node is being chosen, or pulls the image',
    'rehearsal.inspect': 'Inspect: amd64, {id}',
    'rehearsal.same_version': 'Version: Mattermost {version}, the same as the running server.',
    'rehearsal.run':
        'Rehearse: mattermost db version in the FIPS image, alongside the live site ({seconds} s at most).',
    'rehearsal.untouched':
        'No container, file or setting of the deployment was changed. The image is kept; what the rehearsal ran in is removed.',
    'rehearsal.output': 'The program’s output is in {file}, readable only by you: it may contain secrets.',

    'rehearsal.ok.text':
        'The FIPS build starts here, accepts the configuration and logs in to the database (schema version {schemaVersion}).',
    'rehearsal.ok.help':
        'Next: fips-agent check shows what else blocks the move, and fips-agent plan shows the exact change.',

    'rehearsal.invalid_configuration.text':
        'The setting is {setting}. The server would not start on the FIPS image ({errorId}).',
    'rehearsal.invalid_configuration.unknown':
        'The server would not start on the FIPS image. It reports: {errorId}. The last part but one names the setting.',
    'rehearsal.invalid_configuration.help': 'Correct the setting, then run fips-agent rehearse again.',

    'rehearsal.configuration_unreadable.text':
        'The container’s user cannot read the file or its folder, or the file is not valid JSON.',
    'rehearsal.configuration_unreadable.help':
        'Check the owner and permissions of the configuration folder (user 2000 in the official image), then run fips-agent rehearse again.',

    'rehearsal.database_login_refused.text':
        'The FIPS build reached PostgreSQL, which refused the role or password of the data source. The running server keeps its open connections, but would fail at its next start too.',
    'rehearsal.database_login_refused.help':
        'Compare the data source of the running container with the role’s password and with pg_hba.conf, then run fips-agent rehearse again.',

    'rehearsal.database_missing.text':
        'The FIPS build logged in, but PostgreSQL does not have a database of that name.',
    'rehearsal.database_missing.help':
        'Compare the data source of the running container with the databases of the server, then run fips-agent rehearse again.',

    'rehearsal.database_too_old.text':
        'The FIPS build logged in, but does not support the version of the database server. The standard build of this release does not support it either.',
    'rehearsal.database_too_old.help':
        'Upgrade PostgreSQL to a supported version first (14 or newer for Mattermost 11), then run fips-agent rehearse again.',

    'rehearsal.database_unreachable.text':
        'It could not connect to PostgreSQL, although it used the same networks and names as the running server.',
    'rehearsal.database_unreachable.help':
        'Check that PostgreSQL accepts new connections and that no firewall blocks containers by address, then run fips-agent rehearse again.',

    'rehearsal.database_tls_refused.text':
        'The standard build may still be able to: FIPS 140-3 needs TLS 1.3, or TLS 1.2 with Extended Master Secret and approved ciphers and keys.',
    'rehearsal.database_tls_refused.help':
        'Update the TLS library of PostgreSQL or of the proxy in front of it, check its certificate, then run fips-agent rehearse again.',

    'rehearsal.did_not_start.not_executable': 'The server’s program in the image could not be run.',
    'rehearsal.did_not_start.processor': 'The processor does not support instructions that the FIPS build uses.',
    'rehearsal.did_not_start.crypto_module': 'Its cryptographic module did not start.',
    'rehearsal.did_not_start.short_secret':
        'A secret shorter than 14 bytes stopped it: most likely the database password.',
    'rehearsal.did_not_start.out_of_memory': 'It was killed from outside: most likely by the memory limit.',
    'rehearsal.did_not_start.crashed': 'It crashed.',
    'rehearsal.did_not_start.help':
        'fips-agent check shows more about the processor, OpenSSL settings and passwords. Stay on the standard image until a rehearsal passes.',

    'rehearsal.program_hidden.text':
        'The container mounts a volume or folder over the image’s program: the rehearsal would have run the program in the mount, and so would the container after the move.',
    'rehearsal.program_hidden.help':
        'fips-agent check names the mount and shows what to do. Then run fips-agent rehearse again.',

    'rehearsal.timed_out.text': 'Nothing was proved: after {limit} s there was neither a result nor an error.',
    'rehearsal.timed_out.help':
        'Check the load of the host and the database, or allow more time: REHEARSAL_SECONDS=120 fips-agent rehearse',

    'rehearsal.other_failure.text': 'The FIPS build exited with an error this agent does not know.',
    'rehearsal.other_failure.help': 'Stay on the standard image until the cause is found and a rehearsal passes.',
} as const;

/** How a rehearsal ended, in one line: what a run that failed for it says on the page too. */
export const REHEARSAL_TITLES = {
    'rehearsal.ok.title': 'The rehearsal passed',
    'rehearsal.invalid_configuration.title': 'The FIPS build refuses the configuration',
    'rehearsal.configuration_unreadable.title': 'The FIPS build cannot read the configuration',
    'rehearsal.database_login_refused.title': 'The database refuses the login',
    'rehearsal.database_missing.title': 'The database in the data source does not exist',
    'rehearsal.database_too_old.title': 'PostgreSQL is too old for this release',
    'rehearsal.database_unreachable.title': 'The FIPS build cannot reach the database',
    'rehearsal.database_tls_refused.title': 'The FIPS build cannot agree on TLS with the database',
    'rehearsal.did_not_start.title': 'The FIPS build does not start on this host',
    'rehearsal.program_hidden.title': 'A mount hides the server in the FIPS image',
    'rehearsal.timed_out.title': 'The rehearsal did not finish in time',
    'rehearsal.other_failure.title': 'The rehearsal failed',
} as const;
