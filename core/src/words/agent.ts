import {SWAP_RIGHTS} from '../errors/swap_rights.ts';

/** Sentences of the terminal: what commands say besides results and errors. ICU message syntax, English. */
export const AGENT_WORDS = {
    'leaves.untouched': 'The deployment was not changed.',
    'leaves.restored': 'The deployment is in its former state.',
    'leaves.run_open':
        'Run {run} had started to change the deployment and has not finished. See its state: fips-agent status {run}. Resume it: fips-agent apply --resume. Or roll it back: fips-agent rollback {run}',
    'bug.title': 'fips-agent has a bug ({name} at {place}).',
    'bug.no_run': 'No run was changing the deployment.',
    'leaves.unknown':
        'A run may have changed the deployment: fips-agent status shows how far it got, and ROLLBACK.txt in its rescue kit what to do.',
    'leaves.changed': 'Everything marked as done above stays; the containers were not changed.',
    'deployment.kind':
        '{kind, select, compose {Docker Compose} docker {Docker} kubernetes {Kubernetes} package {Linux package} tarball {tarball} compose_v1 {Compose v1} swarm {Docker Swarm} podman {Podman} ecs {Amazon ECS} other {{kind}}}',
    'check.section.fail': 'Blockers: fix these first',
    'check.section.warn': 'Warnings: read these before you move',
    'check.section.unknown': 'Unknown: these could not be checked',
    'check.section.pass': 'Passed',
    'check.section.passed':
        'Passed: {count, plural, one {# check} other {# checks}}. List them: fips-agent check --all',
    'check.next.not_ready': 'Fix the blockers, then check again:',
    'check.next.cannot_tell': 'See what the agent cannot reach, then check again:',
    'check.next.ready': 'Make the plan, which changes nothing:',
    'check.next.already_there': 'Compare what runs with the record of the move:',
    'doctor.settings.ok': 'Settings: {count, plural, =0 {none, defaults are used} one {# is set} other {# are set}}',
    'doctor.folders.ok': 'The agent’s own folder is {state}; rescue kits are in {rescue}',
    'doctor.engine.ok': 'Docker engine {version} (API {apiVersion}) at {endpoint}, {architecture}',
    'doctor.engine.old':
        'Docker engine {version} is older than 20.10, the oldest version this agent supports: upgrade Docker.',
    'doctor.compose.ok': 'Docker Compose {version}',
    'doctor.compose.old': 'Docker Compose {version} is older than 2.20: install a newer Compose plugin.',
    'doctor.compose.missing':
        'Docker Compose was not found: install the Compose plugin, or set COMPOSE_BINARY. Without it, a Compose project cannot be checked fully.',
    'doctor.deployment.ok':
        '{kind} deployment {name}, {count, plural, one {one instance} other {# instances}}: {names}',
    'doctor.job_server.ok': 'Dedicated job server: {names}',
    'doctor.deployment.missing': 'No deployment found: {problem}',
    'doctor.local_mode.ok': 'Local mode answers: the server’s configuration can be checked in full',
    'doctor.local_mode.missing':
        'Local mode does not answer in {container}: set MM_SERVICESETTINGS_ENABLELOCALMODE=true and recreate the container. Until then, the configuration checks stay unknown.',
    'doctor.local_mode.untried':
        'Local mode could not be tried in {container}, because the server itself is not working there. Start it first; its log shows whether the database answers.',
    'doctor.database.down':
        'The server in {container} cannot write to its database. Start the database, or look in the server’s log for the cause.',
    'doctor.server.ok': 'Mattermost answers at {url}',
    'doctor.server.missing': 'Mattermost does not answer at {url}: set MATTERMOST_URL to its internal address.',
    'doctor.clock.ok': 'The clocks of agent and server agree to within {seconds} s',
    'doctor.clock.off':
        'The clocks of agent and server differ by {seconds} s: the agent would reject requests as stale. Synchronise both with NTP.',
    'doctor.registry.ok':
        'Registry {registry}: {login, select, login {a login is stored} other {asked without a login}}',
    'doctor.registry.helper':
        'Registry {registry}: the credential helper {helper} is set in Docker’s configuration but is not installed here.',
    'doctor.registry.denied': 'Registry {registry} refuses to show {image}: log in with docker login {registry}.',
    'doctor.registry.unreachable':
        'Registry {registry} does not answer. Without a network, carry the image in; for the list of images: fips-agent bring-list',
    'doctor.queue.ok': 'Connected to the page as bot {bot}, created by {maker}',
    'doctor.queue.missing': 'Not connected to the page: run fips-agent init. fips-agent check works without it.',
    'doctor.key.ok': 'Key of this agent, to compare with the page: {fingerprint}',
    'doctor.registry.local': 'The FIPS image {image} is already here: no registry is needed',
    'doctor.disk.ok': 'Free space where Docker keeps its images: {mebibytes, number} MiB',
    'doctor.disk.unseen':
        'The free space where Docker keeps its images ({folder}) cannot be seen from here. Run the agent on Docker’s own host, or in a container there: then no mount is needed.',
    'doctor.mode.swap': 'Mode swap: the agent applies approved plans',
    'doctor.mode.swap_lacks': 'Mode swap is set, but a run needs what is marked as missing above.',
    'doctor.mode.read_only': `Mode read_only: the agent reports and changes nothing. ${SWAP_RIGHTS}`,
    'doctor.run.project.ok': 'The project folder {folder} is writable',
    'doctor.run.project.read_only': `The project folder {folder} is not writable. ${SWAP_RIGHTS}`,
    'doctor.run.project.not_mounted': `The project folder {folder} is not mounted at the same path as on the host. ${SWAP_RIGHTS}`,
    'doctor.run.rescue.ok': 'Rescue kits can be written to {folder}, on the host',
    'doctor.run.rescue.read_only': `Rescue kits cannot be written to {folder}. ${SWAP_RIGHTS}`,
    'doctor.run.rescue.not_mounted': `Rescue kits in {folder} would be lost with the agent’s container: the folder is not mounted. ${SWAP_RIGHTS}`,
    'doctor.run.state.ok': 'Journals and dumps can be written to {folder}, on the host',
    'doctor.run.state.read_only': `Journals and dumps cannot be written to {folder}. ${SWAP_RIGHTS}`,
    'doctor.run.state.not_mounted': `Journals and dumps in {folder} would be lost with the agent’s container: the folder is not mounted. ${SWAP_RIGHTS}`,
    'doctor.run.engine.ok': 'The agent may create, stop and remove containers',
    'doctor.run.engine.missing':
        'The Docker engine at {endpoint} does not let this agent create, stop or remove containers: a proxy in front of the socket allows only reading. A run needs the socket itself.',
    'doctor.socket': 'Access to the Docker socket is root access to this host, with or without a proxy in front of it.',
    'code.waiting':
        '{code}\nValid once, for the plan {digest}: compare the digest with the page before you type the code there.',
    'code.none':
        'No plan is waiting for a code. Make a plan on the page first; the agent’s settings file must contain APPROVAL: host.',
    'plan.title_rotate': 'A new database password. The image stays as it is.',
    'plan.move': 'From {from} to {to}',
    'plan.change': 'The exact change',
    'plan.proved':
        'Proved with docker compose config: only {goal, select, rotate {this password} other {this image}} changes. A plain docker compose up afterwards recreates: {services}.',
    'plan.no_files': 'There is no Compose project: no file changes, the container itself is recreated.',
    'plan.steps': 'The steps, in this order',
    'plan.by_hand': 'Nothing has been changed. These are the steps for you to follow.',
    'plan.follow': 'To follow your change, measure it and verify what it leads to, run in a second terminal:',
    'bring_list.title': 'Images to carry in, with the commands for both sides:',
    'bring_list.have': 'already here: {image}',
    'bring_list.bring': 'to carry in: {image}',
    'bring_list.whole':
        'Its name has a digest: copy it with a tool that keeps that, such as skopeo copy --all --preserve-digests.',
    'bring_list.none': 'No FIPS counterpart is known for {image}: set IMAGE_PAIRS.',
    'init.intro':
        'This connects the page in Mattermost with this agent. It names each change and asks before making it; if it stops, run it again to continue.',
    'init.step.plugin': 'Install the page (plugin {plugin} {version}) and enable it',
    'init.step.bot': 'Create the bot account {bot}',
    'init.step.team': 'Create the invite-only team {team}, for system admins and the bot only',
    'init.step.channel': 'Create the private channel {channel} in it',
    'init.step.members': 'Add {members} to the team and the channel',
    'init.step.token': 'Create an access token for the bot and save it in {file}',
    'init.step.connection': 'Set which bot, channel and key the page trusts',
    'init.step.project':
        'Write the agent’s own Compose project to {folder}: {mode, select, swap {it may apply plans, with the project folder writable and a folder for rescue kits} other {it only reads and reports}}',
    'init.step.manifests':
        'Write the agent’s manifests to {folder}: {mode, select, swap {it may apply plans, within the policy that is among them} other {it only reads and reports}}',
    'init.step.deploy': 'Apply to the cluster: {objects}{removes, select, some {. Remove from it: {removed}} other {}}',
    'init.step.former':
        'Stop and remove the container {container}, an agent started by hand: the project’s own agent replaces it',
    'init.done': 'done',
    'init.already': 'already there',
    'init.ready':
        'Connected. Start the agent, or restart it to apply what has changed: docker compose --project-directory {folder} up -d',
    'init.ready_applied': 'Connected. The agent starts in the cluster; what it writes: {look}',
    'init.fingerprint': 'Compare this key with the page once: {fingerprint}',
    'init.question': '{step}?',
    'uninstall.intro':
        'This stops the agent and removes what fips-agent init installed. It then lists what runs have left on this host, and removes only what you confirm, one by one.',
    'uninstall.step.serving':
        'Stop the agent that serves {folder} on this host (if a service restarts it, disable that service too)',
    'uninstall.step.container': 'Stop and remove the agent’s container {container}',
    'uninstall.step.deployment': 'Stop and remove the agent: {container}',
    'uninstall.step.objects': 'Remove from the cluster: {objects}',
    'uninstall.remains.volume':
        'The volume {volume} in the namespace {namespace}: the agent’s key, plans, journals and rescue kits. Without it the page has to trust a new key, and the agent cannot roll back an earlier run',
    'uninstall.remains.backups': 'Database dumps in {folder} ({count})',
    'uninstall.remains.kits':
        'Rescue kits in {folder} ({count}): ROLLBACK.txt and rollback.sh, with old files and passwords',
    'uninstall.remains.runs':
        'Records of runs in {folder} ({count}): reports are made from them; they hold old files and staged passwords',
    'uninstall.remains.plans': 'Plans in {folder} ({count})',
    'uninstall.remains.bundles': 'What was read from images, in {folder} ({count})',
    'uninstall.remove': 'Remove permanently: {words}',
    'uninstall.removed': 'removed',
    'uninstall.kept': 'kept',
    'uninstall.step.plugin': 'Remove the page (plugin {plugin})',
    'uninstall.step.connection': 'Remove the page’s settings',
    'uninstall.step.token': 'Revoke the bot’s token',
    'uninstall.step.bot': 'Disable the bot account {bot}',
    'uninstall.step.channel': 'Archive the channel {channel}',
    'uninstall.step.team': 'Archive the team {team}',
    'uninstall.step.files': 'Remove {files}',
    'uninstall.nothing': 'Nothing to remove: this agent was not connected here.',
} as const;
