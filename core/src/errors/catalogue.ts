import {SWAP_RIGHTS} from './swap_rights.ts';
import type {ErrorCode} from './titles.ts';

/** Who can fix it: the person at the keyboard, the deployment's environment, or us. */
export type Blame = 'user' | 'environment' | 'fips_readiness';

/** The state the deployment is in after the error. */
export type Leaves = 'untouched' | 'restored' | 'changed' | 'unknown';

/** Exit codes of `fips-agent` (design.md, Interfaces). Never 1, which is Node's own crash. */
export const EXIT_CODES = {
    ready: 0,
    not_ready: 10,
    cannot_tell: 11,
    unaccepted_warnings: 12,
    rolled_back: 20,
    needs_attention: 21,
    refused: 22,
    cancelled: 23,
    usage: 64,
    unreachable: 69,
    bug: 70,
    no_permission: 77,
    configuration: 78,
    interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** One entry besides its title: why, and what to do next. Sentences are ICU messages filled with the error's data. */
export type ErrorEntry = {
    readonly explanation: string;
    readonly help: string;
    readonly blame: Blame;
    readonly leaves: Leaves;
    readonly retry: boolean;
    readonly exit: ExitCode;
};

/** Every way in which the agent is unable to go on, by its permanent code. What happened, its title, is in titles.ts. */
export const ERRORS = {
    engine_unreachable: {
        explanation: 'The agent manages containers through the Docker engine, but found none there.',
        help: 'Start Docker, or set the engine’s address: DOCKER_HOST=unix:///path/to/docker.sock fips-agent check',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    engine_slow: {
        explanation: 'A call did not return in that time. The disk of this host is busy, or the engine hangs.',
        help: 'Check the load of the host, or raise ENGINE_SECONDS (in the agent’s settings file, or in front of the command), then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    engine_permission: {
        explanation: 'The engine is there, but this user may not open its socket.',
        help: 'Run fips-agent as root, or as a user in the group that owns the socket. Access to that socket is root access to the host.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.no_permission,
    },
    engine_refused: {
        explanation: 'The engine answered, but did not do what the agent asked.',
        help: 'Run fips-agent doctor: it tries each call the agent needs and shows which one fails.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    kubeconfig_unusable: {
        explanation: '{problem}',
        help: 'Name another file or context: fips-agent check --kubeconfig FILE --context NAME (kubectl config get-contexts lists them)',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    cluster_unreachable: {
        explanation:
            'Nothing was there at the address the kubeconfig names, its certificate is not trusted, or it did not answer within {seconds, plural, one {# second} other {# seconds}}.',
        help: 'Try kubectl version with the same context, correct the kubeconfig, the network or the proxy (proxy-url, HTTPS_PROXY), then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    cluster_login_refused: {
        explanation:
            'The token, the certificate or the program that the kubeconfig names for this user is not valid, or has expired.',
        help: 'Log in again as your cluster asks for it, try kubectl auth whoami with the same context, then run the command again.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.no_permission,
    },
    cluster_forbidden: {
        explanation: 'The Kubernetes API knows this user, but its rules (RBAC) do not allow that.',
        help: 'Ask for a Role with this rule: apiGroups: ["{group}"], resources: ["{resource}"], verbs: ["{verb}"]. fips-agent doctor tries every right.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.no_permission,
    },
    rehearsal_pod_refused: {
        explanation:
            'This user may create pods in the namespace {namespace}. A quota, the security profile of the namespace or an admission policy does not allow this one.',
        help: 'See what the namespace allows (kubectl -n {namespace} describe resourcequota; kubectl get validatingadmissionpolicies), or go without a rehearsal: after the patch the operator tries the image itself.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    rehearsal_pod_stuck: {
        explanation:
            'No program ran, so nothing was proved. The reason is the cluster’s own: ErrImagePull means that the node cannot pull the image (name, pull secret or registry), Unschedulable that no node has room. The pod {pod} is removed.',
        help: 'See what the node reported: kubectl -n {namespace} get events --field-selector involvedObject.name={pod}. Correct it, then rehearse again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.refused,
    },
    cluster_refused: {
        explanation: 'The API answered, but not as this agent expects it of Kubernetes.',
        help: 'Try the same with kubectl get {resource}. Look at the cluster, then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    no_deployment: {
        explanation: 'No driver found a deployment: {reasons}',
        help: 'Name it: fips-agent check --project-dir /path/to/the/compose/project, or --container NAME; on Kubernetes --context NAME --namespace NAME',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    several_deployments: {
        explanation: 'The agent manages one deployment and does not guess which one you mean.',
        help: 'Name it: fips-agent check --container NAME on Docker, or --namespace NAMESPACE --name NAME on Kubernetes',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    settings_unreadable: {
        explanation: '{problem}',
        help: 'Correct the file and run the command again; fips-agent doctor shows every setting and where it comes from.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    setting_invalid: {
        explanation: '{problem}',
        help: 'Correct {setting} in {where} and run the command again.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    not_offered: {
        explanation: '{reason}',
        help: 'fips-agent check shows what can be checked here, and fips-agent plan how to move the deployment.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    compose_missing: {
        explanation: 'The deployment is a Compose project, and only docker compose itself can read its files reliably.',
        help: 'Install the Docker Compose plugin (2.20 or newer), or set the path of its binary: COMPOSE_BINARY=/path/to/docker-compose',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    compose_refuses: {
        explanation: '{problem}',
        help: 'Run docker compose config in that folder to see the whole message, correct the files, and run the command again.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    compose_slow: {
        explanation: 'It was reading the project in {directory} and had not finished: this host is slow at the moment.',
        help: 'Check the load of the host, or raise COMPOSE_SECONDS (in the agent’s settings file, or in front of the command), then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.cannot_tell,
    },
    not_mattermost: {
        explanation: 'A proxy or another service sent the answer.',
        help: 'Check MATTERMOST_URL: it must be the address of the server itself, for example http://mattermost:8065.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    token_refused: {
        explanation: 'It was revoked, has expired, or the account that created the bot was deactivated.',
        help: 'Run fips-agent init again: it creates a new token and keeps everything else.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.no_permission,
    },
    local_mode_unavailable: {
        explanation: 'fips-agent init talks to the server through mmctl in its own container.',
        help: 'Set MM_SERVICESETTINGS_ENABLELOCALMODE=true for the container and recreate it, or connect in three steps on the page (Connect).',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    no_way_inside: {
        explanation:
            'fips-agent init talks to the server through mmctl in its own container, and it cannot do that here: {reason}.',
        help: 'Ask for that right for as long as init takes (on Kubernetes apiGroups: [""], resources: ["pods/exec"], verbs: ["create"]). Or connect in three steps on the page (Connect) and install the agent from deploy/kubernetes.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.no_permission,
    },
    name_taken: {
        explanation:
            'It is in the cluster already, and fips-agent init did not make it. It never adopts what somebody else made.',
        help: 'See what it is: kubectl get with its kind and name, --output yaml. If it is an agent that was installed by hand, remove it (kubectl delete -k, as its README says), then run init again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    volume_of_another_key: {
        explanation:
            'An earlier agent has left its key, plans, journals and rescue kits on that volume, and this machine does not have that key. The page would trust a key that the agent does not use.',
        help: 'Run init where the earlier agent was installed from: its state folder has the key. Or discard what is on the volume: kubectl --namespace {namespace} delete persistentvolumeclaim {volume}, then run init again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    install_refused: {
        explanation:
            '{problem, select, forbidden {This user lacks the right to create or change it, or lacks a right that it gives to the agent.} other {The API server does not accept it, or the cluster does not have this kind: Kubernetes 1.30 or newer is needed.}} Every object was tried before the first change.',
        help: 'Ask a cluster admin to run init, or to give you this rule: apiGroups: ["{group}"], resources: ["{resource}"], verbs: ["get", "create", "patch", "delete"]. MODE=read_only fips-agent init needs no policy, which belongs to the cluster.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.no_permission,
    },
    install_stopped: {
        explanation: 'Applied: {applied}. Not applied: {missing}.',
        help: 'Run fips-agent init again, which continues from here, or fips-agent uninstall, which removes what is there.',
        blame: 'environment',
        leaves: 'changed',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    object_stays: {
        explanation: 'Kubernetes waits for what it has made, or for a finalizer that somebody else handles.',
        help: 'Look at what keeps it: kubectl get with its kind and name, --output yaml. Then run the command again.',
        blame: 'environment',
        leaves: 'unknown',
        retry: true,
        exit: EXIT_CODES.refused,
    },
    token_unreadable: {
        explanation: '{problem}',
        help: 'Run fips-agent init again, or write the bot’s token into that file and run chmod 600 on it.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    ca_unreadable: {
        explanation: '{problem}',
        help: 'Put the certificate of the authority that signed Mattermost’s certificate there, in PEM format, and mount it into the agent’s container.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    not_connected: {
        explanation:
            'The setting {setting} is missing: fips-agent serve needs the server’s address, the token file and the ids of team, channel and bot.',
        help: 'Run fips-agent init: it connects the agent and writes these settings.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    wrong_bot: {
        explanation: 'The token’s account is not the bot {botUserId}.',
        help: 'Run fips-agent init again: it creates a token for the right bot.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    state_unwritable: {
        explanation: 'The agent keeps its key and its journal there.',
        help: 'Run fips-agent as root, or set a folder you may write to: STATE_DIR=/path/to/folder',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.no_permission,
    },
    state_unsafe: {
        explanation: 'It must belong to this user, and nobody else may read it.',
        help: 'Run chown and chmod 700 on it, or set another folder with STATE_DIR.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    state_full: {
        explanation: 'The agent records each step before it does it, and could not write here.',
        help: 'Free space there (df -h shows how full it is), then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.refused,
    },
    journal_full: {
        explanation: 'The run stopped where it was, because its next step could not be recorded; nothing is lost.',
        help: 'Free space there (df -h shows how full it is), then resume the run: fips-agent apply --resume. Or roll it back: fips-agent rollback',
        blame: 'environment',
        leaves: 'unknown',
        retry: true,
        exit: EXIT_CODES.interrupted,
    },
    state_damaged: {
        explanation: 'This version of the agent did not write it, or it was changed.',
        help: 'Restore the file from a backup. To start from scratch, move the state folder away and run fips-agent init; the page will ask you to compare the new key.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    server_refused: {
        explanation: 'The server’s local mode answered with an error.',
        help: 'Look in the server’s log for the cause, then run the same command again: it continues where it stopped.',
        blame: 'environment',
        leaves: 'changed',
        retry: true,
        exit: EXIT_CODES.needs_attention,
    },
    page_needs_signature: {
        explanation: 'PluginSettings.RequirePluginSignature is on, so the page cannot be installed.',
        help: 'Use fips-agent check: it gives the same report without a page.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    bundle_missing: {
        explanation: 'fips-agent init installs the page from the bundle that belongs to this agent.',
        help: 'Use the agent’s image, which includes it; or run make dist in a checkout; or name it with --bundle FILE.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    no_such_admin: {
        explanation: 'No active account with the role system_admin matches “{admin}”.',
        help: 'Name one that exists: fips-agent init --admin NAME',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    nobody_to_ask: {
        explanation: 'The command asks before each change, and it runs without a terminal.',
        help: 'Run it in a terminal (docker run -it …), or agree to every change with --yes.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.usage,
    },
    declined: {
        explanation: 'What was already done is listed above.',
        help: 'Run the same command again to continue, or fips-agent uninstall to remove everything.',
        blame: 'user',
        leaves: 'changed',
        retry: false,
        exit: EXIT_CODES.cancelled,
    },
    scan_target_missing: {
        explanation:
            'There is no such path on this host, and no Docker engine that answers has a container or image of that name.',
        help: 'Name a path that starts with / or ./, a container (docker ps -a) or an image of this engine (docker image ls); or set the engine: --docker-host ADDRESS',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.usage,
    },
    scan_unreadable: {
        explanation: 'It is not a file, this user may not read it, or reading it was interrupted.',
        help: 'Check that it is there and that this user may read it (ls -l), then run the command again; for the files of a container, name the container instead.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.no_permission,
    },
    scan_archive_damaged: {
        explanation: 'A layer is missing, cut off or not a valid archive, so nothing in it can be relied on.',
        help: 'Pull or load the image again (docker pull, docker load), then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.cannot_tell,
    },
    scan_limit: {
        explanation:
            'Archives are read up to a limit of entries, bytes and time, so that none can use up this host’s resources.',
        help: 'Scan a smaller part: one plugin’s folder, one bundle, or the container instead of the image.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.cannot_tell,
    },
    scan_nothing_found: {
        explanation: 'The scan looks for mattermost/bin/mattermost, plugin folders and plugin bundles, and found none.',
        help: 'Name the executable, a plugin’s folder or its bundle itself: fips-agent scan ./path/to/plugin-linux-amd64',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.cannot_tell,
    },
    no_fips_counterpart: {
        explanation: 'The agent knows only the two official Mattermost Enterprise images by name.',
        help: 'For a mirror or your own build, name the pair of images in the setting IMAGE_PAIRS, then run the command again.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    host_not_amd64: {
        explanation: 'There is no FIPS image for any other architecture.',
        help: 'Move the deployment to an amd64 host first.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    container_not_running: {
        explanation:
            'A rehearsal runs alongside the live site. While Mattermost is stopped, the rehearsal could take the address that Mattermost would get when it starts.',
        help: 'Start Mattermost, then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.refused,
    },
    image_absent: {
        explanation: 'The image, or this tag of it, does not exist there.',
        help: 'Check the tag of the running image: only full releases such as 11.7.2 have a FIPS image of the same name. Without a network, carry it in; for the list of images: fips-agent bring-list',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    image_denied: {
        explanation: 'It needs a login, or a different one from the one that is stored.',
        help: 'Run docker login for its registry, then the command again. fips-agent doctor shows if a credential helper is missing.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.no_permission,
    },
    registry_unreachable: {
        explanation: 'Docker could not connect to it, or the connection was lost. What was already downloaded is kept.',
        help: 'Check Docker’s network and proxy settings, then run the command again. Without a network, carry the image in; for the list of images: fips-agent bring-list',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    pull_stalled: {
        explanation:
            'No data arrived for {seconds, plural, one {# second} other {# seconds}}. What was already downloaded is kept.',
        help: 'Check the network between Docker and the registry, then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    pull_refused: {
        explanation: 'It reported a reason this agent does not know.',
        help: 'Run docker pull {image} to see the whole message, then the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    disk_full: {
        explanation: 'Docker’s disk filled up during the pull.',
        help: 'Free space where Docker keeps its images (docker system df shows what uses it), then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.refused,
    },
    image_not_amd64: {
        explanation: 'The FIPS build runs on amd64 only.',
        help: 'Remove the wrong image with docker image rm {image}, then run the command again: it pulls the right one.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    version_differs: {
        explanation:
            'A move changes the build, never the release: a floating tag would upgrade Mattermost at the same time.',
        help: 'Upgrade the standard image to the same release first, or use a full release as the tag. If an older copy of the image is already here: fips-agent rehearse --pull',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    version_unknown: {
        explanation: 'Neither /mattermost/bin/mattermost nor /usr/bin/mattermost in it answers the command “version”.',
        help: 'Check that IMAGE_PAIRS names an image that contains a Mattermost server.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    version_slow: {
        explanation: 'Its program was started but had not answered: this host is slow at the moment.',
        help: 'Check the load of the host, or raise REHEARSAL_SECONDS (in the agent’s settings file, or in front of the command), then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.cannot_tell,
    },
    journal_damaged: {
        explanation:
            'A line is not as it was written, so the agent does not know how far the run got and does nothing more.',
        help: 'Use the rescue kit: ROLLBACK.txt in its folder shows what was changed, and rollback.sh rolls it back. Then move the run’s folder away.',
        blame: 'environment',
        leaves: 'unknown',
        retry: false,
        exit: EXIT_CODES.needs_attention,
    },
    already_served: {
        explanation: 'Two agents with the same state folder would both answer the page.',
        help: 'Stop the other one first, or give this one its own folder: STATE_DIR',
        blame: 'user',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.refused,
    },
    still_served: {
        explanation: 'It was asked to stop and did not, or a service on the host has restarted it.',
        help: 'Stop its service (systemctl disable --now fips-agent, or whatever starts it), then run uninstall again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.refused,
    },
    run_in_progress: {
        explanation: 'Another agent uses {folder}, and a deployment has only one run at a time.',
        help: 'Follow it: fips-agent watch. Or see its state: fips-agent status',
        blame: 'user',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.refused,
    },
    run_elsewhere: {
        explanation:
            'It was started at {since} for {host}, its journal is in another state folder, and it has not finished.',
        help: 'Resume it or roll it back where it was started: fips-agent status. Only if that agent and its state are gone permanently: {free}, then run the command again.',
        blame: 'user',
        leaves: 'unknown',
        retry: true,
        exit: EXIT_CODES.refused,
    },
    journal_behind: {
        explanation:
            'The Lease {name} in the namespace {namespace} notes a line of run {run} that the journal here does not have: this state folder is an older copy. What the run did after it is not known here.',
        help: 'Bring the newest copy of the state folder back, then resume: fips-agent apply --resume. If there is none, take the run back with the commands of its rescue kit (ROLLBACK.txt), then: {free}',
        blame: 'user',
        leaves: 'unknown',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    run_unfinished: {
        explanation: 'It was interrupted, and a new run would not know what it left behind.',
        help: 'Resume it: fips-agent apply --resume. Or roll it back: fips-agent rollback {run}',
        blame: 'user',
        leaves: 'unknown',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    run_ended: {
        explanation: 'Only a run that was interrupted can be resumed.',
        help: 'See how it ended and what runs now: fips-agent status {run}. Roll it back: fips-agent rollback {run}. To move again, make a new plan.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    report_unreadable: {
        explanation: 'The file is missing, cannot be read, or is not the JSON that fips-agent report writes.',
        help: 'Give the JSON file: fips-agent verify-report report.json. Markdown, CSV and HTML are not signed.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.usage,
    },
    report_not_written: {
        explanation: 'The file already exists, or its folder is missing or not writable.',
        help: 'Choose another file with --out; a report never overwrites a file.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.usage,
    },
    no_run: {
        explanation: 'In this agent’s state folder, no run’s id starts with this, or more than one does.',
        help: 'List them: fips-agent status --all',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.usage,
    },
    no_run_to_choose: {
        explanation: 'No run of this agent has changed anything, or each was rolled back or discarded since.',
        help: 'List them: fips-agent status --all',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.usage,
    },
    nothing_to_roll_back: {
        explanation: 'It ended before it changed anything, or was already rolled back.',
        help: 'See its record: fips-agent status {run}',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    hold_off_over: {
        explanation:
            'It ended more than {days, plural, one {# day} other {# days}} ago: files, password or database may have changed since.',
        help: 'Plan a move back instead: fips-agent plan --back (ALLOW must list to_standard). Or raise HOLD_OFF_DAYS in the agent’s settings file.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    read_only_mode: {
        explanation: 'MODE is read_only, the default: the agent changes nothing, no matter who asks.',
        help: `${SWAP_RIGHTS} For one command in the terminal: MODE=swap fips-agent apply PLAN`,
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    inside_the_agent: {
        explanation: 'Uninstalling stops and removes that container, which would end this command halfway.',
        help: 'Run it on the host, or in a separate container: docker run -it --rm with the same mounts as for init, and uninstall in place of init',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.usage,
    },
    plan_missing: {
        explanation: 'fips-agent apply reads the file that fips-agent plan --out wrote, and nothing can be read there.',
        help: 'Make one: fips-agent plan --out {file}',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.usage,
    },
    plan_unreadable: {
        explanation: 'fips-agent plan --out did not write it, or it has been changed since.',
        help: 'Make it again: fips-agent plan --out {file}',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.usage,
    },
    nothing_to_discard: {
        explanation:
            'It changed nothing, was rolled back, is still in progress, was already discarded, or its old image is in the registry alone.',
        help: 'See all runs: fips-agent status --all',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    old_image_in_use: {
        explanation: 'The Mattermost container runs it, or there is no container: what would restore it is kept.',
        help: 'See what runs: fips-agent check. To roll back a run: fips-agent rollback',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    plan_stale: {
        explanation: 'These have changed since it was made: {parts}.',
        help: 'Make a new one and read it: fips-agent plan --out PLAN',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    plan_used: {
        explanation: 'Run {run} used it; a plan is valid for one run.',
        help: 'See that run: fips-agent status {run}. Or make a new plan: fips-agent plan --out PLAN',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    plan_is_handover: {
        explanation: '{reason}',
        help: 'Follow the steps that fips-agent plan prints, then let the agent check the result: fips-agent check',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    not_ready_to_apply: {
        explanation:
            'A run starts only once each blocker has passed. These have failed, or could not be seen: {checks}.',
        help: 'See what to do about each: fips-agent check',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.not_ready,
    },
    goal_not_allowed: {
        explanation: 'ALLOW lists {allowed}; this limit holds no matter who approves.',
        help: 'Add {goal} to ALLOW in the agent’s settings file, or roll back a recent move with fips-agent rollback.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    too_many_changes: {
        explanation:
            'The agent’s settings file allows {hour} an hour and {day} a day; this limit holds no matter who approves.',
        help: 'Wait, or raise CHANGES_PER_HOUR and CHANGES_PER_DAY in the agent’s settings file. A rollback is always possible: fips-agent rollback',
        blame: 'user',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.refused,
    },
    too_many_attempts: {
        explanation:
            'The agent’s settings file allows {hour, plural, one {# change} other {# changes}} an hour, and each may be tried {attempts, plural, one {once} other {# times}} an hour; this limit holds no matter who approves.',
        help: 'Read why the last one ended: fips-agent status. Then wait, or raise CHANGES_PER_HOUR in the agent’s settings file.',
        blame: 'user',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.refused,
    },
    plan_not_written: {
        explanation: 'The folder is missing, or this user may not write to it.',
        help: 'Name another file: fips-agent plan --out /path/to/PLAN',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.no_permission,
    },
    other_engine: {
        explanation: 'The id of this Docker engine or cluster differs from the one in the plan.',
        help: 'Name the right one (DOCKER_HOST, or --context), or make a new plan here: fips-agent plan --out PLAN',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    already_there: {
        explanation: 'There is nothing to plan.',
        help: 'To prove it: fips-agent check',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.ready,
    },
    interrupted: {
        explanation: 'What was started is removed; image layers that were downloaded are kept.',
        help: 'Run the same command again when you are ready.',
        blame: 'user',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.interrupted,
    },
} as const satisfies Record<ErrorCode, ErrorEntry>;

/** "Unable to go on": the one error type for expected ends. `data` fills the sentences and never holds a secret. */
export class FipsError extends Error {
    readonly code: ErrorCode;
    readonly data: Readonly<Record<string, string | number>>;

    constructor(code: ErrorCode, data: Readonly<Record<string, string | number>> = {}) {
        super(code);
        this.name = 'FipsError';
        this.code = code;
        this.data = data;
    }
}

/** Works across bundles and realms, where instanceof does not. */
export function isFipsError(outside: unknown): outside is FipsError {
    return (
        typeof outside === 'object' &&
        outside !== null &&
        'name' in outside &&
        outside.name === 'FipsError' &&
        'code' in outside &&
        'data' in outside
    );
}
