import {SOURCES} from '../values/thresholds.ts';
import type {Source} from '../values/thresholds.ts';

/** Plugin ids that an image, or the server's own rules, name. Read from release 11.6; data, not code. */
type PluginList = {readonly ids: readonly string[]; readonly source: Source};

/** What the FIPS image brings, running in FIPS mode: Playbooks, Agents, Boards. */
export const FIPS_PREPACKAGED: PluginList = {
    ids: ['playbooks', 'mattermost-ai', 'focalboard'],
    source: SOURCES.server_makefile,
};

/** What the standard image brings. The server does not tell: whoever fills the `plugins` fact may ask this list. */
export const STANDARD_PREPACKAGED: PluginList = {
    ids: [
        ...FIPS_PREPACKAGED.ids,
        'com.mattermost.calls',
        'com.github.manland.mattermost-plugin-gitlab',
        'com.mattermost.mattermost-plugin-metrics',
        'com.mattermost.mscalendar',
        'com.mattermost.msteamsmeetings',
        'com.mattermost.plugin-channel-export',
        'com.mattermost.user-survey',
        'github',
        'jira',
        'mattermost-plugin-servicenow',
        'zoom',
    ],
    source: SOURCES.server_makefile,
};

/** Once prepackaged: where enabled, the server itself copies these into the file store at start, so they stay. */
export const TRANSITIONALLY_PREPACKAGED: PluginList = {
    ids: [
        'antivirus',
        'com.mattermost.apps',
        'com.mattermost.aws-sns',
        'com.mattermost.confluence',
        'com.mattermost.custom-attributes',
        'com.mattermost.plugin-todo',
        'com.mattermost.welcomebot',
        'focalboard',
        'jenkins',
        'jitsi',
        'mattermost-autolink',
    ],
    source: SOURCES.server_plugins,
};
