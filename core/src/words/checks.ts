/**
 * The sentences of checks, ICU message syntax, English. Per check: `title` (what is looked at), `why` (why it matters),
 * and one sentence for each reason. A test holds this table to the checks' own tables.
 */
export const CHECK_WORDS = {
    deployment_type: {
        title: 'Deployment type',
        why: 'FIPS images exist for Docker, Docker Compose and Kubernetes with the Mattermost Operator. Nothing else can be moved by changing the image.',
        supported:
            '{kind, select, compose {Docker Compose project} docker {Docker container} kubernetes {Kubernetes installation} other {Deployment}} "{name}" can run the FIPS image.',
        package:
            'Mattermost was installed from a Linux package. There is no FIPS package: this installation cannot be moved in place.',
        tarball:
            'Mattermost was installed from a tarball. There is no FIPS tarball: this installation cannot be moved in place.',
        compose_v1:
            'Project "{name}" was started by Compose v1 (docker-compose), which is no longer maintained. Compose 2.20 or newer is needed.',
        swarm: '"{name}" is a Docker Swarm service. FIPS images are supported on Docker, Docker Compose and Kubernetes only.',
        podman: '"{name}" runs on Podman. FIPS images are supported on Docker, Docker Compose and Kubernetes only.',
        ecs: '"{name}" is an Amazon ECS task. FIPS images are supported on Docker, Docker Compose and Kubernetes only.',
    },
    deployment_owner: {
        title: 'Who else changes this deployment',
        why: 'A tool that owns the files or the resource puts the old image back at its next run. The change then has to be made there.',
        nobody_else: 'No other tool was found that manages this deployment.',
        owned: 'This deployment is managed by {tool, select, git {a Git repository} systemd {a systemd unit} other {{name}}} ({evidence}). A change made beside it is overwritten.',
        pulls_by_itself: '{name} replaces images here by itself ({evidence}). It must not do so during the move.',
    },
    node_coverage: {
        title: 'Nodes seen',
        why: 'Every node has to move. A cluster that is half standard and half FIPS is no end state.',
        all_seen:
            '{nodes, plural, one {The one Mattermost node is} other {All # Mattermost nodes are}} seen by this agent.',
        more_nodes:
            'The cluster has {nodes} nodes, this agent sees {seen, plural, one {# container} other {# containers}}. The other nodes would stay standard.',
        none_seen: 'The server answers, but no Mattermost container of this deployment is seen.',
        not_a_cluster:
            '{seen} Mattermost containers run, but clustering is off. Two servers on one database without clustering disturb each other.',
        mixed_versions: 'The nodes run different releases ({versions}). The move keeps one release for all.',
    },
    architecture: {
        title: 'Processor architecture',
        why: 'The FIPS image is built for linux/amd64 only. The standard image also exists for arm64.',
        amd64: 'The host is amd64, as the FIPS image needs.',
        image_fits: 'The host is {architecture}, and the FIPS image found is built for it.',
        other: 'The host is {architecture}. The FIPS image exists for amd64 only and does not start here.',
    },
    current_variant: {
        title: 'Running variant',
        why: 'The starting point. From 11.3 on the server itself says whether it is a FIPS build; the name of the image has to agree.',
        runs_standard: 'Mattermost runs the standard image.',
        runs_fips: 'Mattermost runs a FIPS build already.',
        flag_disagrees:
            'The image is named {variant, select, fips {FIPS} other {standard}} ({image}), but the server says it is {flag, select, true {a FIPS build} other {not a FIPS build}}. One of the two is wrong.',
        cannot_tell:
            'Neither the name of the image nor the server tells the variant. The server says it from {since} on.',
    },
    fips_image_available: {
        title: 'FIPS image of the same release',
        why: 'The move keeps the release: the same tag has to exist as FIPS image where this deployment gets its images from.',
        in_registry: 'The registry has {image}.',
        loaded: '{image} is loaded on this host already.',
        absent: 'The registry has no {image}. Pulling it would fail.',
        no_counterpart: 'This image has no known FIPS counterpart: its name is not one of the official ones.',
        other_architecture: '{image} exists, but only for {architectures}. This host needs amd64.',
        denied: 'The registry refuses to say whether {image} exists: the login is missing or not allowed.',
        unreachable: 'The registry of {image} could not be reached, and the image is not loaded on this host.',
    },
    image_pin: {
        title: 'How the image is named',
        why: 'A floating tag would upgrade Mattermost while it moves. A digest names the standard image and has no meaning for the FIPS image.',
        release: '{image} names one release.',
        digest: '{image} is pinned by a digest. The FIPS image has another one, so the digest has to be replaced.',
        floating: '{image} does not name one release. The FIPS image under that tag may be another release.',
    },
    image_source: {
        title: 'Where the name of the image stands',
        why: 'The move changes one line. That line has to be in a file or resource that the next start reads too.',
        in_a_file: 'The name stands in {place}.',
        in_the_container:
            'The name stands in the container itself. The move makes a new container with the same settings.',
        in_the_resource: 'The name stands in the Mattermost resource (spec.image).',
        built_with_counterpart: 'The image is built on this host ({place}). Its FIPS counterpart is {image}.',
        built: 'The image is built on this host ({place}) and has no FIPS counterpart. Changing a name is not enough.',
        process_environment:
            'The name comes from the environment of whoever started Compose (variable {variable}), not from a file. The next start may not have it.',
    },
    compose_drift: {
        title: 'Files against what runs',
        why: 'Recreating a service applies everything that changed in its files since the last start, not only the image.',
        none: 'What runs is what the Compose files say.',
        not_compose: 'This deployment has no Compose files.',
        mattermost_drifted:
            'The Compose files of Mattermost were changed after its last start ({services}), or another Compose version started it. The move would apply those changes too.',
        other_image:
            'The Compose files name the image {wanted}, and {running} is what runs. The next start would change that: with another release, or without an image at all.',
        others_drifted:
            'The Compose files of other services were changed after their last start ({services}), or another Compose version started them. The next full start would recreate them.',
    },
    container_removal: {
        title: 'Container survives a stop',
        why: 'A container started with --rm is deleted when it stops, and its anonymous volumes with it. The image keeps files, plugins and configuration in such volumes.',
        kept: 'The container stays when it stops.',
        not_docker: 'Pods are replaced by design; their data are kept outside.',
        removed_on_stop:
            'The container was started with --rm. Stopping it deletes its anonymous volumes: files may be lost.',
    },
    image_mounts: {
        title: 'Mounts over the image',
        why: 'A volume or folder mounted over the program of the server hides the program of the image: what the volume holds goes on running, under any image.',
        nothing_hidden: 'No mount hides what the image brings.',
        program_hidden:
            'A mount hides the server of the image ({targets}): the FIPS image would go on running the program the mount holds, and so would a rehearsal.',
        parts_hidden:
            'A mount hides parts of the image ({targets}): they stay as they are and may not fit the new build.',
    },
    container_state: {
        title: 'Container state',
        why: 'What does not run well before the move cannot be compared after it.',
        running: 'The container runs.',
        starting: 'The container has started, but its health check has not succeeded yet.',
        unhealthy: 'The container runs, but its health check fails.',
        unhealthy_as_other_user:
            'The container runs, but its health check fails. It runs as user {user}; the check needs 2000, the own user of the image.',
        not_running:
            'The container does not run: it is {state, select, restarting {restarting again and again} exited {stopped} created {made but not started} paused {paused} dead {dead} other {{state}}}.',
    },
    network_address: {
        title: 'Network address',
        why: 'A proxy that looks Mattermost up once keeps its address. When another container takes that address during the move, the proxy answers 502 until it is restarted.',
        fixed: 'The container has a fixed address and keeps it.',
        not_docker: 'On Kubernetes a Service stands before the pods.',
        looked_up: 'No proxy was found that keeps an old address.',
        random_ports:
            'The engine chose the port of this host at random ({ports}) and chooses another one at every recreate: a proxy or a bookmark that has it no longer reaches Mattermost after the move.',
        remembered_by_proxy:
            'The address of the container is not fixed, and {proxies} keeps the one it found at its own start. An undisturbed recreate gets the same address back.',
    },
    front_proxy: {
        title: 'Proxy in front',
        why: 'Users see the front door, not the container. A proxy that waits for the health check makes the outage longer for them.',
        none: 'No proxy was found in front of Mattermost on this host.',
        passes_on: '{proxies} passes requests on as soon as Mattermost answers.',
        not_docker: 'On Kubernetes the new pod is ready before the old one ends.',
        waits_for_health:
            '{proxies} leaves Mattermost out until its health check succeeds, about {seconds} seconds after the start.',
    },
    disk_space: {
        title: 'Disk space',
        why: 'Both images lie on the disk until the old one is discarded, and a pull unpacks beside its download.',
        enough: '{availableMebibytes, number} MiB are free; the FIPS image needs about {neededMebibytes, number} MiB.',
        loaded: 'The FIPS image is loaded already; no room is needed for it.',
        not_docker: 'The nodes of the cluster pull the image themselves.',
        tight: 'Only {availableMebibytes, number} MiB are free; the FIPS image needs about {neededMebibytes, number} MiB, and unpacking needs room beside it.',
        too_little:
            'Only {availableMebibytes, number} MiB are free; the FIPS image needs about {neededMebibytes, number} MiB. The pull would fail.',
    },
    server_version: {
        title: 'Server release',
        why: 'FIPS images exist from 11.0 on, under the same tags as the standard image. The move itself never changes the release.',
        supported: 'Mattermost {version} has a FIPS image.',
        no_fips_flag:
            'Mattermost {version} has a FIPS image, but only releases from {since} on say themselves whether they are a FIPS build. The proof after the move is weaker.',
        newer_than_known:
            'Mattermost {version} is newer than this report, which knows releases up to {known}. Its rules may have changed.',
        version_10:
            'Mattermost {version} has no FIPS image: they exist from {since} on. Upgrade the standard image first, then move.',
        too_old:
            'Mattermost {version} is too old: FIPS images exist from {since} on. Upgrade release by release first, then move.',
        unreadable: 'The server gives its release as "{version}", which is not a release number.',
    },
    edition: {
        title: 'Edition',
        why: 'There is no FIPS image of Team Edition.',
        enterprise: 'The server is an Enterprise build.',
        team: 'The server is Team Edition, which has no FIPS image.',
    },
    licence_plan: {
        title: 'Licence plan',
        why: 'FIPS images are part of Entry, Enterprise and Enterprise Advanced. Professional does not include them.',
        included: 'The plan is {plan}, which includes the FIPS image.',
        legacy_included:
            'The licence has the old name {plan}, which Mattermost has not taken since 10.8. It corresponds to Enterprise, which includes the FIPS image: a licence of today is needed.',
        unlicensed: 'The server has no licence. FIPS images are part of Entry, Enterprise and Enterprise Advanced.',
        not_included:
            'The plan is {plan}, which does not include the FIPS image. Entry, Enterprise and Enterprise Advanced do.',
        legacy_not_included:
            'The licence has the old name {plan}, which Mattermost has not taken since 10.8. It corresponds to Professional, which does not include the FIPS image.',
        not_known:
            'The plan "{sku}" is not known to this report. Entry, Enterprise and Enterprise Advanced include the FIPS image.',
    },
    jobs_in_progress: {
        title: 'Running jobs',
        why: 'The restart cuts off a running job: an import, an export, a migration, an index.',
        none: 'No job is running.',
        running: 'Jobs are running ({jobs}). The restart would cut them off.',
    },

    database_password_length: {
        title: 'Database password length',
        why: 'PostgreSQL logs in with SCRAM, which uses the password as an HMAC key. FIPS 140-3 asks for at least 112 bits (14 bytes), so a FIPS build cannot connect with a shorter password and does not start.',
        long_enough: 'Every database password is long enough for the FIPS build (at least {limitBytes} bytes).',
        no_password: 'The database connection uses no password.',
        too_short: 'A database password is too short ({credentials}): FIPS builds need at least {limitBytes} bytes.',
        too_short_later:
            'A database password is shorter than {limitBytes} bytes ({credentials}). Version {version} still starts, releases from {since} on refuse it.',
        none_found: 'No database connection was found in the settings of the server, so the password is not known.',
        unreadable: 'A database password could not be read ({credentials}), so its length is not known.',
    },
    database_password_storage: {
        title: 'How PostgreSQL stores the password',
        why: 'MD5 is not approved under FIPS 140-3. SCRAM-SHA-256 is the way PostgreSQL keeps passwords since version 14.',
        scram: 'The password is stored as SCRAM-SHA-256, and new ones will be too.',
        stored_md5: 'The password is stored as MD5, not as SCRAM-SHA-256.',
        new_ones_md5:
            'The password is stored as SCRAM-SHA-256, but a new one would be stored as MD5 (password_encryption is md5, not scram-sha-256).',
        other: 'How the password is stored could not be told: it is neither SCRAM-SHA-256 nor MD5.',
    },
    database_role_clients: {
        title: 'Other users of the database role',
        why: 'A new password locks out whoever else logs in with the same role. It matters only where the password has to change.',
        no_rotation: 'The database password stays, so nobody is locked out.',
        only_mattermost: 'Only Mattermost was seen with this database role.',
        others: 'The password has to change, and others log in with the same role: {applications}.',
    },
    database_version: {
        title: 'PostgreSQL version',
        why: 'Mattermost 11 and later need PostgreSQL 14 or newer.',
        supported: 'PostgreSQL {version} is supported (at least {minimum}).',
        too_old: 'PostgreSQL {version} is too old: Mattermost 11 needs {minimum} or newer.',
    },

    plugins_vanish: {
        title: 'Plugins that would vanish',
        why: 'At every start the server installs the plugins its image brings. The FIPS image brings Playbooks, Agents and Boards only: a plugin that came with the standard image alone, such as Calls, is gone without an error. Its data stay.',
        none: 'No running plugin depends on the standard image.',
        plugins_off: 'Plugins are turned off on this server.',
        vanish: '{count, plural, one {One plugin} other {# plugins}} would be gone after the move: {names}{more, plural, =0 {} other { and # more}}.{unsure, plural, =0 {} other { For # more it is not known.}}',
        cannot_tell:
            'For {count, plural, one {one plugin} other {# plugins}} it is not known whether a copy is in the file store: {names}{more, plural, =0 {} other { and # more}}. Without one it would be gone after the move.',
    },
    plugins_shadowed: {
        title: 'FIPS builds of Playbooks, Agents and Boards',
        why: 'The image installs its own build only where it is newer than what is there. A copy in the file store keeps the non-FIPS build running in the FIPS image.',
        none: 'No non-FIPS copy in the file store keeps the builds of the FIPS image away.',
        plugins_off: 'Plugins are turned off on this server.',
        shadowed:
            '{count, plural, one {One plugin} other {# plugins}} would stay a non-FIPS build because of a copy in the file store: {names}{more, plural, =0 {} other { and # more}}.',
        cannot_tell:
            'It is not known whether the file store holds a non-FIPS copy that would go on running: {names}{more, plural, =0 {} other { and # more}}. The agent reads the copies: fips-agent check',
    },
    plugins_non_fips: {
        title: 'Plugins that stay non-FIPS',
        why: 'Additional plugins go on in the FIPS image as non-FIPS processes. Mattermost calls this expected behaviour, not an error.',
        none: 'No additional plugin with server code is running.',
        plugins_off: 'Plugins are turned off on this server.',
        stay_non_fips:
            '{count, plural, one {One plugin goes} other {# plugins go}} on in non-FIPS mode, as expected: {names}{more, plural, =0 {} other { and # more}}.',
        cannot_tell: 'What becomes of some plugins is not known: {names}{more, plural, =0 {} other { and # more}}.',
    },
    plugins_failing: {
        title: 'Plugins that fail now',
        why: 'A plugin that fails before the move cannot be told from one that the move broke.',
        none: 'Every enabled plugin runs.',
        plugins_off: 'Plugins are turned off on this server.',
        failing:
            '{count, plural, one {One plugin does} other {# plugins do}} not run as it should: {names}{more, plural, =0 {} other { and # more}}.',
    },
    prepackaged_plugins_off: {
        title: 'Plugins brought by the image',
        why: 'With automatic prepackaged plugins turned off, the FIPS builds of Playbooks, Agents and Boards are not installed either.',
        installed: 'The server installs the enabled plugins its image brings.',
        plugins_off: 'Plugins are turned off on this server.',
        not_installed:
            'PluginSettings.AutomaticPrepackagedPlugins is false: the FIPS builds of Playbooks, Agents and Boards would not be installed. It has to be true.',
    },
    page_install: {
        title: 'Page of this report',
        why: 'The page in the System Console is a plugin that is uploaded. The move does not depend on it: the terminal does everything.',
        installed: 'The page is installed.',
        can_be_installed: 'The page can be uploaded.',
        uploads_off:
            'Plugin uploads are off (PluginSettings.EnableUploads is false), so the page cannot be installed yet.',
        signature_required:
            'This server takes signed plugins only (PluginSettings.RequirePluginSignature is true), so the page cannot be uploaded.',
        plugins_off: 'Plugins are turned off on this server, so the page cannot be installed.',
    },

    password_minimum_length: {
        title: 'Minimum password length',
        why: 'A FIPS build checks its configuration at start and exits when the minimum length of user passwords is under 14. Standard builds store 8 by default.',
        long_enough: 'The minimum password length is {minimumLength} (at least {limit}).',
        too_short: 'The minimum password length is {minimumLength}; the FIPS build refuses to start below {limit}.',
        too_short_later:
            'The minimum password length is {minimumLength}. Version {version} still starts, releases from {since} on refuse less than {limit}.',
    },
    local_account_lockout: {
        title: 'Users who may be locked out',
        why: 'On a FIPS build a password under 14 bytes that Mattermost keeps no longer signs in. Passwords are stored as hashes, so nobody can tell beforehand whose are short. Sessions go on without a password: people find out weeks later, one by one.',
        none: 'Nobody signs in with a password kept by Mattermost.',
        can_reset:
            '{users, plural, one {One user signs} other {# users sign}} in with a password kept by Mattermost, {admins, plural, =0 {no system admin} one {# system admin} other {# system admins}} among them. Whose is under {limitBytes} bytes is locked out within {days, plural, one {a day} other {# days}} after the move{extended, select, true { (later where a session in use is extended)} other {}} and has to reset it by mail.',
        cannot_reset:
            '{users, plural, one {One user signs} other {# users sign}} in with a password kept by Mattermost, {admins, plural, =0 {no system admin} one {# system admin} other {# system admins}} among them. Whose is under {limitBytes} bytes is locked out within {days, plural, one {a day} other {# days}} after the move{extended, select, true { (later where a session in use is extended)} other {}}, and this server cannot send reset mails.',
        mail_not_known:
            '{users, plural, one {One user signs} other {# users sign}} in with a password kept by Mattermost, {admins, plural, =0 {no system admin} one {# system admin} other {# system admins}} among them. Whose is under {limitBytes} bytes is locked out within {days, plural, one {a day} other {# days}} after the move{extended, select, true { (later where a session in use is extended)} other {}}. Whether this server can send reset mails is not known.',
    },
    acting_admin_lockout: {
        title: 'Your own sign-in',
        why: 'The admin who makes the move is the last one who should be locked out by it.',
        signs_in_elsewhere: 'You sign in through another service, which keeps your password.',
        own_password:
            'You sign in with a password kept by Mattermost. If it is under {limitBytes} bytes, you cannot sign in after the move.',
    },

    image_proxy_secret: {
        title: 'Image proxy key',
        why: 'The atmos/camo image proxy uses its options as an HMAC key. A FIPS build exits at start when they are under 14 bytes; Mattermost 12 no longer has this proxy.',
        not_used: 'No image proxy is used.',
        local: 'The image proxy ({kind}) needs no key.',
        dropped: 'Mattermost {version} no longer has the atmos/camo image proxy.',
        goes_with_12:
            'The key of the atmos/camo image proxy is long enough (at least {limitBytes} bytes). Mattermost 12 drops this proxy.',
        too_short:
            'The key of the atmos/camo image proxy is too short: the FIPS build refuses to start below {limitBytes} bytes.',
        too_short_later:
            'The key of the atmos/camo image proxy is shorter than {limitBytes} bytes. Version {version} still starts, releases from {since} on refuse it.',
        unreadable:
            'The key of the atmos/camo image proxy could not be read. The FIPS build needs at least {limitBytes} bytes.',
    },
    shared_channels: {
        title: 'Connected workspaces',
        why: 'Invitations to connected workspaces are protected by a password. FIPS builds take none under 14 characters.',
        off: 'Connected workspaces are off.',
        on: 'Connected workspaces go on: existing connections keep their tokens. New invitations need a password of at least {limit} characters.',
    },
    saml_signature: {
        title: 'SAML signature',
        why: 'SHA-1 signatures are not approved under FIPS 140-3. Configurations from before Mattermost 11 keep RSAwithSHA1.',
        not_used: 'SAML is not used.',
        approved: 'SAML requests are signed with {algorithm}.',
        sha1: 'SAML requests are signed with {algorithm}. RSAwithSHA256 or RSAwithSHA512 is needed, on both sides.',
        not_known: 'SAML requests are signed with "{algorithm}", which is not known to this report.',
    },
    tls_listener: {
        title: 'TLS of the server itself',
        why: 'In FIPS mode only TLS 1.2 and 1.3 with approved ciphers are left. Where a proxy ends TLS, the proxy decides.',
        not_used: 'The server itself does not end TLS.',
        allowed: 'The TLS settings of the server fit FIPS mode.',
        old_version:
            'The server allows TLS {minimumVersion}. FIPS mode speaks 1.2 and 1.3 only, so older clients are turned away.',
        some_ciphers: 'Some of the chosen ciphers are not sure to be left in FIPS mode: {ciphers}.',
        no_cipher:
            'FIPS mode leaves out every chosen cipher ({ciphers}): clients that speak TLS 1.2 could not connect.',
    },
    tls_peers: {
        title: 'Systems reached over TLS',
        why: 'In FIPS mode the other side has to speak TLS 1.3, or 1.2 with Extended Master Secret, AES-GCM and a NIST curve. An old one fails only after the move.',
        none: 'The server reaches no other system over TLS.',
        peers: 'The server reaches these over TLS, and each has to fit FIPS mode: {peers}.',
    },
    file_store_secret: {
        title: 'File store key',
        why: 'S3 requests are signed with HMAC over the secret key. Version 4 puts "AWS4" before the key; version 2 uses SHA-1.',
        local: 'Files are kept in a folder; there is no key.',
        no_key: 'The file store ({driver}) uses no key of its own.',
        long_enough:
            'The key of the file store ({driver}) is long enough (at least {limitBytes} bytes with its prefix).',
        too_short:
            'The key of the file store ({driver}) is too short: FIPS builds may refuse less than {limitBytes} bytes with its prefix.',
        signature_v2: 'The file store ({driver}) is signed with version 2, which is HMAC-SHA1. Version 4 is needed.',
        unreadable:
            'The key of the file store ({driver}) could not be read. At least {limitBytes} bytes with its prefix are needed.',
    },
    text_extraction: {
        title: 'Search in documents',
        why: 'The FIPS image lacks the program tidy and the list of media types, which the standard image uses to read HTML files.',
        off: 'Text in uploaded files is not searched.',
        html_may_differ:
            'Text in uploaded files is searched. For HTML files uploaded after the move the result may differ.',
    },
    crypto_environment: {
        title: 'OpenSSL and Go settings of the container',
        why: 'Variables and mounts that steer OpenSSL or Go can make a FIPS build panic at start, or run outside FIPS mode.',
        untouched: 'Nothing in the container steers OpenSSL or Go.',
        overridden: 'These settings of the container steer OpenSSL or Go: {names}.',
    },

    backup: {
        title: 'Backup',
        why: 'The move changes no data, and a backup is still the one thing that helps against everything else.',
        recent: 'A backup was taken at {takenAt} ({by}: {reference}).',
        old: 'The last known backup was taken at {takenAt} ({by}: {reference}), more than {hours} hours ago.',
        nobody_vouches: 'Nobody has vouched for a backup of the last {hours} hours.',
        time_unreadable: 'The time of the last backup cannot be read: "{takenAt}" ({by}: {reference}).',
    },
} as const satisfies Record<string, {readonly title: string; readonly why: string; readonly [reason: string]: string}>;
