import {isDeepStrictEqual} from 'node:util';
import {parse, parseDocument, stringify} from 'yaml';
import * as z from 'zod/mini';
import type {Found} from '../found.ts';
import type {SettingsRead} from '../../../settings/read_settings.ts';
import type {DockerSettings} from '../../../settings/settings.ts';
import {VERSION} from '../../../version.ts';

export const AGENT_FILES = ['compose.yaml', 'fips-agent.yaml'] as const;
/** The files of the agent's own Compose project: name -> text. */
export type AgentFiles = Readonly<Record<(typeof AGENT_FILES)[number], string>>;

const SETTINGS_FILE = '/etc/fips-agent/fips-agent.yaml';
const COMPOSE_HEAD =
    "# Written by fips-agent init. The agent's own project: start it with docker compose up -d in this folder.\n";
const SETTINGS_HEAD = '# Written by fips-agent init. What stands here is pinned: labels and posts cannot change it.\n';

/** Of this machine's shell, not of the agent's container: the image brings its own Compose, and the socket has one place there. */
const NOT_KEPT: readonly string[] = ['DOCKER_HOST', 'COMPOSE_BINARY'];

type Input = {
    /** Undefined keeps the one that is there, and is this version's own where there is none. */
    readonly image: string | undefined;
    readonly socketPath: string;
    /** Where a path of this process is on the host: init may run in a container, whose mounts the project must not name. */
    readonly onHost: (path: string) => string;
    readonly settings: DockerSettings;
    /** Which settings were chosen by somebody, and where: these are kept. */
    readonly chosen: SettingsRead['origins'];
    readonly found: Found;
    readonly tokenFile: string;
    readonly connection: {readonly teamId: string; readonly channelId: string; readonly botUserId: string};
    /** The files that are there already. */
    readonly known: {readonly compose: string | undefined; readonly settings: string | undefined};
};

/**
 * The agent's own project, beside the admin's and never part of it: `up` and `down --remove-orphans` there do not touch
 * the agent. It has the engine's socket, its state folder, and the project folder; nothing else of the host. Only an agent that
 * may swap can write the project's files, keep their owner and mode, and put rescue kits on the host. What somebody has added to
 * the files that are there stays.
 */
export function renderAgentFiles(input: Input): AgentFiles {
    return {
        'compose.yaml': `${COMPOSE_HEAD}${stringify(mergeCompose(input))}`,
        'fips-agent.yaml': mergeSettings(input.known.settings ?? SETTINGS_HEAD, pinSettings(input)),
    };
}

function pinSettings({settings, chosen, found, tokenFile, connection}: Input): Readonly<Record<string, unknown>> {
    const {project} = found;
    const kept = Object.entries(settings).filter(([name]) => Object.hasOwn(chosen, name) && !NOT_KEPT.includes(name));
    return {
        ...Object.fromEntries(kept),
        DEPLOYMENT: project ? 'compose' : 'docker',
        ...(project
            ? {
                  PROJECT_DIR: project.directory,
                  PROJECT_NAME: project.name,
                  PROJECT_FILES: [...project.files],
                  ...(project.envFiles.length === 0 ? {} : {ENV_FILES: [...project.envFiles]}),
                  SERVICE: found.service,
              }
            : {CONTAINER: found.container.name}),
        MODE: settings.MODE,
        STATE_DIR: settings.STATE_DIR,
        ...(settings.MODE === 'swap' ? {ALLOW: settings.ALLOW, RESCUE_DIR: settings.RESCUE_DIR} : {}),
        TOKEN_FILE: tokenFile,
        TEAM_ID: connection.teamId,
        CHANNEL_ID: connection.channelId,
        BOT_USER_ID: connection.botUserId,
    };
}

/** Sets what differs and leaves the rest of the text alone, its comments too. */
function mergeSettings(text: string, pinned: Readonly<Record<string, unknown>>): string {
    const document = parseDocument(text);
    const there = z.record(z.string(), z.unknown()).safeParse(document.toJS()).data ?? {};
    const changed = Object.entries(pinned).filter(([name, value]) => !isDeepStrictEqual(there[name], value));
    if (changed.length === 0) {
        return text;
    }
    if (document.contents === null) {
        return `${text}${stringify(pinned)}`;
    }
    changed.forEach(([name, value]) => document.set(name, value));
    return document.toString();
}

const Service = z.looseObject({
    image: z.optional(z.string()),
    volumes: z._default(z.array(z.unknown()), []),
});
const Project = z.looseObject({services: z.looseObject({'fips-agent': Service})});

function mergeCompose(input: Input): unknown {
    const {known, image} = input;
    const there = known.compose === undefined ? undefined : Project.safeParse(parse(known.compose)).data;
    const former = there?.services['fips-agent'];
    const service = describeService(input);
    const targets = service.volumes.map(({target}) => target);
    const isNamedByUs = former?.image === undefined || former.image.startsWith('fips-readiness/fips-agent:');
    return {
        ...there,
        name: 'fips-agent',
        services: {
            ...there?.services,
            'fips-agent': {
                ...former,
                image: image ?? (isNamedByUs ? `fips-readiness/fips-agent:${VERSION}` : former.image),
                ...service,
                volumes: [
                    ...service.volumes,
                    ...(former?.volumes ?? []).filter((volume) => !targets.includes(readTarget(volume) ?? '')),
                ],
            },
        },
    };
}

/** Where a volume of the file that is there is mounted, as it is written there. */
function readTarget(volume: unknown): string | undefined {
    if (typeof volume === 'string') {
        return volume.split(':')[1];
    }
    return z.object({target: z.string()}).safeParse(volume).data?.target;
}

function describeService({socketPath, onHost, settings, found: {project}}: Input) {
    const swaps = settings.MODE === 'swap';
    return {
        command: ['serve', '--settings', SETTINGS_FILE],
        restart: 'unless-stopped',
        // A recreate in hand is finished before the agent ends.
        stop_grace_period: '10m',
        // The host's network reaches the container's own address and takes none of the project's addresses.
        network_mode: 'host',
        read_only: true,
        tmpfs: ['/tmp'],
        cap_drop: ['ALL'],
        cap_add: swaps ? ['DAC_OVERRIDE', 'CHOWN', 'FOWNER'] : ['DAC_OVERRIDE'],
        security_opt: ['no-new-privileges:true'],
        pids_limit: 200,
        ulimits: {core: 0},
        volumes: [
            bind(onHost(socketPath), '/var/run/docker.sock', 'file'),
            bind('./fips-agent.yaml', SETTINGS_FILE, 'file', 'read_only'),
            bind(onHost(settings.STATE_DIR), settings.STATE_DIR, 'folder'),
            ...(swaps ? [bind(onHost(settings.RESCUE_DIR), settings.RESCUE_DIR, 'folder')] : []),
            ...(settings.CA_FILE === undefined
                ? []
                : [bind(onHost(settings.CA_FILE), settings.CA_FILE, 'file', 'read_only')]),
            ...(project ? [bind(project.directory, project.directory, 'file', swaps ? 'writable' : 'read_only')] : []),
        ],
    };
}

/** In the long form, where no character of a folder's name has a meaning but `$`, which Compose takes doubled. */
function bind(source: string, target: string, kind: 'file' | 'folder', rights: 'writable' | 'read_only' = 'writable') {
    const [from, to] = [source, target].map((path) => path.replaceAll('$', '$$$$'));
    return {
        type: 'bind',
        source: from,
        target: to,
        ...(rights === 'read_only' && {read_only: true}),
        // Only the agent's own folders may be made where they are missing.
        bind: {create_host_path: kind === 'folder'},
    };
}
