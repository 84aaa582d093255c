import type {RemedyCode} from '../remedies/catalogue.ts';

/** What each remedy asks for, ICU message syntax, English. Console paths and commands stand in the catalogue. */
export const REMEDY_WORDS = {
    run_the_agent: 'Run the agent on the host of this deployment: it sees what a browser cannot.',
    open_the_page: 'Open the page of FIPS Readiness in the System Console: only your own session shows this.',
    run_beside_the_engine:
        'Run the agent on the engine’s own host, or in a container of that engine as fips-agent init sets it up: it then sees the free space without any mount. To run it anywhere else, mount the engine’s data root (docker info: Docker Root Dir) at the same path, read-only.',
    ask_the_doctor: 'Run the agent’s self-check: it lists what the agent may not see or cannot reach.',
    enable_local_mode:
        'Set MM_SERVICESETTINGS_ENABLELOCALMODE=true for the Mattermost container and recreate it: local mode lets the agent read the configuration.',

    move_to_containers:
        'Move this installation to Docker Compose first, with the same release, database and file store; then move that to the FIPS image.',
    upgrade_compose:
        'Install Compose 2.20 or newer ("docker compose" with a space), start the project once with it, and check again.',
    run_on_supported_platform:
        'Run Mattermost as a Docker Compose project, a Docker container or an installation of the Mattermost Operator. Or move by hand with the runbook, at your own risk.',
    turn_into_mattermost:
        'Bring the operator to release 1.12, and let it turn the ClusterInstallation into a Mattermost resource while the site stays up. It is done when the ClusterInstallation is gone; then check again.',
    change_through_owner:
        'Change the image in {tool, select, portainer {the stack in Portainer} ansible {the Ansible playbook} git {the Git repository, and commit it} systemd {the systemd unit} swarm {the stack that Docker Swarm runs} helm {the Helm values} argo_cd {the repository that Argo CD follows} flux {the repository that Flux follows} other {{name}}}, so that its next run keeps the FIPS image.',
    stop_updater: 'Stop {name} during the move, or exclude Mattermost from it.',
    check_each_host:
        'Run the check on the host of every node, and move node by node: {nodes, plural, one {# node} other {# nodes}}, {seen} seen here.',
    find_the_container: 'Run the check on the host where the Mattermost container runs, or start the container.',
    align_versions: 'Bring all nodes to the same release and image first.',
    run_one_server:
        'Stop the containers that are not needed, or turn on clustering (High Availability needs a licence).',
    use_amd64_host: 'Move the deployment to an amd64 host first, still with the standard image.',
    compare_image_and_flag:
        'Compare the image of the container with what the server reports. Behind a load balancer, another node may have answered.',
    name_image_pair:
        'Name the FIPS counterpart of this image in the agent’s setting IMAGE_PAIRS: the standard repository and the FIPS repository.',
    pull_image: 'Pull the FIPS image for amd64 on this host.',
    log_in_to_registry: 'Log in to the registry as the user who runs the agent, then check again.',
    carry_image_in:
        'If the registry cannot be reached from here: pull the FIPS image on a machine that reaches it, and carry it in (fips-agent bring-list has the commands).',
    rehearse_the_image:
        'What pulls the image may reach the registry in another way (a mirror, a proxy, another login). A rehearsal shows it: it starts the image next to the live site, and changes nothing there. On Kubernetes you need the right to create a pod.',
    choose_release:
        'In a registry of your own, copy {image} there. Otherwise upgrade the standard image to a release whose FIPS image the registry has.',
    pin_release:
        'Set the tag to the full release{known, select, true { ({version})} other {}}, recreate Mattermost once with the standard image, and check again.',
    replace_digest:
        'Replace the digest with that of the FIPS image{known, select, true { ({digest})} other {}}, or use the release’s tag instead.',
    remove_image_override:
        'Take the image out of {field}, and set it in spec.image and spec.version. If the name stays the same, no pod is replaced.',
    name_image_in_file:
        'Set the variable {variable} in the project’s .env file, and start Compose without it in the environment.',
    build_on_fips_image:
        'Base your build on the FIPS image: change the FROM line of its Dockerfile, and build it under a name of its own.',
    settle_drift:
        'First apply the changed files at a quiet time, still with the standard image ({services}), or undo the changes. Look at the files before you do.',
    recreate_without_rm:
        'Copy the data out, then start the container again without --rm and with named volumes for /mattermost/data, config, plugins, client/plugins and logs.',
    unmount_the_program:
        'Mount volumes only at the image’s data folders (/mattermost/config, data, logs, plugins, client/plugins), not at {targets}, and recreate the container with the standard image first. Copy config and data out of the volume before you do.',
    pin_port:
        'Set a fixed host port in the files or the command ({ports}) and recreate Mattermost once with the standard image. Or expect a new port, and update the proxy after the move.',
    name_running_image:
        'Change the files so that they name the image that runs, {running}, instead of {wanted}, then check again. Change the release separately, before or after the move.',
    start_container: 'Start the container and wait until Mattermost answers.',
    read_log: 'Read the container’s log and fix what it reports.',
    keep_network_quiet: 'Do not start any other container in this network during the move.',
    reload_proxy: 'If the proxy answers 502 after the move, restart it: {proxies}.',
    expect_proxy_wait:
        'Nothing to fix: tell your users that the outage takes this much longer than the restart itself.',
    change_readiness_url: 'In the Secret of the database, start DB_CONNECTION_CHECK_URL with postgres:// instead.',
    start_operator: 'Find out why the operator is not running, and start it before the move.',
    switch_on_update_check: 'Remove spec.updateJob.disabled from the resource for the move.',
    keep_sidecars_out:
        'Keep a sidecar that a mesh injects out of the Job by spec.updateJob.extraLabels or extraAnnotations (Istio, a label: sidecar.istio.io/inject: "false"). With others, set spec.updateJob.disabled for the move.',
    try_in_a_pod: 'Let the run try the FIPS image in a pod of its own before the patch: KUBE_REHEARSAL=pod.',
    remove_update_check: 'Wait until no other installation of the namespace is being updated, then remove the Job.',
    keep_to_amd64: 'Keep the pods on amd64 nodes (spec.scheduling.nodeSelector, kubernetes.io/arch).',
    plan_an_outage: 'Choose a window for the move: the site is down while the pods are replaced.',
    use_rolling_update:
        'If the file store allows two pods at a time, set the strategy to RollingUpdate (spec.deploymentTemplate of the resource).',
    share_the_volume:
        'Use a volume that several nodes can mount (ReadWriteMany) or S3 for the file store, or keep all pods on one node during the move: {claims}.',
    make_room_in_quota: 'Raise the quota by one pod for the time of the move: {quotas}.',
    free_disk_space:
        'Free disk space where the engine keeps its images. Check before you prune: it deletes every unused image.',

    upgrade_server:
        'Upgrade the standard image to 11.3 or newer first: from then on, the server itself reports which build it is.',
    upgrade_from_10:
        'The path: back up; upgrade PostgreSQL to {postgresql} or newer (Mattermost 11 no longer runs on MySQL); upgrade the standard image to the newest {target} release (extended support) and let it migrate the database; check again; then move to the FIPS image of that release. From a release before 10.11, upgrade to 10.11 first.',
    update_fips_readiness: 'Update FIPS Readiness to a version that knows this release, and check again.',
    switch_to_enterprise_edition:
        'Change the image to mattermost-enterprise-edition of the same release first. The database and files stay. FIPS needs an Entry, Enterprise or Enterprise Advanced licence.',
    add_licence: 'Upload an Entry, Enterprise or Enterprise Advanced licence.',
    ask_about_licence:
        'Ask your contact at Mattermost for a licence that includes FIPS images: Entry, Enterprise or Enterprise Advanced.',
    wait_for_jobs: 'Wait until the jobs have finished, or cancel them.',

    rotate_database_password:
        'Give the database role a new password of at least 14 bytes, letters and digits only, stored as SCRAM-SHA-256, and set the same password where the deployment keeps it (POSTGRES_PASSWORD in .env of the official project, the database Secret on Kubernetes). From then on the running server cannot open new connections until it is recreated.',
    store_password_as_scram:
        'Set the role’s password again so that it is stored as SCRAM-SHA-256; it may be the same password. First check that pg_hba.conf allows scram-sha-256 for the role.',
    set_password_encryption: 'Set PostgreSQL to store new passwords as SCRAM-SHA-256 before you change any password.',
    give_clients_the_new_password:
        'Give the other clients their own role first, or the new password at the same moment. A connection pooler has its own list of passwords.',
    upgrade_postgresql: 'Upgrade PostgreSQL to version {minimum} or newer first (dump and restore, or pg_upgrade).',

    keep_plugin:
        'Install the plugin from the Marketplace before the move: this copies this image’s bundle into the file store, where it survives. Or accept that it will be gone.',
    enable_marketplace: 'Turn on the Marketplace: keeping a plugin needs it, but does not need internet access.',
    remove_stored_copy:
        'Remove the stored copy right before the move and leave the plugin enabled in the configuration: the FIPS image then installs its own build. The plugin’s data is kept.',
    enable_automatic_prepackaged: 'Set PluginSettings.AutomaticPrepackagedPlugins to true.',
    mend_plugin: 'Fix the plugin, or disable it, before the move.',
    enable_uploads: 'Turn on plugin uploads. This is not possible in the System Console, only in local mode.',
    enable_plugins: 'Turn on plugins.',
    work_in_the_terminal: 'Use the terminal: the report does not need the page.',

    raise_minimum_length:
        'Set the minimum password length to 14 or more and save. Existing passwords stay as they are.',
    raise_minimum_length_environment:
        'The value comes from the environment: set MM_PASSWORDSETTINGS_MINIMUMLENGTH=14 where the container gets its variables from, and recreate the container.',
    ask_for_longer_passwords:
        'Before the move, ask everybody who signs in with a password stored by Mattermost to choose one of at least 14 characters. Keep a second system admin, or local mode, available to reset passwords afterwards.',
    enable_email: 'Set up the mail server so that users can reset their own password.',
    change_own_password:
        'Make sure that your own password has at least 14 bytes; if not, change it now. If you are locked out anyway, set a new one in local mode.',

    lengthen_image_proxy_key:
        'Choose remote image proxy options of at least 14 bytes, the same at the proxy and in the System Console.',
    use_local_image_proxy: 'Use the local image proxy instead: it does not need a key.',
    use_rsa_sha256: 'Set the signature algorithm to RSAwithSHA256, here and at the identity provider.',
    raise_tls_version: 'Set the minimum TLS version to 1.2 and restart.',
    choose_fips_ciphers: 'Choose ciphers that FIPS mode allows, or clear the list to use the defaults.',
    probe_tls_peers:
        'Test each one before the move: the answer has to show TLSv1.3, or TLSv1.2 and "Extended master secret: yes". After the move, send a test email and test the file store, LDAP and search in the System Console.',
    lengthen_file_store_secret: 'Create a new access key with a longer secret in the file store, and enter it.',
    use_signature_v4: 'Turn off signature version 2 (set FileSettings.AmazonS3SignV2 to false).',
    remove_crypto_overrides:
        'Remove these settings from the container and recreate it, still with the standard image: {names}.',

    take_backup:
        'Back up the database, the configuration and the file store, then attest the backup with its time and place: on the page, or in the agent’s settings.',
} as const satisfies Record<RemedyCode, string>;
