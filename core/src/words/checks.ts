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
        without_operator:
            '{resource, select, stateful_set {StatefulSet} other {Deployment}} "{name}" can run the FIPS image. No Mattermost Operator manages it: the agent plans the move, and you change the image.',
        old_resource:
            '"{name}" is a ClusterInstallation, the resource of operators before 1.13. Newer operators do not manage it.',
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
        title: 'Who else manages this deployment',
        why: 'A tool that owns the files or the resource restores the old image at its next run. In that case, make the change in that tool.',
        nobody_else: 'No other tool was found that manages this deployment.',
        applied:
            '{name} has applied this resource ({evidence}): change your manifest too, or the next time restores the old image.',
        owned: 'This deployment is managed by {tool, select, git {a Git repository} systemd {a systemd unit} other {{name}}} ({evidence}). It would overwrite a change made anywhere else.',
        pulls_by_itself: '{name} updates images here automatically ({evidence}). It must not do so during the move.',
    },
    node_coverage: {
        title: 'Nodes seen',
        why: 'Every node has to move. A cluster that is half standard and half FIPS must not stay that way.',
        all_seen: 'This agent sees {nodes, plural, one {the only Mattermost node} other {all # Mattermost nodes}}.',
        more_nodes:
            'The cluster has {nodes, plural, one {# node} other {# nodes}}, but this agent sees {seen, plural, one {# container} other {# containers}}. The other nodes would keep the standard image.',
        none_seen: 'The server answers, but the agent sees no Mattermost container of this deployment.',
        not_a_cluster:
            '{seen, plural, one {# Mattermost container runs} other {# Mattermost containers run}}, but clustering is off. Several servers on one database interfere with each other without clustering.',
        mixed_versions:
            'The nodes run different releases ({versions}). Before the move, all of them must run the same one.',
        mixed_images:
            'The nodes run different images ({images}). A rollout is under way, or has stopped halfway. Wait for it, or finish it by hand.',
    },
    architecture: {
        title: 'Processor architecture',
        why: 'The FIPS image is built for linux/amd64 only. The standard image also exists for arm64.',
        amd64: 'The host is amd64, as the FIPS image needs.',
        image_fits: 'The host is {architecture}, and this FIPS image is built for it.',
        other: 'The host is {architecture}. The FIPS image exists for amd64 only and does not start here.',
    },
    current_variant: {
        title: 'Running variant',
        why: 'From 11.3 on, the server itself reports whether it is a FIPS build; the name of the image has to agree.',
        runs_standard: 'Mattermost runs the standard image.',
        runs_fips: 'Mattermost already runs a FIPS build.',
        flag_disagrees:
            'The image is named {variant, select, fips {FIPS} other {standard}} ({image}), but the server reports that it is {flag, select, true {a FIPS build} other {not a FIPS build}}. One of the two is wrong.',
        cannot_tell:
            'Neither the name of the image nor the server shows which variant runs. The server reports it from {since} on.',
    },
    fips_image_available: {
        title: 'FIPS image of the same release',
        why: 'The move keeps the release: the registry this deployment pulls from must have a FIPS image with the same tag.',
        in_registry: 'The registry has {image}.',
        loaded: '{image} is already loaded on this host.',
        absent: 'The registry does not have {image}, so pulling it would fail.',
        no_counterpart: 'This image has no known FIPS counterpart: its name is not one of the official ones.',
        other_architecture: '{image} exists, but only for {architectures}. This host needs amd64.',
        denied: 'The registry does not say whether {image} exists: the login is missing or lacks permission.',
        unreachable: 'The registry of {image} could not be reached, and the image is not loaded on this host.',
    },
    image_pin: {
        title: 'How the image is named',
        why: 'A floating tag would upgrade Mattermost during the move. A digest identifies the standard image and does not apply to the FIPS image.',
        release: '{image} names one release.',
        digest: '{image} is pinned by a digest. The FIPS image has a different digest, so it has to be replaced.',
        floating: '{image} does not name one release. The FIPS image with that tag may be another release.',
    },
    image_source: {
        title: 'Where the image name is set',
        why: 'The move changes one line. That line has to be in a file or resource that the next start reads too.',
        in_a_file: 'The image name is set in {place}.',
        in_the_container:
            'The image name is set in the container itself. The move creates a new container with the same settings.',
        in_the_resource:
            'The image name is set in the {resource, select, cluster_installation {ClusterInstallation (spec.image)} deployment {template of the Deployment} stateful_set {template of the StatefulSet} other {Mattermost resource (spec.image)}}.',
        overridden:
            'The image name is set by {field} of the resource, over spec.image: a change of spec.image has no effect.',
        built_with_counterpart: 'The image is built on this host ({place}). Its FIPS counterpart is {image}.',
        built: 'The image is built on this host ({place}) and has no FIPS counterpart. Changing a name is not enough.',
        process_environment:
            'The image name comes from the environment in which Compose was started (variable {variable}), not from a file. The variable may be missing at the next start.',
    },
    compose_drift: {
        title: 'Files compared with what runs',
        why: 'Recreating a service applies every change made to its files since the last start, not only the new image.',
        none: 'What runs matches the Compose files.',
        not_compose: 'This deployment has no Compose files.',
        mattermost_drifted:
            'The Compose files of Mattermost have changed since its last start ({services}), or another version of Compose started it. The move would apply those changes too.',
        other_image:
            'The Compose files name the image {wanted}, but {running} runs. The next start would use another release, or not find an image at all.',
        others_drifted:
            'The Compose files of other services have changed since their last start ({services}), or another version of Compose started them. The next full start would recreate them.',
    },
    container_removal: {
        title: 'Container survives a stop',
        why: 'A container started with --rm is deleted when it stops, together with its anonymous volumes. The image keeps files, plugins and configuration in such volumes.',
        kept: 'The container stays when it stops.',
        not_docker: 'Pods are replaced by design; their data is kept outside them.',
        removed_on_stop:
            'The container was started with --rm. Stopping it deletes its anonymous volumes, so files may be lost.',
    },
    image_mounts: {
        title: 'Mounts over the image',
        why: 'A volume or folder mounted over the server’s program hides the program in the image: what is in the volume keeps running, whatever the image.',
        nothing_hidden: 'No mount hides anything in the image.',
        program_hidden:
            'A mount hides the server in the image ({targets}): with the FIPS image, the program in the mount would still run, and in a rehearsal too.',
        parts_hidden:
            'A mount hides parts of the image ({targets}): they stay as they are and may not fit the new build.',
    },
    container_state: {
        title: 'Container state',
        why: 'If it does not run properly before the move, there is nothing to compare with after it.',
        running: 'The container runs.',
        all_running: 'All {count} instances run.',
        starting: 'The container has started, but its health check has not succeeded yet.',
        unhealthy: 'The container runs, but its health check fails.',
        unhealthy_as_other_user:
            'The container runs, but its health check fails. It runs as user {user}; the health check needs user 2000, the image’s own.',
        not_running:
            'The container is not running: it is {state, select, restarting {restarting again and again} exited {stopped} created {created but not started} paused {paused} dead {dead} other {{state}}}.',
        some_unhealthy: '{count, plural, one {One instance is} other {# instances are}} not ready: {names}.',
        some_not_running: '{count, plural, one {One instance does} other {# instances do}} not run: {names}.',
    },
    network_address: {
        title: 'Network address',
        why: 'A proxy that looks up Mattermost’s address only once keeps using it. If another container takes that address during the move, the proxy answers 502 until it is restarted.',
        fixed: 'The container has a fixed address and keeps it.',
        not_docker: 'On Kubernetes, a Service is in front of the pods.',
        looked_up: 'No proxy was found that would keep an old address.',
        random_ports:
            'Docker chose the host port at random ({ports}) and chooses another one at every recreate: after the move, a proxy or bookmark with the old port no longer reaches Mattermost.',
        remembered_by_proxy:
            'The container’s address is not fixed, and {proxies} keeps the one it found when it started. If nothing else starts during the move, the container gets the same address again.',
    },
    front_proxy: {
        title: 'Proxy in front',
        why: 'Users reach Mattermost through the proxy. A proxy that waits for the health check makes the outage longer for them.',
        none: 'No proxy was found in front of Mattermost on this host.',
        passes_on: '{proxies} forwards requests as soon as Mattermost answers.',
        not_docker: 'On Kubernetes, the new pod is ready before the old one stops.',
        waits_for_health:
            '{proxies} sends no requests to Mattermost until its health check succeeds, about {seconds, plural, one {# second} other {# seconds}} after the start.',
    },
    disk_space: {
        title: 'Disk space',
        why: 'Both images are on the disk until the old one is discarded, and a pull needs space to unpack what it downloads.',
        enough: '{availableMebibytes, number} MiB are free; the FIPS image needs about {neededMebibytes, number} MiB.',
        loaded: 'The FIPS image is already loaded and needs no more space.',
        not_docker: 'The nodes of the cluster pull the image themselves.',
        tight: 'Only {availableMebibytes, number} MiB are free; the FIPS image needs about {neededMebibytes, number} MiB, plus space to unpack it.',
        too_little:
            'Only {availableMebibytes, number} MiB are free; the FIPS image needs about {neededMebibytes, number} MiB. The pull would fail.',
    },
    operator: {
        title: 'Mattermost Operator',
        why: 'The agent changes the Mattermost resource, and the operator changes the pods.',
        running: 'The operator runs ({namespace}/{name}, {image}).',
        refuses_url:
            'DB_CONNECTION_CHECK_URL starts with postgresql://, which newer operators refuse: nothing would follow a change of the resource.',
        not_ready: 'The operator is not ready ({namespace}/{name}): nothing would follow a change of the resource.',
        scaled_to_zero:
            'The operator is scaled to zero ({namespace}/{name}): nothing would follow a change of the resource.',
        not_found: 'No operator was found under its usual names (mattermost-operator).',
        without_operator: 'This deployment runs without the operator.',
        not_kubernetes: 'This is only looked at on Kubernetes.',
    },
    update_check: {
        title: 'Update check of the operator',
        why: 'Before it replaces pods, the operator tries a new image in a Job: an image that cannot be pulled, or refuses the configuration, then costs no pod.',
        tried_first: 'The operator tries a new image before it replaces pods.',
        job_not_seen:
            'The operator tries a new image before it replaces pods. Whether the Job of an earlier try is still there was not seen: the right for that is missing.',
        switched_off:
            'The update check is switched off (spec.updateJob.disabled): the first pod with the FIPS image is the first try.',
        sidecars_stay:
            'The Job of the update check may get the sidecars too ({sidecars}). One that does not end keeps it open, and the move is rolled back.',
        failed_job_left:
            'The Job of an earlier update check is there and has failed. It goes on trying, and the next update check has the same name.',
        unfinished_job_left:
            'The Job of another update check is there and has not finished. All installations of a namespace share its name.',
        without_operator: 'This deployment runs without the operator.',
        not_kubernetes: 'This is only looked at on Kubernetes.',
    },
    pod_replacement: {
        title: 'Replacement of the pods',
        why: 'Users notice nothing where a new pod is ready before an old one ends. Otherwise the move has an outage, or does not get past its first pod.',
        no_outage: 'A new pod is ready before an old one ends.',
        not_seen:
            'A new pod is ready before an old one ends. Whether a quota or a volume keeps it from starting was not seen: the rights for that are missing.',
        mixed_nodes: 'New pods may start on {nodes}. The FIPS image does not start there.',
        recreate:
            'The strategy is Recreate: every old pod ends before a new one starts. The site is down for that time.',
        in_place: 'The only pod is replaced in its place. The site is down until the new one is ready.',
        quota_full:
            'The {quotaCount, plural, one {quota has} other {quotas have}} no room for one more pod: {quotas}. A new pod cannot start before an old one ends.',
        one_node_volume:
            'The {claimCount, plural, one {volume} other {volumes}} of {claims} can be mounted on one node only. A new pod on another node does not start while an old one runs.',
        not_kubernetes: 'This is only looked at on Kubernetes.',
    },
    other_components: {
        title: 'Operator and push proxy',
        why: 'They have FIPS images of their own, which the migration guide leaves out.',
        none: 'No operator and no push proxy was seen.',
        all_fips: 'These run their FIPS images already: {images}.',
        not_moved: 'These do not run a FIPS image by their names, and a move does not change that: {images}.',
        not_kubernetes: 'This is only looked at on Kubernetes.',
    },

    server_version: {
        title: 'Server release',
        why: 'FIPS images exist from 11.0 on, with the same tags as the standard image. The move never changes the release.',
        supported: 'Mattermost {version} has a FIPS image.',
        no_fips_flag:
            'Mattermost {version} has a FIPS image, but only releases from {since} on report whether they are a FIPS build. The proof after the move is weaker.',
        newer_than_known:
            'Mattermost {version} is newer than this report, which knows releases up to {known}. Requirements may have changed.',
        version_10:
            'Mattermost {version} does not have a FIPS image: FIPS images exist from {since} on. Upgrade the standard image first, then move.',
        too_old:
            'Mattermost {version} is too old: FIPS images exist from {since} on. Upgrade release by release first, then move.',
        unreadable: 'The server reports its release as "{version}", which is not a release number.',
    },
    edition: {
        title: 'Edition',
        why: 'Team Edition does not have a FIPS image.',
        enterprise: 'The server is an Enterprise build.',
        team: 'The server is Team Edition, which has no FIPS image.',
    },
    licence_plan: {
        title: 'Licence plan',
        why: 'FIPS images are part of Entry, Enterprise and Enterprise Advanced. Professional does not include them.',
        included: 'The plan is {plan}, which includes the FIPS image.',
        legacy_included:
            'The licence has the old plan name {plan}, which Mattermost has not accepted since 10.8. It corresponds to Enterprise, which includes the FIPS image, but you need a current licence.',
        unlicensed: 'The server has no licence. FIPS images are part of Entry, Enterprise and Enterprise Advanced.',
        not_included:
            'The plan is {plan}, which does not include the FIPS image. Entry, Enterprise and Enterprise Advanced do.',
        legacy_not_included:
            'The licence has the old plan name {plan}, which Mattermost has not accepted since 10.8. It corresponds to Professional, which does not include the FIPS image.',
        not_known:
            'This report does not know the plan "{sku}". Entry, Enterprise and Enterprise Advanced include the FIPS image.',
    },
    jobs_in_progress: {
        title: 'Running jobs',
        why: 'The restart cuts off running jobs: an import, an export, a migration, an indexing job.',
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
            'A database password is shorter than {limitBytes} bytes ({credentials}). Version {version} still starts with it; releases from {since} on do not.',
        none_found: 'No database connection was found in the server’s settings, so the password could not be checked.',
        unreadable: 'A database password could not be read ({credentials}), so its length could not be checked.',
    },
    database_password_storage: {
        title: 'How PostgreSQL stores the password',
        why: 'MD5 is not approved under FIPS 140-3. PostgreSQL has stored passwords as SCRAM-SHA-256 by default since version 14.',
        scram: 'The password is stored as SCRAM-SHA-256, and new passwords will be too.',
        stored_md5: 'The password is stored as MD5, not as SCRAM-SHA-256.',
        new_ones_md5:
            'The password is stored as SCRAM-SHA-256, but a new one would be stored as MD5 (password_encryption is md5, not scram-sha-256).',
        other: 'The way the password is stored was not recognised: it is neither SCRAM-SHA-256 nor MD5.',
    },
    database_role_clients: {
        title: 'Other users of the database role',
        why: 'A new password locks out every other client that logs in with the same role. This matters only if the password has to change.',
        no_rotation: 'The database password does not change, so nobody is locked out.',
        only_mattermost: 'Only Mattermost was seen using this database role.',
        others: 'The password has to change, and other clients log in with the same role: {applications}.',
    },
    database_version: {
        title: 'PostgreSQL version',
        why: 'Mattermost 11 and later need PostgreSQL 14 or newer.',
        supported: 'PostgreSQL {version} is supported (at least {minimum}).',
        too_old: 'PostgreSQL {version} is too old: Mattermost 11 needs {minimum} or newer.',
    },

    plugins_vanish: {
        title: 'Plugins that would vanish',
        why: 'At every start, the server installs the plugins that come with its image. The FIPS image comes with Playbooks, Agents and Boards only: a plugin that comes only with the standard image, such as Calls, disappears without an error. Its data is kept.',
        none: 'No running plugin depends on the standard image.',
        plugins_off: 'Plugins are turned off on this server.',
        vanish: '{count, plural, one {One plugin} other {# plugins}} would be gone after the move: {names}{more, plural, =0 {} other { and # more}}.{unsure, plural, =0 {} one { One more plugin may be gone too.} other { # more plugins may be gone too.}}',
        cannot_tell:
            'It is not known whether the file store holds a copy of {count, plural, one {this plugin} other {these # plugins}}: {names}{more, plural, =0 {} other { and # more}}. A plugin without a stored copy would be gone after the move.',
    },
    plugins_shadowed: {
        title: 'FIPS builds of Playbooks, Agents and Boards',
        why: 'The image installs its own build only if it is newer than the installed one. With a copy in the file store, the non-FIPS build keeps running in the FIPS image.',
        none: 'No non-FIPS copy in the file store blocks the builds of the FIPS image.',
        plugins_off: 'Plugins are turned off on this server.',
        shadowed:
            '{count, plural, one {One plugin} other {# plugins}} would stay a non-FIPS build because of a copy in the file store: {names}{more, plural, =0 {} other { and # more}}.',
        cannot_tell:
            'It is not known whether the file store holds a non-FIPS copy that would keep running: {names}{more, plural, =0 {} other { and # more}}. To let the agent read the copies, run fips-agent check on its host.',
    },
    plugins_non_fips: {
        title: 'Plugins that stay non-FIPS',
        why: 'Additional plugins keep running in the FIPS image as non-FIPS processes. Mattermost documents this as expected behaviour, not an error.',
        none: 'No additional plugin with server code is running.',
        plugins_off: 'Plugins are turned off on this server.',
        stay_non_fips:
            '{count, plural, one {One plugin keeps} other {# plugins keep}} running in non-FIPS mode, as expected: {names}{more, plural, =0 {} other { and # more}}.',
        cannot_tell:
            'It is not known how some plugins will run after the move: {names}{more, plural, =0 {} other { and # more}}.',
    },
    plugins_failing: {
        title: 'Plugins that fail now',
        why: 'If a plugin fails before the move, you cannot tell afterwards whether the move broke it.',
        none: 'Every enabled plugin runs.',
        plugins_off: 'Plugins are turned off on this server.',
        failing:
            '{count, plural, one {One plugin does} other {# plugins do}} not run properly: {names}{more, plural, =0 {} other { and # more}}.',
    },
    prepackaged_plugins_off: {
        title: 'Plugins that come with the image',
        why: 'With automatic prepackaged plugins turned off, the FIPS builds of Playbooks, Agents and Boards are not installed either.',
        installed: 'The server installs the enabled plugins that come with its image.',
        plugins_off: 'Plugins are turned off on this server.',
        not_installed:
            'PluginSettings.AutomaticPrepackagedPlugins is false, so the FIPS builds of Playbooks, Agents and Boards would not be installed. Set it to true.',
    },
    page_install: {
        title: 'System Console page',
        why: 'The page in the System Console is a plugin that has to be uploaded. The move does not depend on it: everything can be done in the terminal.',
        installed: 'The page is installed.',
        can_be_installed: 'The page can be uploaded.',
        uploads_off:
            'Plugin uploads are off (PluginSettings.EnableUploads is false), so the page cannot be installed yet.',
        signature_required:
            'This server accepts signed plugins only (PluginSettings.RequirePluginSignature is true), so the page cannot be uploaded.',
        plugins_off: 'Plugins are turned off on this server, so the page cannot be installed.',
    },

    password_minimum_length: {
        title: 'Minimum password length',
        why: 'A FIPS build checks its configuration at start and exits if the minimum length of user passwords is under 14. Standard builds set it to 8 by default.',
        long_enough: 'The minimum password length is {minimumLength} (at least {limit}).',
        too_short: 'The minimum password length is {minimumLength}; the FIPS build refuses to start below {limit}.',
        too_short_later:
            'The minimum password length is {minimumLength}. Version {version} still starts with it; releases from {since} on need at least {limit}.',
    },
    local_account_lockout: {
        title: 'Users who may be locked out',
        why: 'On a FIPS build, users can no longer sign in to Mattermost with a password shorter than 14 bytes. Passwords are stored as hashes, so nobody can say in advance which ones are too short. Open sessions continue without a password, so users find out one by one, up to weeks later.',
        none: 'Nobody signs in with a password stored by Mattermost.',
        can_reset:
            '{users, plural, one {One user signs} other {# users sign}} in with a password stored by Mattermost, including {admins, plural, =0 {no system admin} one {# system admin} other {# system admins}}. Anyone whose password is under {limitBytes} bytes is locked out within {days, plural, one {a day} other {# days}} after the move{extended, select, true { (later if active sessions are extended)} other {}} and has to reset it by email.',
        cannot_reset:
            '{users, plural, one {One user signs} other {# users sign}} in with a password stored by Mattermost, including {admins, plural, =0 {no system admin} one {# system admin} other {# system admins}}. Anyone whose password is under {limitBytes} bytes is locked out within {days, plural, one {a day} other {# days}} after the move{extended, select, true { (later if active sessions are extended)} other {}}, and this server cannot send password reset emails.',
        mail_not_known:
            '{users, plural, one {One user signs} other {# users sign}} in with a password stored by Mattermost, including {admins, plural, =0 {no system admin} one {# system admin} other {# system admins}}. Anyone whose password is under {limitBytes} bytes is locked out within {days, plural, one {a day} other {# days}} after the move{extended, select, true { (later if active sessions are extended)} other {}}. It is not known whether this server can send password reset emails.',
    },
    acting_admin_lockout: {
        title: 'Your own sign-in',
        why: 'The admin who makes the move should be the last person it locks out.',
        signs_in_elsewhere: 'You sign in through another service, which holds your password.',
        own_password:
            'You sign in with a password stored by Mattermost. If it is under {limitBytes} bytes, you cannot sign in after the move.',
    },

    image_proxy_secret: {
        title: 'Image proxy key',
        why: 'The atmos/camo image proxy uses its options as an HMAC key. A FIPS build exits at start if they are under 14 bytes; Mattermost 12 no longer has this proxy.',
        not_used: 'No image proxy is used.',
        local: 'The image proxy ({kind}) needs no key.',
        dropped: 'Mattermost {version} no longer has the atmos/camo image proxy.',
        goes_with_12:
            'The key of the atmos/camo image proxy is long enough (at least {limitBytes} bytes). Mattermost 12 drops this proxy.',
        too_short:
            'The key of the atmos/camo image proxy is too short: the FIPS build refuses to start below {limitBytes} bytes.',
        too_short_later:
            'The key of the atmos/camo image proxy is shorter than {limitBytes} bytes. Version {version} still starts with it; releases from {since} on do not.',
        unreadable:
            'The key of the atmos/camo image proxy could not be read. The FIPS build needs at least {limitBytes} bytes.',
    },
    shared_channels: {
        title: 'Connected workspaces',
        why: 'Invitations to connected workspaces are protected by a password. FIPS builds do not accept one under 14 characters.',
        off: 'Connected workspaces are off.',
        on: 'Connected workspaces keep working: existing connections keep their tokens. New invitations need a password of at least {limit} characters.',
    },
    saml_signature: {
        title: 'SAML signature',
        why: 'SHA-1 signatures are not approved under FIPS 140-3. Configurations created before Mattermost 11 still use RSAwithSHA1.',
        not_used: 'SAML is not used.',
        approved: 'SAML requests are signed with {algorithm}.',
        sha1: 'SAML requests are signed with {algorithm}. Both sides have to use RSAwithSHA256 or RSAwithSHA512.',
        not_known: 'SAML requests are signed with "{algorithm}", which this report does not know.',
    },
    tls_listener: {
        title: 'TLS of the server itself',
        why: 'FIPS mode allows only TLS 1.2 and 1.3 with approved ciphers. If a proxy terminates TLS, its settings count.',
        not_used: 'The server itself does not terminate TLS.',
        allowed: 'The server’s TLS settings work in FIPS mode.',
        old_version:
            'The server allows TLS {minimumVersion}. FIPS mode supports 1.2 and 1.3 only, so older clients will not be able to connect.',
        some_ciphers: 'Some of the chosen ciphers may not be available in FIPS mode: {ciphers}.',
        no_cipher:
            'None of the chosen ciphers ({ciphers}) is available in FIPS mode: clients that use TLS 1.2 could not connect.',
    },
    tls_peers: {
        title: 'Systems reached over TLS',
        why: 'In FIPS mode, the other side has to support TLS 1.3, or 1.2 with Extended Master Secret, AES-GCM and a NIST curve. A system that does not support them fails only after the move.',
        none: 'The server connects to no other system over TLS.',
        peers: 'The server connects to these systems over TLS, and each has to work with FIPS mode: {peers}.',
    },
    file_store_secret: {
        title: 'File store key',
        why: 'S3 requests are signed with HMAC over the secret key. Version 4 puts "AWS4" before the key; version 2 uses SHA-1.',
        local: 'Files are stored in a folder; there is no key.',
        no_key: 'The file store ({driver}) does not use a secret key.',
        long_enough:
            'The key of the file store ({driver}) is long enough (at least {limitBytes} bytes with its prefix).',
        too_short:
            'The key of the file store ({driver}) is too short: FIPS builds may refuse less than {limitBytes} bytes with its prefix.',
        signature_v2:
            'Requests to the file store ({driver}) are signed with version 2, which is HMAC-SHA1. They need version 4.',
        unreadable:
            'The key of the file store ({driver}) could not be read. At least {limitBytes} bytes with its prefix are needed.',
        signature_not_seen:
            'The key of the file store ({driver}) is long enough. Whether requests are signed with version 4 was not seen.',
    },
    text_extraction: {
        title: 'Search in documents',
        why: 'The FIPS image does not include the program tidy and the list of media types, which the standard image uses to read HTML files.',
        off: 'Text in uploaded files is not searched.',
        not_seen: 'Whether text in uploaded files is searched was not seen.',
        html_may_differ:
            'Text in uploaded files is searched. For HTML files uploaded after the move, results may differ.',
    },
    crypto_environment: {
        title: 'OpenSSL and Go settings of the container',
        why: 'Variables and mounts that configure OpenSSL or Go can make a FIPS build panic at start, or run outside FIPS mode.',
        untouched: 'Nothing in the container changes the settings of OpenSSL or Go.',
        overridden: 'These settings of the container affect OpenSSL or Go: {names}.',
    },

    backup: {
        title: 'Backup',
        why: 'The move does not change any data, but a backup is what helps when anything else goes wrong.',
        recent: 'A backup was taken at {takenAt} ({by}: {reference}).',
        old: 'The last known backup was taken at {takenAt} ({by}: {reference}), more than {hours} hours ago.',
        nobody_vouches: 'Nobody has attested a backup taken in the last {hours} hours.',
        time_unreadable: 'The time of the last backup cannot be read: "{takenAt}" ({by}: {reference}).',
    },
} as const satisfies Record<string, {readonly title: string; readonly why: string; readonly [reason: string]: string}>;
