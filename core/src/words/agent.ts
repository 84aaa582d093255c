import {SWAP_RIGHTS} from '../errors/swap_rights.ts';

/** Sentences of the terminal: what commands say besides results and errors. ICU message syntax, English. */
export const AGENT_WORDS = {
    'leaves.untouched': 'The deployment was not changed.',
    'leaves.restored': 'The deployment is back in the state it had before.',
    'leaves.run_open':
        'The run {run} had begun to change the deployment and has not ended. See where it stands: fips-agent status {run}. Go on with it: fips-agent apply --resume. Or roll it back: fips-agent rollback {run}',
    'bug.title': 'fips-agent has a bug ({name} at {place}).',
    'bug.no_run': 'No run that changes the deployment was under way.',
    'leaves.unknown':
        'A run may have changed the deployment: fips-agent status says how far it came, ROLLBACK.txt in its rescue kit what to do.',
    'leaves.changed': 'What is marked done above stays; the containers were not changed.',
    'doctor.settings.ok': 'Settings: {count, plural, =0 {none, defaults are used} one {# is set} other {# are set}}',
    'doctor.engine.ok': 'Docker engine {version} (API {apiVersion}) at {endpoint}, {architecture}',
    'doctor.engine.old':
        'Docker engine {version} is older than 20.10, the oldest this agent is made for: upgrade Docker.',
    'doctor.compose.ok': 'Docker Compose {version}',
    'doctor.compose.old': 'Docker Compose {version} is older than 2.20: install a newer Compose plugin.',
    'doctor.compose.missing':
        'Docker Compose was not found: install the Compose plugin, or set COMPOSE_BINARY. A Compose project cannot be judged fully without it.',
    'doctor.deployment.ok': '{kind} deployment {name}, container {container}',
    'doctor.deployment.missing': 'No deployment: {problem}',
    'doctor.local_mode.ok': 'Local mode answers: the server’s configuration can be judged in full',
    'doctor.local_mode.missing':
        'Local mode does not answer in {container}: set MM_SERVICESETTINGS_ENABLELOCALMODE=true and recreate the container. Until then the checks of the configuration stay unknown.',
    'doctor.local_mode.untried':
        'Local mode could not be tried in {container}: the server itself does not work there. Get it to run first; whether its database answers is in its log.',
    'doctor.database.down':
        'The server in {container} cannot write to its database. Start the database, or look at the server’s log for what it refuses.',
    'doctor.server.ok': 'Mattermost answers at {url}',
    'doctor.server.missing': 'Mattermost does not answer at {url}: set MATTERMOST_URL to its inside address.',
    'doctor.clock.ok': 'Clocks of agent and server agree within {seconds} s',
    'doctor.clock.off':
        'The clocks of agent and server differ by {seconds} s: requests would be taken as stale. Set both by NTP.',
    'doctor.registry.ok':
        'Registry {registry}: {login, select, login {a login is stored} other {asked without a login}}',
    'doctor.registry.helper':
        'Registry {registry}: the credential helper {helper} is named in Docker’s configuration but is not installed here.',
    'doctor.registry.denied': 'Registry {registry} refuses to show {image}: log in with docker login {registry}.',
    'doctor.registry.unreachable':
        'Registry {registry} does not answer. Where there is no network, carry the image in: fips-agent bring-list.',
    'doctor.queue.ok': 'Connected to the page as bot {bot}, made by {maker}',
    'doctor.queue.missing': 'Not connected to the page: run fips-agent init. check works without it.',
    'doctor.key.ok': 'Key of this agent, to compare with the page: {fingerprint}',
    'doctor.registry.local': 'The FIPS image {image} is here: no registry is needed',
    'doctor.disk.ok': 'Free where the engine keeps images: {mebibytes, number} MiB',
    'doctor.disk.unseen':
        'Free disk space where the engine keeps images ({folder}) cannot be seen from here. Run the agent on the engine’s own host, or in a container of that engine: there no mount is needed.',
    'doctor.mode.swap': 'Mode swap: approved plans are carried out',
    'doctor.mode.swap_lacks': 'Mode swap is set, but a run lacks what is marked missing above.',
    'doctor.mode.read_only': `Mode read_only: reports only, nothing is changed. ${SWAP_RIGHTS}`,
    'doctor.run.project.ok': 'The project folder {folder} can be written',
    'doctor.run.project.read_only': `The project folder {folder} cannot be written. ${SWAP_RIGHTS}`,
    'doctor.run.project.not_mounted': `The project folder {folder} is not mounted at its own path. ${SWAP_RIGHTS}`,
    'doctor.run.rescue.ok': 'Rescue kits can be put into {folder}, on the host',
    'doctor.run.rescue.read_only': `Rescue kits cannot be put into {folder}. ${SWAP_RIGHTS}`,
    'doctor.run.rescue.not_mounted': `Rescue kits in {folder} would be lost with the agent’s container: the folder is not mounted. ${SWAP_RIGHTS}`,
    'doctor.run.state.ok': 'Journal and dumps can be put into {folder}, on the host',
    'doctor.run.state.read_only': `Journal and dumps cannot be put into {folder}. ${SWAP_RIGHTS}`,
    'doctor.run.state.not_mounted': `Journal and dumps in {folder} would be lost with the agent’s container: the folder is not mounted. ${SWAP_RIGHTS}`,
    'doctor.run.engine.ok': 'Containers may be created, stopped and removed',
    'doctor.run.engine.missing':
        'The engine at {endpoint} does not let this agent create, stop or remove containers: a proxy in front of the socket lets it read only. A run needs the socket itself.',
    'doctor.socket': 'Rights on the Docker socket are root rights on this host, a proxy in front of it or not.',
    'code.waiting':
        '{code}\nGood once, for the plan {digest}: compare it with the page before you type the code there.',
    'code.none':
        'No plan waits for a code. Ask for a plan on the page first; the agent’s file must say APPROVAL: host.',
    'plan.title_rotate': 'A new database password. The image stays as it is.',
    'plan.move': 'From {from} to {to}',
    'plan.change': 'What changes in the files',
    'plan.proved':
        'Proved with docker compose config: nothing but {goal, select, rotate {this password} other {this image}} moves. A plain up afterwards recreates: {services}.',
    'plan.no_files': 'There is no Compose project: no file changes, the container itself is made again.',
    'plan.steps': 'The steps, in this order',
    'plan.by_hand': 'Nothing has been changed. This agent names each step; a person carries it out.',
    'bring_list.title': 'To carry in, with docker save where there is a network and docker load here:',
    'bring_list.have': 'already in this engine: {image}',
    'bring_list.bring': 'to bring: {image}',
    'bring_list.none': 'No FIPS counterpart is known for {image}: set IMAGE_PAIRS.',
    'init.intro':
        'This connects the page in Mattermost with this agent. Each change is named and asked for; running it again goes on where it stopped.',
    'init.step.plugin': 'Install the page (plugin {plugin} {version}) and enable it',
    'init.step.bot': 'Make the bot account {bot}',
    'init.step.team': 'Make the invite-only team {team}, for system admins and the bot only',
    'init.step.channel': 'Make the private channel {channel} in it',
    'init.step.members': 'Add {members} to team and channel',
    'init.step.token': 'Make an access token for the bot and keep it in {file}',
    'init.step.connection': 'Tell the page which bot, channel and key to believe',
    'init.step.project':
        'Write the agent’s own Compose project to {folder}: {mode, select, swap {it may carry plans out, with the project folder writable and a folder for rescue kits} other {it reads and reports only}}',
    'init.step.former':
        'Stop and remove the container {container}, an agent started by hand: the project’s own takes its place',
    'init.done': 'done',
    'init.already': 'already there',
    'init.ready':
        'Connected. Start the agent, or start it again with what has changed: docker compose --project-directory {folder} up -d',
    'init.fingerprint': 'On the page, compare this key once: {fingerprint}',
    'init.question': '{step}?',
    'uninstall.intro':
        'This stops the agent and takes out what fips-agent init has put in. Afterwards it names what runs have left on this host; nothing of that goes unless you say so for each.',
    'uninstall.step.serving':
        'Stop the agent that serves {folder} on this host (a service that starts it again has to be disabled too)',
    'uninstall.step.container': 'Stop and remove the agent’s container {container}',
    'uninstall.remains.backups': 'Dumps of the database in {folder} ({count})',
    'uninstall.remains.kits':
        'Rescue kits in {folder} ({count}): ROLLBACK.txt and rollback.sh, with old files and passwords',
    'uninstall.remains.runs':
        'Records of runs in {folder} ({count}): what reports are made from, with old files and staged passwords',
    'uninstall.remains.plans': 'Plans in {folder} ({count})',
    'uninstall.remains.bundles': 'What was read of images, in {folder} ({count})',
    'uninstall.remove': 'Remove for good: {words}',
    'uninstall.removed': 'removed',
    'uninstall.kept': 'kept',
    'uninstall.step.plugin': 'Remove the page (plugin {plugin})',
    'uninstall.step.connection': 'Remove the page’s settings',
    'uninstall.step.token': 'Revoke the bot’s token',
    'uninstall.step.bot': 'Disable the bot account {bot}',
    'uninstall.step.channel': 'Archive the channel {channel}',
    'uninstall.step.team': 'Archive the team {team}',
    'uninstall.step.files': 'Remove {files}',
    'uninstall.nothing': 'Nothing to take out: this agent was not connected here.',
} as const;
