/** Who can mend it: the person at the keyboard, the deployment's environment, or us. */
export type Blame = 'user' | 'environment' | 'fips_readiness';

/** The state the deployment is in after the error. */
export type Leaves = 'untouched' | 'restored' | 'changed';

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

/** One entry: what happened, why, and what to do next. Sentences are ICU messages filled with the error's data. */
export type ErrorEntry = {
    readonly title: string;
    readonly explanation: string;
    readonly help: string;
    readonly blame: Blame;
    readonly leaves: Leaves;
    readonly retry: boolean;
    readonly exit: ExitCode;
};

/** Every way in which the agent is unable to go on. The key is the permanent code. */
export const ERRORS = {
    engine_unreachable: {
        title: 'No Docker engine answers at {endpoint}',
        explanation: 'The agent looks after containers through the Docker engine and found none there.',
        help: 'Start Docker, or name the engine: DOCKER_HOST=unix:///path/to/docker.sock fips-agent check',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    engine_permission: {
        title: 'No permission to use the Docker engine at {endpoint}',
        explanation: 'The engine is there, but this user may not open its socket.',
        help: 'Run fips-agent as root, or as a user in the group that owns the socket. Rights on that socket are root rights on the host.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.no_permission,
    },
    engine_refused: {
        title: 'The Docker engine at {endpoint} refused a call (HTTP {status})',
        explanation: 'The engine answered, but would not or could not do what the agent asked.',
        help: 'Run fips-agent doctor: it tries each call the agent needs and names the one that fails.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    no_deployment: {
        title: 'No Mattermost container found',
        explanation: 'No driver fits: {reasons}',
        help: 'Name it: fips-agent check --project-dir /path/to/the/compose/project, or --container NAME',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    several_deployments: {
        title: 'More than one Mattermost container: {candidates}',
        explanation: 'The agent looks after one deployment and does not guess which one is meant.',
        help: 'Name it: fips-agent check --container NAME',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    settings_unreadable: {
        title: 'The settings file cannot be read: {file}',
        explanation: '{problem}',
        help: 'Correct the file and run the command again; fips-agent doctor shows every setting and where it comes from.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    setting_invalid: {
        title: 'The setting {setting} is not valid',
        explanation: '{problem}',
        help: 'Correct {setting} in {where} and run the command again.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    compose_missing: {
        title: 'Docker Compose cannot be run',
        explanation:
            'The deployment is a Compose project, and the files can only be judged by the real docker compose.',
        help: 'Install the Docker Compose plugin (2.20 or newer), or name its binary: COMPOSE_BINARY=/path/to/docker-compose',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    compose_refuses: {
        title: 'docker compose refuses the project in {directory}',
        explanation: '{problem}',
        help: 'Run docker compose config in that folder to see the whole message, correct the files, and run the command again.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    server_unreachable: {
        title: 'Mattermost does not answer at {url}',
        explanation: 'The agent could not reach the server: {problem}.',
        help: 'Check that Mattermost runs and that MATTERMOST_URL is right, then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    not_mattermost: {
        title: 'Something answers at {url}, but it is not Mattermost',
        explanation: 'A proxy or another service gave the answer.',
        help: 'Check MATTERMOST_URL: it is the address of the server itself, for example http://mattermost:8065.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    token_refused: {
        title: 'Mattermost refuses the agent’s token',
        explanation: 'It was revoked, has expired, or the account that made the bot was deactivated.',
        help: 'Run fips-agent init again: it makes a new token and keeps everything else.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.no_permission,
    },
    local_mode_unavailable: {
        title: 'Local mode does not answer in {container}',
        explanation: 'fips-agent init talks to the server through mmctl in its own container.',
        help: 'Set MM_SERVICESETTINGS_ENABLELOCALMODE=true for the container and recreate it, or use the second way on the page (Connect).',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    token_unreadable: {
        title: 'The token file cannot be used: {file}',
        explanation: '{problem}',
        help: 'Run fips-agent init again, or write the bot’s token into that file and run chmod 600 on it.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    not_connected: {
        title: 'This agent is not connected to a queue',
        explanation:
            'The setting {setting} is missing: serve needs the server’s address, the token file and the ids of team, channel and bot.',
        help: 'Run fips-agent init: it connects the agent and writes these settings.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    wrong_bot: {
        title: 'The token belongs to another account than the settings name',
        explanation: 'The token’s account is not the bot {botUserId}.',
        help: 'Run fips-agent init again: it makes a token for the right bot.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    state_unwritable: {
        title: 'The state folder cannot be made: {path}',
        explanation: 'The agent keeps its key and its journal there.',
        help: 'Run fips-agent as root, or name a folder you may write: STATE_DIR=/path/to/folder',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.no_permission,
    },
    state_unsafe: {
        title: 'The state folder is not safe: {path}',
        explanation: 'It must be a folder of this user’s own that nobody else can read.',
        help: 'Run chown and chmod 700 on it, or name another folder with STATE_DIR.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    state_damaged: {
        title: 'A state file cannot be read: {file}',
        explanation: 'It is not a file this version of the agent wrote.',
        help: 'Put the file back from a backup. To begin anew, move the state folder away and run fips-agent init; the page will ask to compare the new key.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    server_refused: {
        title: 'Mattermost refused a step: {step}',
        explanation: 'The server’s local mode answered with an error.',
        help: 'Look into the server’s log for the cause, then run the same command again: it goes on where it stopped.',
        blame: 'environment',
        leaves: 'changed',
        retry: true,
        exit: EXIT_CODES.needs_attention,
    },
    page_needs_signature: {
        title: 'This server accepts signed plugins only',
        explanation: 'PluginSettings.RequirePluginSignature is on, so the page cannot be installed.',
        help: 'Use fips-agent check: it gives the same report without a page.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    bundle_missing: {
        title: 'The page’s bundle is missing: {file}',
        explanation: 'init installs the page from the bundle that belongs to this agent.',
        help: 'Use the agent’s image, which holds it, or run make dist in a checkout; or name it with --bundle FILE.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    no_such_admin: {
        title: 'No system admin was found',
        explanation: 'No active account with the role system_admin matches “{admin}”.',
        help: 'Name one that exists: fips-agent init --admin NAME',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.configuration,
    },
    nobody_to_ask: {
        title: 'There is nobody to ask',
        explanation: 'Each change is asked for, and this command runs without a terminal.',
        help: 'Run it in a terminal (docker run -it …), or agree to every change with --yes.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.usage,
    },
    declined: {
        title: 'Stopped, as you asked',
        explanation: 'What was already done is listed above.',
        help: 'Run the same command again to go on, or fips-agent uninstall to take it all out.',
        blame: 'user',
        leaves: 'changed',
        retry: false,
        exit: EXIT_CODES.cancelled,
    },
    scan_target_missing: {
        title: 'Nothing is called {target}',
        explanation:
            'There is no such path on this host, and no engine answers with a container or an image of that name.',
        help: 'Name a path that begins with / or ./, a container (docker ps -a) or an image of this engine (docker image ls), or the engine: --docker-host ADDRESS',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.usage,
    },
    scan_unreadable: {
        title: 'It cannot be read: {path}',
        explanation: 'It is not a file, this user may not read it, or the reading broke off.',
        help: 'Check that it is there and that this user may read it (ls -l), then run the command again; for the files of a container, name the container instead.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.no_permission,
    },
    scan_archive_damaged: {
        title: 'The image {path} cannot be read through',
        explanation:
            'A layer is missing, breaks off or is not a well-formed archive, so nothing in it can be relied on.',
        help: 'Pull or load the image again (docker pull, docker load), then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.cannot_tell,
    },
    scan_limit: {
        title: 'The scan was stopped at its limit: {limit}',
        explanation: 'Archives are read up to a limit of entries, bytes and time, so that none can fill this host.',
        help: 'Scan a smaller part: one plugin’s folder, one bundle, or the container instead of the image.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.cannot_tell,
    },
    scan_nothing_found: {
        title: 'No Mattermost server and no plugin in {target}',
        explanation: 'The scan looks for mattermost/bin/mattermost, plugin folders and plugin bundles, and found none.',
        help: 'Name the executable, a plugin’s folder or its bundle itself: fips-agent scan ./path/to/plugin-linux-amd64',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.cannot_tell,
    },
    no_fips_counterpart: {
        title: 'No FIPS image is known for {image}',
        explanation: 'Only the two official Mattermost Enterprise images are known by name.',
        help: 'Name the pair of a mirror or an own build with the setting IMAGE_PAIRS, then run the command again.',
        blame: 'user',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    host_not_amd64: {
        title: 'The FIPS image runs on amd64 only, this host is {architecture}',
        explanation: 'There is no FIPS image for another architecture.',
        help: 'Move the deployment to an amd64 host first.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    container_not_running: {
        title: 'The container {container} does not run',
        explanation:
            'A rehearsal runs beside the live site. Beside a stopped one it could take the address that Mattermost gets back at its start.',
        help: 'Start Mattermost, then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.refused,
    },
    image_absent: {
        title: 'The registry has no {image}',
        explanation: 'The image or this tag of it is not there.',
        help: 'Check the tag of the running image: only full releases such as 11.7.2 have a FIPS image of the same name. Without a network carry it in: fips-agent bring-list.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    image_denied: {
        title: 'The registry does not hand out {image}',
        explanation: 'It asks for a login, or for another one than the one that is stored.',
        help: 'Run docker login for its registry, then the command again. fips-agent doctor says when a credential helper is missing.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.no_permission,
    },
    registry_unreachable: {
        title: 'The registry of {image} could not be reached',
        explanation:
            'The engine found no way to it, or the connection broke. What was loaded is kept and need not be loaded again.',
        help: 'Check the engine’s network and proxy, then run the command again. Without a network carry the image in: fips-agent bring-list.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    pull_stalled: {
        title: 'The pull of {image} stood still',
        explanation: 'No byte arrived for {seconds} seconds. What was loaded is kept and need not be loaded again.',
        help: 'Check the network between engine and registry, then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    pull_refused: {
        title: 'The engine could not pull {image}',
        explanation: 'It gave a reason this agent does not know.',
        help: 'Run docker pull {image} to see the whole message, then the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.unreachable,
    },
    disk_full: {
        title: 'No space is left for {image}',
        explanation: 'The engine’s disk filled up during the pull.',
        help: 'Free space where the engine keeps its images (docker system df shows what takes it), then run the command again.',
        blame: 'environment',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.refused,
    },
    image_not_amd64: {
        title: '{image} is not an image for amd64',
        explanation: 'The FIPS build runs on amd64 only.',
        help: 'Take the wrong image out with docker image rm {image}, then run the command again: the right one is pulled.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    version_differs: {
        title: '{image} holds Mattermost {found}, the running server is {running}',
        explanation: 'A move changes the build, never the release: a floating tag would upgrade in the same step.',
        help: 'Upgrade the standard image to the same release first, or name a full release as tag. Where an older copy of the image is here already: fips-agent rehearse --pull.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    version_unknown: {
        title: '{image} does not tell its Mattermost version',
        explanation: 'Neither /mattermost/bin/mattermost nor /usr/bin/mattermost in it answers to “version”.',
        help: 'Check that IMAGE_PAIRS names an image that holds a Mattermost server.',
        blame: 'environment',
        leaves: 'untouched',
        retry: false,
        exit: EXIT_CODES.refused,
    },
    interrupted: {
        title: 'Stopped, as you asked',
        explanation: 'What was begun for it is removed; layers that were loaded stay with the engine.',
        help: 'Run the same command again when it suits you.',
        blame: 'user',
        leaves: 'untouched',
        retry: true,
        exit: EXIT_CODES.interrupted,
    },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

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
