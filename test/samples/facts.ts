import {FACT_KEYS, makeFact, makeMissing} from '@fips-readiness/core';
import type {Fact, FactKey, Facts, FactSource, FactValue, MissingReason} from '@fips-readiness/core';

/** When the sample was seen. */
const SEEN_AT = '2026-11-23T12:00:00.000Z';

/** An active plugin that lives in the file store, without server code. */
export const PLUGIN: FactValue<'plugins'>[number] = {
    id: 'com.example.notes',
    name: 'Notes',
    version: '1.2.0',
    active: true,
    state: 'running',
    nodesFailed: 0,
    hasServerCode: false,
    stored: true,
    prepackaged: false,
};

export const INSTANCE: FactValue<'instances'>[number] = {
    name: 'mattermost-mattermost-1',
    image: 'mattermost/mattermost-enterprise-edition:11.7.2',
    imageId: `sha256:${'a'.repeat(64)}`,
    state: 'running',
    health: 'healthy',
    restarts: 0,
};

/** The official Compose project on 11.7.2, with nothing in the way of the move. */
export const READY: {readonly [K in FactKey]: FactValue<K>} = {
    deployment: {
        kind: 'compose',
        name: 'mattermost',
        service: 'mattermost',
        host: 'chat-1',
        folder: '/srv/mattermost',
        files: ['/srv/mattermost/docker-compose.yml', '/srv/mattermost/docker-compose.without-nginx.yml'],
        container: 'mattermost-mattermost-1',
        databaseService: 'postgres',
        role: 'mmuser',
        database: 'mattermost',
        siteUrl: 'https://chat.example.com',
    },
    deployment_owner: {tool: 'none', evidence: ''},
    host_architecture: 'amd64',
    containers_seen: 1,
    instances: [INSTANCE],
    other_variant_containers: [],
    cluster: {enabled: false, nodes: 1, versions: ['11.7.2']},
    running_image: {
        reference: 'mattermost/mattermost-enterprise-edition:11.7.2',
        imageId: `sha256:${'a'.repeat(64)}`,
        variant: 'standard',
        pin: 'release',
    },
    image_source: {kind: 'variable', file: '.env', line: 59, variable: 'MATTERMOST_IMAGE'},
    fips_image: {
        reference: 'mattermost/mattermost-enterprise-fips-edition:11.7.2',
        where: 'registry',
        architectures: ['amd64'],
        digest: `sha256:${'b'.repeat(64)}`,
    },
    container: {
        state: 'running',
        health: 'healthy',
        autoRemove: false,
        staticAddress: false,
        readOnlyRoot: false,
        user: '',
    },
    crypto_environment: {variables: [], mounts: []},
    compose_drift: {services: []},
    front_proxies: [],
    ingresses: [],
    disruption_budgets: [],
    operator: {
        state: 'running',
        namespace: 'mattermost-operator',
        name: 'mattermost-operator',
        reference: 'mattermost/mattermost-operator:v1.25.2',
        variant: 'standard',
    },
    pod_replacement: {strategy: 'surge', replicas: 2, claims: [], quotas: []},
    update_check: {enabled: true, left: 'none'},
    push_proxies: [],
    disk_space: {availableBytes: 20 * 1024 ** 3, neededBytes: 1024 ** 3},
    server: {version: '11.7.2', enterpriseReady: true, fips: false},
    licence: {licensed: true, sku: 'enterprise'},
    password_policy: {minimumLength: 14, setByEnvironment: false},
    image_proxy: {enabled: false, kind: 'local', secret: 'none'},
    saml: {enabled: false, signatureAlgorithm: 'RSAwithSHA256'},
    tls_listener: {enabled: false, minimumVersion: '1.2', ciphers: []},
    tls_peers: [],
    file_store: {driver: 'local', secret: 'none', signatureV2: false, extractContent: false},
    shared_channels: {enabled: false},
    plugin_settings: {
        enabled: true,
        uploads: true,
        automaticPrepackaged: true,
        requireSignature: false,
        marketplace: true,
    },
    database_credentials: [{name: 'data_source', from: 'environment', length: 'ok'}],
    database_password_storage: {stored: 'scram_sha_256', newPasswords: 'scram_sha_256'},
    database_role_clients: [],
    database_version: 16,
    local_accounts: {users: 0, admins: 0, sessionHours: 720, extended: false},
    email: {enabled: true},
    acting_admin: {local: false},
    plugins: [PLUGIN],
    prepackaged_plugins: {
        current: ['playbooks', 'mattermost-ai', 'focalboard', 'com.mattermost.calls', 'jira', 'zoom'].map((id) => ({
            id,
            version: '1.2.0',
            mode: 'non_fips',
        })),
        fips: ['playbooks', 'mattermost-ai', 'focalboard'].map((id) => ({id, version: '1.2.0', mode: 'fips'})),
    },
    jobs_in_progress: [],
    backup: {takenAt: '2026-11-23T03:00:00.000Z', by: 'admin', reference: 'nightly dump'},
    accepted_risks: [],
};

/** What a sample changes: a value instead of the ready one, a reason why it is missing, or null for never looked for. */
export type Changes = {readonly [K in FactKey]?: FactValue<K> | {readonly missing: MissingReason} | null};

/** The ready sample's facts with some changed. */
export function makeSampleFacts(changes: Changes = {}, source: FactSource = 'agent_engine', at = SEEN_AT): Facts {
    const facts: Record<string, Fact<unknown>> = {};
    for (const key of FACT_KEYS) {
        const change = changes[key];
        if (change === null) {
            continue;
        }
        facts[key] = isMissing(change)
            ? makeMissing(change.missing, source, at)
            : makeFact<unknown>(change ?? READY[key], source, at);
    }
    return facts as Facts;
}

function isMissing(change: unknown): change is {readonly missing: MissingReason} {
    return typeof change === 'object' && change !== null && 'missing' in change;
}
