import type {Connection} from '../state/plugin_settings.ts';
import {IMAGE, SETTINGS_FOLDER, STATE} from './init_command.ts';

const SETTINGS = `${SETTINGS_FOLDER}/fips-agent.yaml`;

/** Where the token goes: a file only root reads, never an argument (security.md rule 18). */
export const KEEP_TOKEN_COMMAND: readonly string[] = [
    `sudo install -d -m 700 ${STATE}`,
    `sudo install -m 600 /dev/null ${STATE}/token`,
    `sudo tee ${STATE}/token >/dev/null`,
];

/** Writes the agent's settings: this server, this queue, reports only. */
export function makeSettingsCommand(connection: Connection, siteUrl: string): readonly string[] {
    return [
        'sudo install -d -m 755 /etc/fips-agent',
        `sudo tee ${SETTINGS} >/dev/null <<'END'`,
        `MATTERMOST_URL: ${JSON.stringify(siteUrl)}`,
        `SITE_URL: ${JSON.stringify(siteUrl)}`,
        `TOKEN_FILE: ${STATE}/token`,
        'MODE: read_only',
        `TEAM_ID: ${connection.teamId}`,
        `CHANNEL_ID: ${connection.channelId}`,
        `BOT_USER_ID: ${connection.botUserId}`,
        'END',
    ];
}

/** The agent's own container, with no more than it needs: as `init` writes it. */
export const START_COMMAND: readonly string[] = [
    'docker run -d --name fips-agent --restart unless-stopped --network host \\',
    '  --read-only --tmpfs /tmp --cap-drop ALL --cap-add DAC_OVERRIDE \\',
    '  --security-opt no-new-privileges:true --pids-limit 200 \\',
    '  -v /var/run/docker.sock:/var/run/docker.sock \\',
    `  -v ${STATE}:${STATE} \\`,
    `  -v ${SETTINGS}:${SETTINGS}:ro \\`,
    '  -v "$PWD:$PWD:ro" \\',
    `  ${IMAGE} \\`,
    `  serve --settings ${SETTINGS}`,
];

/** Prints the agent's key on its own host, to compare. */
export const FINGERPRINT_COMMAND: readonly string[] = [
    'docker exec fips-agent node /usr/local/lib/fips-agent/fips-agent.mjs doctor',
];
