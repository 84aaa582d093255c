import type {RemedyCode} from '../remedies/catalogue.ts';

/** What each remedy asks for, ICU message syntax, English. Console paths and commands stand in the catalogue. */
export const REMEDY_WORDS = {
    run_the_agent: 'Run the agent on the host of this deployment: it sees what a browser cannot.',
    open_the_page: 'Open the page of FIPS Readiness in the System Console: only your own session tells this.',
    run_beside_the_engine:
        'Run the agent on the engine’s own host, or in a container of that engine as fips-agent init sets it up: there it sees the free space without any mount. From elsewhere, mount the engine’s data root (docker info: Docker Root Dir) at the same path, read-only.',
    ask_the_doctor: 'Let the agent say what it may not see or cannot reach.',
    enable_local_mode:
        'Set MM_SERVICESETTINGS_ENABLELOCALMODE=true for the Mattermost container and recreate it: local mode shows the configuration to the agent.',

    move_to_containers:
        'Move this installation to Docker Compose first, with the same release, database and file store; then move that to the FIPS image.',
    upgrade_compose:
        'Install Compose 2.20 or newer ("docker compose" with a space), start the project with it once, and check again.',
    run_on_supported_platform:
        'Run Mattermost as a Docker Compose project, a Docker container or an installation of the Mattermost Operator, or move by hand with the runbook at your own risk.',
    change_through_owner:
        'Change the image in {tool, select, portainer {the stack in Portainer} ansible {the Ansible playbook} git {the Git repository, and commit it} systemd {the systemd unit} swarm {the stack that Docker Swarm runs} helm {the Helm values} argo_cd {the repository that Argo CD follows} flux {the repository that Flux follows} other {{name}}}, so that its next run keeps the FIPS image.',
    stop_updater: 'Stop {name} for the time of the move, or leave Mattermost out of it.',
    check_each_host: 'Run the check on the host of every node, and move node by node: {nodes} nodes, {seen} seen here.',
    find_the_container: 'Run the check on the host where the Mattermost container runs, or start the container.',
    align_versions: 'Bring all nodes to the same release first.',
    run_one_server:
        'Stop the containers that are not needed, or turn clustering on (High Availability needs a licence).',
    use_amd64_host: 'Move the deployment to an amd64 host first, still with the standard image.',
    compare_image_and_flag:
        'Compare what the container runs with what the server says. Behind a load balancer another node may have answered.',
    name_image_pair:
        'Tell the agent which image is the FIPS counterpart: the setting IMAGE_PAIRS takes the standard and the FIPS repository.',
    pull_image: 'Pull the FIPS image for amd64 on this host.',
    log_in_to_registry: 'Log in to the registry as the user who runs the agent, then check again.',
    carry_image_in:
        'Without a way to the registry: pull and save the FIPS image where there is one, carry the file to this host, and load it.',
    choose_release:
        'In a registry of your own, copy {image} there. Otherwise upgrade the standard image to a release whose FIPS image the registry has.',
    pin_release:
        'Write the full release into the tag{known, select, true { ({version})} other {}}, recreate Mattermost once with the standard image, and check again.',
    replace_digest:
        'Replace the digest with the one of the FIPS image{known, select, true { ({digest})} other {}}, or name the release by its tag.',
    name_image_in_file:
        'Write the variable {variable} into the .env file of the project and start Compose without it in the environment.',
    build_on_fips_image:
        'Build the image on the FIPS image: change the FROM line of its Dockerfile, build it under a name of its own.',
    settle_drift:
        'At a quiet time, apply the changed files first, still with the standard image ({services}), or take the changes back. Look at the files before.',
    recreate_without_rm:
        'Copy the data out, then start the container again without --rm and with named volumes for /mattermost/data, config, plugins, client/plugins and logs.',
    unmount_the_program:
        'Mount volumes at the folders of the image for data only (/mattermost/config, data, logs, plugins, client/plugins), not at {targets}, and recreate the container with the standard image first. Copy config and data out of the volume before.',
    pin_port:
        'Give the port a number of its own in the files or the command ({ports}) and recreate Mattermost once with the standard image. Or expect a new number, and tell the proxy.',
    name_running_image:
        'Make the files name the image that runs, {running}, where they name {wanted} now, then check again. Changing the release is a step of its own, before or after the move.',
    start_container: 'Start the container and wait until Mattermost answers.',
    read_log: 'Read the log of the container and mend what it names.',
    keep_network_quiet: 'Start no other container in this network during the move.',
    reload_proxy: 'If the proxy answers 502 after the move, restart it: {proxies}.',
    expect_proxy_wait:
        'Nothing to mend: tell your users that the outage takes this much longer than the restart itself.',
    free_disk_space:
        'Free disk space where the engine keeps its images. Look before you prune: unused images are deleted.',

    upgrade_server:
        'Upgrade the standard image to 11.3 or newer first, where the server says itself which build it is.',
    upgrade_from_10:
        'The path: back up; bring PostgreSQL to {postgresql} or newer (Mattermost 11 no longer runs on MySQL); upgrade the standard image to the newest {target} release (extended support) and let it migrate the database; check again; then move to the FIPS image of that release. From a release before 10.11, go to 10.11 first.',
    update_fips_readiness: 'Update FIPS Readiness to a version that knows this release, and check again.',
    switch_to_enterprise_edition:
        'Change the image to mattermost-enterprise-edition of the same release first. Database and files stay; it needs a licence of Entry, Enterprise or Enterprise Advanced for FIPS.',
    add_licence: 'Upload a licence of Entry, Enterprise or Enterprise Advanced.',
    ask_about_licence:
        'Ask your contact at Mattermost for a licence that includes FIPS images: Entry, Enterprise or Enterprise Advanced.',
    wait_for_jobs: 'Wait until the jobs have ended, or cancel them.',

    rotate_database_password:
        'Give the database role a new password of at least 14 bytes, letters and digits only, stored as SCRAM-SHA-256, and put the same password where the deployment keeps it (POSTGRES_PASSWORD in .env of the official project, the database Secret on Kubernetes). From then on the running server cannot open new connections until it is recreated.',
    store_password_as_scram:
        'Set the password of the role again, stored as SCRAM-SHA-256; it may be the same one. Check before that pg_hba.conf allows scram-sha-256 for it.',
    set_password_encryption: 'Let PostgreSQL store new passwords as SCRAM-SHA-256, before any password is changed.',
    give_clients_the_new_password:
        'Give the others a role of their own before, or the new password at the same moment. A connection pooler has its own list of passwords.',
    upgrade_postgresql: 'Bring PostgreSQL to version {minimum} or newer first (dump and restore, or pg_upgrade).',

    keep_plugin:
        'Install the plugin from the Marketplace before the move: that copies the bundle of this image into the file store, where it survives. Or accept its loss.',
    enable_marketplace: 'Turn the Marketplace on: keeping a plugin needs it, without any way to the internet.',
    remove_stored_copy:
        'Remove the stored copy right before the move and leave the plugin enabled in the configuration: the FIPS image then installs its own build. The data of the plugin stay.',
    enable_automatic_prepackaged: 'Set PluginSettings.AutomaticPrepackagedPlugins to true.',
    mend_plugin: 'Mend the plugin, or disable it, before the move.',
    enable_uploads: 'Turn plugin uploads on. The System Console cannot do it; local mode can.',
    enable_plugins: 'Turn plugins on.',
    work_in_the_terminal: 'Use the terminal: the report needs no page.',

    raise_minimum_length:
        'Set the minimum password length to 14 or more and save. Passwords that exist stay as they are.',
    raise_minimum_length_environment:
        'The value comes from the environment: set MM_PASSWORDSETTINGS_MINIMUMLENGTH=14 where the container gets its variables from, and recreate the container.',
    ask_for_longer_passwords:
        'Before the move, ask everybody with a password of this site to choose one of at least 14 characters. Keep a second system admin, or local mode, to reset passwords afterwards.',
    enable_email: 'Set up the mail server, so that people can reset a password themselves.',
    change_own_password:
        'Make sure that your own password has at least 14 bytes, and change it now if not. Should it happen anyway, local mode sets a new one.',

    lengthen_image_proxy_key:
        'Choose remote image proxy options of at least 14 bytes, the same at the proxy and in the System Console.',
    use_local_image_proxy: 'Use the local image proxy instead, which needs no key.',
    use_rsa_sha256: 'Set the signature algorithm to RSAwithSHA256, here and at the identity provider.',
    raise_tls_version: 'Set the minimum TLS version to 1.2 and restart.',
    choose_fips_ciphers: 'Choose ciphers that FIPS mode allows, or empty the list for the defaults.',
    probe_tls_peers:
        'Probe each one before the move: the answer has to name TLSv1.3, or TLSv1.2 and "Extended master secret: yes". After the move send a test mail and test the file store, LDAP and search in the System Console.',
    lengthen_file_store_secret: 'Make a new access key with a longer secret at the file store, and enter it.',
    use_signature_v4: 'Turn signature version 2 off (FileSettings.AmazonS3SignV2 is true, it has to be false).',
    remove_crypto_overrides:
        'Take these settings out of the container and recreate it, still with the standard image: {names}.',

    take_backup:
        'Back up the database, the configuration and the file store, and vouch for it with time and place: on the page, or in the settings of the agent.',
} as const satisfies Record<RemedyCode, string>;
