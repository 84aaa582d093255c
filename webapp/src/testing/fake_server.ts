import {makeKeyPair, printReply, REPLY_TYPE} from '@fips-readiness/core';
import type {KeyPair, QueuePost, Reply} from '@fips-readiness/core';
import {ServerProblem} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import type {Connection} from '../state/plugin_settings.ts';

const id = (letter: string) => letter.repeat(26);

/** Ids every fake server knows. */
export const IDS = {admin: id('a'), bot: id('b'), team: id('t'), channel: id('c'), stranger: id('s')} as const;

/** The key pair of the agent, and of somebody else. */
export const KEYS = makeKeys(1);
export const OTHER_KEYS = makeKeys(2);

/** The connection an admin has confirmed. */
export const CONNECTION: Connection = {
    botUserId: IDS.bot,
    teamId: IDS.team,
    channelId: IDS.channel,
    publicKey: KEYS.publicKey,
};

/** What stands behind a fake server; tests change it while it runs. */
export type FakeState = {
    me: {id: string; username: string; roles: string; auth_service: string};
    config: Record<string, Record<string, unknown>>;
    clientConfig: Record<string, string>;
    licence: Record<string, string>;
    plugins: {active: unknown[]; inactive: unknown[]};
    pluginStatuses: unknown[];
    marketplace: unknown[];
    ping: Record<string, string>;
    posts: QueuePost[];
    users: Record<string, unknown>[];
    /** The server's clock when it was made; it goes on from there. */
    nowMs: number;
    botActiveAtMs: number;
    /** Calls that fail, by name. */
    problems: Partial<Record<keyof Server, ServerProblem>>;
    /** Settings whose change the server does not take, without a word. */
    refusedPatches: string[];
    /** Called with each request the page posts. */
    onRequest: (post: QueuePost) => void;
};

/** A server in memory, the names of the calls it got, and the patches. */
export type FakeServer = {
    readonly server: Server;
    readonly state: FakeState;
    readonly calls: string[];
    /** What was handed over, by call: the first value of each. */
    readonly sent: Record<string, unknown[]>;
    readonly patches: Record<string, unknown>[];
};

/** A standard 11.7.2 Enterprise server with the default minimum length of 8. */
export function makeFakeServer(change: Partial<FakeState> = {}): FakeServer {
    const state: FakeState = {
        me: {id: IDS.admin, username: 'maria', roles: 'system_admin system_user', auth_service: ''},
        config: makeConfig(),
        clientConfig: {Version: '11.7.2', BuildEnterpriseReady: 'true', IsFipsEnabled: 'false'},
        licence: {IsLicensed: 'true', SkuShortName: 'enterprise'},
        plugins: {active: [], inactive: []},
        pluginStatuses: [],
        marketplace: [],
        ping: {status: 'OK', database_status: 'OK', filestore_status: 'OK'},
        posts: [],
        users: [],
        nowMs: Date.now(),
        botActiveAtMs: Date.now(),
        problems: {},
        refusedPatches: [],
        onRequest: () => undefined,
        ...change,
    };
    const startedAtMs = Date.now();
    const nowMs = () => state.nowMs + Date.now() - startedAtMs;
    const calls: string[] = [];
    const sent: Record<string, unknown[]> = {};
    const patches: Record<string, unknown>[] = [];
    const answers: Server = {
        fetchMe: () => Promise.resolve(state.me),
        fetchConfig: () => Promise.resolve(structuredClone(state.config)),
        fetchEnvironment: () => Promise.resolve({}),
        fetchClientConfig: () => Promise.resolve(state.clientConfig),
        fetchLicence: () => Promise.resolve(state.licence),
        fetchPlugins: () => Promise.resolve(state.plugins),
        fetchPluginStatuses: () => Promise.resolve(state.pluginStatuses),
        fetchLocalMarketplace: () => Promise.resolve(state.marketplace),
        fetchMarketplace: () => Promise.resolve(state.marketplace),
        testService: () => Promise.resolve({status: 'OK'}),
        fetchPing: () => Promise.resolve(state.ping),
        installPlugin: () => Promise.resolve({}),
        removePlugin: (id) => {
            const plugins = state.config['PluginSettings'] ?? {};
            plugins['PluginStates'] = {...(plugins['PluginStates'] as object), [id]: {Enable: false}};
            return Promise.resolve({status: 'OK'});
        },
        fetchCluster: () => Promise.resolve([]),
        fetchJobs: () => Promise.resolve([]),
        fetchUsers: (page) => Promise.resolve(page === 0 ? [adminOf(state), ...state.users] : []),
        fetchUser: () => Promise.resolve(adminOf(state)),
        fetchStatus: () => Promise.resolve({status: {last_activity_at: state.botActiveAtMs}, serverNowMs: nowMs()}),
        fetchPosts: (_channel, page) => Promise.resolve(listOf(page === 0 ? state.posts : [])),
        fetchThread: (rootId) =>
            Promise.resolve(listOf(state.posts.filter((post) => post.id === rootId || post.root_id === rootId))),
        writePost: (post) => {
            const written = makePost({...post, user_id: state.me.id, create_at: nowMs(), update_at: nowMs()});
            state.posts.push(written);
            state.onRequest(written);
            return Promise.resolve(written);
        },
        patchConfig: (patch) => {
            patches.push(patch as Record<string, unknown>);
            for (const [section, values] of Object.entries(patch as Record<string, Record<string, unknown>>)) {
                const taken = Object.entries(values).filter(([name]) => !state.refusedPatches.includes(name));
                state.config[section] = {...state.config[section], ...Object.fromEntries(taken)};
            }
            return Promise.resolve(state.config);
        },
        createBot: ({username}) => Promise.resolve({user_id: IDS.bot, username}),
        fetchBot: () => Promise.resolve({user_id: IDS.bot, username: 'fips-agent', owner_id: IDS.admin, delete_at: 0}),
        disableBot: () => Promise.resolve({}),
        fetchUsersByName: () => Promise.resolve([]),
        createToken: () => Promise.resolve({id: id('k'), token: 'shown-once-token'}),
        fetchTokens: () => Promise.resolve([{id: id('o')}]),
        revokeToken: () => Promise.resolve({}),
        createTeam: () => Promise.resolve({id: IDS.team}),
        fetchTeam: () => Promise.resolve({id: IDS.team, name: 'fips-readiness', type: 'I', delete_at: 0}),
        fetchTeamExists: () => Promise.resolve({exists: false}),
        archiveTeam: () => Promise.resolve({}),
        createChannel: () => Promise.resolve({id: IDS.channel}),
        fetchChannel: () => Promise.reject(new ServerProblem('not_found')),
        archiveChannel: () => Promise.resolve({}),
        addTeamMember: () => Promise.resolve({}),
        addChannelMember: () => Promise.resolve({}),
    };
    const server = new Proxy(answers, {
        get: (target, name: keyof Server) => {
            const answer = target[name] as (...values: unknown[]) => Promise<unknown>;
            return (...values: unknown[]) => {
                calls.push(name);
                (sent[name] ??= []).push(values[0]);
                const problem = state.problems[name];
                return problem ? Promise.reject(problem) : answer(...values);
            };
        },
    });
    return {server, state, calls, sent, patches};
}

/** Puts the page's own settings in place, beside another plugin's. */
export function connect(state: FakeState, connection: Connection): void {
    state.config['PluginSettings'] = {
        ...state.config['PluginSettings'],
        Plugins: {jira: {secret: '*'.repeat(32)}, 'fips-readiness': {connection: JSON.stringify(connection)}},
    };
}

/** The posts of a reply, as the bot's own session writes them. */
export function makeReplyPosts(
    body: object,
    rootId: string,
    secret: string,
    change: Partial<QueuePost> = {},
): QueuePost[] {
    const reply = {
        protocol: 1,
        agentId: '0123456789abcdef'.repeat(2),
        agentVersion: '0.1.0',
        channelId: IDS.channel,
        requestId: rootId,
        at: new Date(change.create_at ?? Date.now()).toISOString(),
        ...body,
    } as Reply;
    return printReply(reply, secret).map((message) =>
        makePost({
            message,
            root_id: rootId,
            type: REPLY_TYPE,
            user_id: IDS.bot,
            channel_id: IDS.channel,
            props: {from_bot: 'true'},
            ...change,
        }),
    );
}

let made = 0;

/** A post with a fresh id. */
function makePost(change: Partial<QueuePost>): QueuePost {
    made += 1;
    return {
        id: `p${String(made).padStart(25, '0')}`,
        create_at: Date.now(),
        update_at: Date.now(),
        edit_at: 0,
        delete_at: 0,
        user_id: '',
        channel_id: IDS.channel,
        root_id: '',
        original_id: '',
        message: '',
        type: '',
        props: {},
        remote_id: '',
        ...change,
    };
}

function makeKeys(byte: number): KeyPair {
    const keys = makeKeyPair(new Uint8Array(32).fill(byte));
    if (!keys) {
        throw new Error(`32 bytes of ${byte} are no key`);
    }
    return keys;
}

function adminOf({me}: FakeState): Record<string, unknown> {
    return {...me, delete_at: 0, is_bot: false, remote_id: ''};
}

function listOf(posts: readonly QueuePost[]): unknown {
    return {order: posts.map((post) => post.id), posts: Object.fromEntries(posts.map((post) => [post.id, post]))};
}

function makeConfig(): FakeState['config'] {
    return {
        ServiceSettings: {
            ConnectionSecurity: '',
            TLSMinVer: '1.2',
            TLSOverwriteCiphers: [],
            SessionLengthWebInHours: 720,
            SessionLengthMobileInHours: 720,
            EnableBotAccountCreation: false,
        },
        PasswordSettings: {MinimumLength: 8},
        ImageProxySettings: {Enable: false, ImageProxyType: 'local', RemoteImageProxyOptions: ''},
        SamlSettings: {Enable: false, SignatureAlgorithm: 'RSAwithSHA256'},
        ConnectedWorkspacesSettings: {EnableSharedChannels: false, EnableRemoteClusterService: false},
        FileSettings: {
            DriverName: 'local',
            ExtractContent: true,
            AmazonS3SecretAccessKey: '',
            AmazonS3SignV2: false,
            AmazonS3SSL: true,
        },
        PluginSettings: {
            Enable: true,
            EnableUploads: true,
            AutomaticPrepackagedPlugins: true,
            RequirePluginSignature: false,
            EnableMarketplace: true,
            EnableRemoteMarketplace: true,
            PluginStates: {jira: {Enable: true}, playbooks: {Enable: true}},
            Plugins: {jira: {secret: '*'.repeat(32)}},
        },
        EmailSettings: {SendEmailNotifications: true, ConnectionSecurity: 'TLS', SMTPServer: 'mail'},
        LdapSettings: {Enable: false, ConnectionSecurity: ''},
        ElasticsearchSettings: {EnableIndexing: false, ConnectionURL: ''},
        CacheSettings: {CacheType: 'lru'},
        ClusterSettings: {Enable: false},
    };
}
