/** What the server tests by itself when an admin asks for it (api4/system.go, ldap.go, elasticsearch.go). */
export type TestedService = 'email' | 'ldap' | 's3' | 'elasticsearch';

/**
 * What the page asks of Mattermost, with the session of the admin who looks at it. Answers are `unknown` until a
 * schema has read them. Every call throws ServerProblem and nothing else.
 */
export type Server = {
    readonly fetchMe: () => Promise<unknown>;
    readonly fetchConfig: () => Promise<unknown>;
    readonly fetchEnvironment: () => Promise<unknown>;
    readonly fetchClientConfig: () => Promise<unknown>;
    readonly fetchLicence: () => Promise<unknown>;
    readonly fetchPlugins: () => Promise<unknown>;
    readonly fetchPluginStatuses: () => Promise<unknown>;
    readonly fetchLocalMarketplace: () => Promise<unknown>;
    /** Where the Marketplace lists this plugin: in the image, installed, or at Mattermost where the server asks there. */
    readonly fetchMarketplace: (pluginId: string) => Promise<unknown>;
    /** Installs this version through the Marketplace into the file store, out of the image where it brings it. */
    readonly installPlugin: (plugin: {id: string; version: string}) => Promise<unknown>;
    /** Takes a plugin out of the file store and off the server, and switches it off; its data stay. */
    readonly removePlugin: (pluginId: string) => Promise<unknown>;
    /** Lets the server try a service with its saved settings. `redact` takes secrets out of what it says of a failure. */
    readonly testService: (service: TestedService, redact: (sentence: string) => string) => Promise<unknown>;
    /** The server's own health: database and file store. */
    readonly fetchPing: () => Promise<unknown>;
    readonly fetchCluster: () => Promise<unknown>;
    readonly fetchJobs: () => Promise<unknown>;
    /** One page of 200 active users; with `role`, only those who have it. */
    readonly fetchUsers: (page: number, role?: string) => Promise<unknown>;
    readonly fetchUser: (userId: string) => Promise<unknown>;
    /** A user's presence and the server's own clock (milliseconds, from the Date header). */
    readonly fetchStatus: (userId: string) => Promise<{readonly status: unknown; readonly serverNowMs: number}>;
    /** One page of 60 posts, newest first, replies among them. */
    readonly fetchPosts: (channelId: string, page: number) => Promise<unknown>;
    readonly fetchThread: (postId: string) => Promise<unknown>;
    readonly writePost: (post: {channel_id: string; message: string; type: string}) => Promise<unknown>;
    /** Maps in the patch replace the server's: send them complete. */
    readonly patchConfig: (patch: unknown) => Promise<unknown>;
    readonly createBot: (bot: {username: string; display_name: string; description: string}) => Promise<unknown>;
    readonly fetchBot: (userId: string) => Promise<unknown>;
    readonly disableBot: (userId: string) => Promise<unknown>;
    /** The accounts among these names, deactivated ones too. */
    readonly fetchUsersByName: (usernames: readonly string[]) => Promise<unknown>;
    readonly createToken: (userId: string, description: string) => Promise<unknown>;
    readonly fetchTokens: (userId: string) => Promise<unknown>;
    readonly revokeToken: (tokenId: string) => Promise<unknown>;
    readonly createTeam: (team: {name: string; display_name: string}) => Promise<unknown>;
    readonly fetchTeam: (teamId: string) => Promise<unknown>;
    readonly fetchTeamExists: (name: string) => Promise<unknown>;
    readonly archiveTeam: (teamId: string) => Promise<unknown>;
    readonly createChannel: (channel: {team_id: string; name: string; display_name: string}) => Promise<unknown>;
    readonly fetchChannel: (channelId: string) => Promise<unknown>;
    readonly archiveChannel: (channelId: string) => Promise<unknown>;
    readonly addTeamMember: (teamId: string, userId: string) => Promise<unknown>;
    readonly addChannelMember: (channelId: string, userId: string) => Promise<unknown>;
};
