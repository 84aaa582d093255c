import type {Build} from './config/validate.ts';
import {isVersionAtLeast} from './config/validate.ts';
import type {PluginManifest} from './plugin_manifest.ts';

const BOTH: readonly [string, string, string][] = [
    ['playbooks', 'Playbooks', '2.8.0'],
    ['mattermost-ai', 'Agents', '1.10.0'],
    ['focalboard', 'Boards', '9.2.2'],
];

const STANDARD_ONLY: readonly [string, string, string][] = [
    ['com.mattermost.calls', 'Calls', '1.11.0'],
    ['github', 'GitHub', '2.5.0'],
    ['com.github.manland.mattermost-plugin-gitlab', 'GitLab', '1.11.0'],
    ['jira', 'Jira', '4.4.0'],
    ['mattermost-plugin-servicenow', 'ServiceNow', '2.4.0'],
    ['zoom', 'Zoom', '1.11.0'],
    ['com.mattermost.user-survey', 'User Survey', '1.1.1'],
    ['com.mattermost.mscalendar', 'Microsoft Calendar', '1.4.0'],
    ['com.mattermost.msteamsmeetings', 'MS Teams Meetings', '2.3.0'],
    ['mattermost-plugin-metrics', 'Metrics', '0.7.0'],
    ['com.mattermost.plugin-channel-export', 'Channel Export', '1.3.0'],
];

function makeServerPlugin([id, name, version]: [string, string, string], build: string): PluginManifest {
    return {
        id,
        name,
        version: build === '' ? version : `${version}+${build}`,
        min_server_version: '11.0.0',
        server: {executables: {'linux-amd64': 'server/dist/plugin-linux-amd64'}, executable: ''},
        webapp: {bundle_path: 'webapp/dist/main.js'},
    };
}

/**
 * What lies in the image's prepackaged_plugins (server/Makefile): the FIPS image brings three, built for it, whose version
 * differs in the build metadata only.
 */
export function makePrepackagedPlugins(build: Build): PluginManifest[] {
    if (!isVersionAtLeast(build.version, '11.0.0')) {
        return [];
    }
    return build.variant === 'fips'
        ? BOTH.map((plugin) => makeServerPlugin([...plugin], 'c4449ac'))
        : [...BOTH, ...STANDARD_ONLY].map((plugin) => makeServerPlugin([...plugin], ''));
}
