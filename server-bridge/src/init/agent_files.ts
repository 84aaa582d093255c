import {stringify} from 'yaml';
import type {Deployment} from '../drivers/driver.ts';
import type {Settings} from '../settings/settings.ts';

/** The files of the agent's own Compose project: name -> text. */
export type AgentFiles = Readonly<Record<'compose.yaml' | 'fips-agent.yaml', string>>;

/**
 * The agent's own project, beside the admin's and never part of it: `up` and `down --remove-orphans` there do not touch
 * the agent. It has the engine's socket, its state folder, and the project folder; nothing else of the host. Only an agent that
 * may swap can write the project's files, keep their owner and mode, and put rescue kits on the host.
 */
export function renderAgentFiles(input: {
    readonly image: string;
    readonly socketPath: string;
    readonly settings: Settings;
    readonly deployment: Deployment;
    readonly tokenFile: string;
    readonly connection: {readonly teamId: string; readonly channelId: string; readonly botUserId: string};
}): AgentFiles {
    const {settings, deployment, connection} = input;
    const {project} = deployment;
    const swaps = settings.MODE === 'swap';
    const pinned = {
        DEPLOYMENT: project ? 'compose' : 'docker',
        ...(project
            ? {
                  PROJECT_DIR: project.directory,
                  PROJECT_NAME: project.name,
                  PROJECT_FILES: [...project.files],
                  ...(project.envFiles.length === 0 ? {} : {ENV_FILES: [...project.envFiles]}),
                  SERVICE: deployment.service,
              }
            : {CONTAINER: deployment.container.name}),
        ...(settings.MATTERMOST_URL === undefined ? {} : {MATTERMOST_URL: settings.MATTERMOST_URL}),
        ...(settings.SITE_URL === undefined ? {} : {SITE_URL: settings.SITE_URL}),
        ...(settings.IMAGE_PAIRS.length === 0 ? {} : {IMAGE_PAIRS: settings.IMAGE_PAIRS}),
        MODE: settings.MODE,
        STATE_DIR: settings.STATE_DIR,
        ...(swaps ? {ALLOW: settings.ALLOW, RESCUE_DIR: settings.RESCUE_DIR} : {}),
        TOKEN_FILE: input.tokenFile,
        TEAM_ID: connection.teamId,
        CHANNEL_ID: connection.channelId,
        BOT_USER_ID: connection.botUserId,
    };
    const compose = {
        name: 'fips-agent',
        services: {
            'fips-agent': {
                image: input.image,
                command: ['serve', '--settings', '/etc/fips-agent/fips-agent.yaml'],
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
                volumes: [
                    `${input.socketPath}:/var/run/docker.sock`,
                    './fips-agent.yaml:/etc/fips-agent/fips-agent.yaml:ro',
                    `${settings.STATE_DIR}:${settings.STATE_DIR}`,
                    ...(swaps ? [`${settings.RESCUE_DIR}:${settings.RESCUE_DIR}`] : []),
                    ...(project ? [`${project.directory}:${project.directory}${swaps ? '' : ':ro'}`] : []),
                ],
            },
        },
    };
    return {
        'compose.yaml': `# Written by fips-agent init. The agent's own project: start it with docker compose up -d in this folder.\n${stringify(compose)}`,
        'fips-agent.yaml': `# Written by fips-agent init. What stands here is pinned: labels and posts cannot change it.\n${stringify(pinned)}`,
    };
}
