import {requestJson} from './request_json.ts';
import type {RequestOptions} from './request_json.ts';
import type {Server} from './server.ts';
import {ServerProblem} from './server_problem.ts';

const PAGE_SIZE = 200;
const POSTS_PAGE_SIZE = 60;
/** Bundles of plugins have up to 100 MB, and go to a file store that may be far away. */
const PLUGIN_TIMEOUT_MS = 180_000;
/** The server itself gives up on a mail server or a directory after some 30 seconds. */
const TEST_TIMEOUT_MS = 90_000;

const SERVICE_PATHS = {
    email: '/email/test',
    ldap: '/ldap/test',
    s3: '/file/s3_test',
    elasticsearch: '/elasticsearch/test',
} as const;

/**
 * The server at `siteUrl` (origin and base path of the console), asked with the admin's own session. Client4 would take
 * a fifth of the page's 100 kB, has no timeout and hides the Date header.
 */
export function makeServer(siteUrl: string): Server {
    const ask = async (method: string, path: string, body?: unknown, options?: RequestOptions) =>
        (await requestJson(`${siteUrl}/api/v4${path}`, method, body, options)).json;
    const get = (path: string) => ask('GET', path);
    return {
        fetchMe: () => get('/users/me'),
        fetchConfig: () => get('/config'),
        fetchEnvironment: () => get('/config/environment'),
        fetchClientConfig: () => get('/config/client?format=old'),
        fetchLicence: () => get('/license/client?format=old'),
        fetchPlugins: () => get('/plugins'),
        fetchPluginStatuses: () => get('/plugins/statuses'),
        fetchLocalMarketplace: () => get(`/plugins/marketplace?page=0&per_page=${PAGE_SIZE}&local_only=true`),
        fetchMarketplace: (pluginId) =>
            get(`/plugins/marketplace?page=0&per_page=${PAGE_SIZE}&filter=${encodeURIComponent(pluginId)}`),
        installPlugin: (plugin) => ask('POST', '/plugins/marketplace', plugin, {timeoutMs: PLUGIN_TIMEOUT_MS}),
        removePlugin: (pluginId) =>
            ask('DELETE', `/plugins/${encodeURIComponent(pluginId)}`, undefined, {timeoutMs: PLUGIN_TIMEOUT_MS}),
        testService: (service, redact) =>
            ask('POST', SERVICE_PATHS[service], undefined, {timeoutMs: TEST_TIMEOUT_MS, redact}),
        fetchPing: () => get('/system/ping?get_server_status=true&use_rest_semantics=true'),
        fetchCluster: () => get('/cluster/status'),
        fetchJobs: () => get(`/jobs?page=0&per_page=${PAGE_SIZE}&status=in_progress`),
        fetchUsers: (page, role) =>
            get(`/users?active=true&page=${page}&per_page=${PAGE_SIZE}${role === undefined ? '' : `&role=${role}`}`),
        fetchUser: (userId) => get(`/users/${userId}`),
        fetchStatus: async (userId) => {
            const {json, serverNowMs} = await requestJson(`${siteUrl}/api/v4/users/${userId}/status`, 'GET');
            if (Number.isNaN(serverNowMs)) {
                throw new ServerProblem('not_mattermost');
            }
            return {status: json, serverNowMs};
        },
        fetchPosts: (channelId, page) => get(`/channels/${channelId}/posts?page=${page}&per_page=${POSTS_PAGE_SIZE}`),
        fetchThread: (postId) => get(`/posts/${postId}/thread`),
        writePost: (post) => ask('POST', '/posts', post),
        patchConfig: (patch) => ask('PUT', '/config/patch', patch),
        createBot: (bot) => ask('POST', '/bots', bot),
        fetchBot: (userId) => get(`/bots/${userId}`),
        disableBot: (userId) => ask('POST', `/bots/${userId}/disable`),
        fetchUsersByName: (usernames) => ask('POST', '/users/usernames', usernames),
        createToken: (userId, description) => ask('POST', `/users/${userId}/tokens`, {description}),
        fetchTokens: (userId) => get(`/users/${userId}/tokens?page=0&per_page=${PAGE_SIZE}`),
        revokeToken: (tokenId) => ask('POST', '/users/tokens/revoke', {token_id: tokenId}),
        createTeam: (team) => ask('POST', '/teams', {...team, type: 'I'}),
        fetchTeam: (teamId) => get(`/teams/${teamId}`),
        fetchTeamExists: (name) => get(`/teams/name/${name}/exists`),
        archiveTeam: (teamId) => ask('DELETE', `/teams/${teamId}`),
        createChannel: (channel) => ask('POST', '/channels', {...channel, type: 'P'}),
        fetchChannel: (channelId) => get(`/channels/${channelId}`),
        archiveChannel: (channelId) => ask('DELETE', `/channels/${channelId}`),
        addTeamMember: (teamId, userId) => ask('POST', `/teams/${teamId}/members`, {team_id: teamId, user_id: userId}),
        addChannelMember: (channelId, userId) => ask('POST', `/channels/${channelId}/members`, {user_id: userId}),
    };
}
