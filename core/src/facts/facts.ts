import * as z from 'zod/mini';
import {PLUGIN_MODES} from '../build_information/judge_mode.ts';
import {AcceptedRisk} from './accepted_risk.ts';
import {FACT_SOURCES, MISSING_REASONS} from './fact.ts';
import type {Fact} from './fact.ts';
import {OWNER_CODES} from './owners.ts';

/** How a secret's length was judged where it was read: the length itself never leaves the host (security.md rule 16). */
const SecretLength = z.enum(['short', 'ok', 'none', 'unreadable']);
export type SecretLength = z.infer<typeof SecretLength>;

/** Where a `Mattermost` resource may name the image besides, over what spec.image says: an image source's `variable`. */
export const RESOURCE_PATCH = 'spec.resourcePatch';

/** Every kind of deployment that is distinguished; only the first three can be moved. Permanent codes. */
export const DEPLOYMENT_KINDS = [
    'compose',
    'docker',
    'kubernetes',
    'package',
    'tarball',
    'compose_v1',
    'swarm',
    'podman',
    'ecs',
] as const;
const DeploymentKind = z.enum(DEPLOYMENT_KINDS);
export type DeploymentKind = z.infer<typeof DeploymentKind>;

/** What asks for the pods on Kubernetes: the operator's resource, the one it had before, or a workload without an operator. */
const RESOURCE_KINDS = ['mattermost', 'cluster_installation', 'deployment', 'stateful_set'] as const;

const ContainerState = z.enum(['running', 'restarting', 'exited', 'created', 'paused', 'dead']);
const ContainerHealth = z.enum(['healthy', 'unhealthy', 'starting', 'none']);

/** A plugin's bundle in an image: `mode` by its executables' build information, `version` as its manifest says. */
export const PluginBundle = z.object({
    id: z.string(),
    version: z.string(),
    mode: z.enum(PLUGIN_MODES),
});
export type PluginBundle = z.infer<typeof PluginBundle>;

/** What each fact looks like. Keys are permanent codes. Lengths in bytes, times ISO 8601, sizes in bytes. */
export const FACT_SCHEMAS = {
    /**
     * What the agent manages. `host` is the engine's host name. The optional rest fills commands: `folder` is the
     * Compose project's absolute folder, `files` its Compose files as absolute paths in order, `container` the
     * Mattermost container's name, `databaseService` the service (Compose) or container that runs PostgreSQL next to
     * it, `role` and `database` how Mattermost logs in there, `namespace` the resource's namespace on Kubernetes and `resource`
     * what it is there (absent: the operator's), `release`, `chart` and `chartVersion` the Helm release it came with, `siteUrl` the site URL.
     */
    deployment: z.object({
        kind: DeploymentKind,
        name: z.string(),
        service: z.string(),
        host: z.string(),
        folder: z.optional(z.string()),
        files: z.optional(z.array(z.string())),
        container: z.optional(z.string()),
        databaseService: z.optional(z.string()),
        role: z.optional(z.string()),
        database: z.optional(z.string()),
        /** The Secret a cluster keeps the connection string in. */
        secret: z.optional(z.string()),
        namespace: z.optional(z.string()),
        resource: z.optional(z.enum(RESOURCE_KINDS)),
        release: z.optional(z.string()),
        chart: z.optional(z.string()),
        chartVersion: z.optional(z.string()),
        siteUrl: z.optional(z.string()),
    }),
    /** Another tool that would overwrite our change, with the trace that gave it away. */
    deployment_owner: z.object({
        tool: z.enum(['none', ...OWNER_CODES]),
        evidence: z.string(),
    }),
    /** CPU architecture of the engine's host, in Docker's words (`amd64`, `arm64`). */
    host_architecture: z.string(),
    /** Mattermost containers this agent sees running for the deployment. */
    containers_seen: z.number(),
    /**
     * Every Mattermost of the deployment, by the platform's word: a container, or a pod with the node it runs on. `restarts` are those
     * the platform made by itself; `imageId` is empty before the image has started. `role`: of one that answers nobody, which is
     * no node of the cluster.
     */
    instances: z.array(
        z.object({
            name: z.string(),
            image: z.string(),
            imageId: z.string(),
            state: ContainerState,
            health: ContainerHealth,
            restarts: z.number(),
            node: z.optional(z.string()),
            role: z.optional(z.enum(['job_server'])),
        }),
    ),
    /** Running containers on the engine's host whose image is the other variant of this one, by name. */
    other_variant_containers: z.array(z.string()),
    /** What the server says of its cluster. `nodes` is 1 without clustering. */
    cluster: z.object({enabled: z.boolean(), nodes: z.number(), versions: z.array(z.string())}),
    /** The image the container runs. */
    running_image: z.object({
        reference: z.string(),
        imageId: z.string(),
        variant: z.nullable(z.enum(['standard', 'fips'])),
        pin: z.enum(['digest', 'release', 'floating']),
    }),
    /** Where the image's name stands, relative to the project folder. `variable`: of a resource the field that overrides its image. */
    image_source: z.object({
        kind: z.enum([
            'variable',
            'default_value',
            'literal',
            'override_file',
            'extends',
            'include',
            'process_environment',
            'build',
            'container',
            'resource',
        ]),
        file: z.string(),
        line: z.nullable(z.number()),
        variable: z.nullable(z.string()),
    }),
    /** Whether the same release exists as FIPS image. */
    fips_image: z.object({
        reference: z.nullable(z.string()),
        where: z.enum(['registry', 'local', 'absent', 'unreachable', 'no_counterpart', 'denied']),
        architectures: z.array(z.string()),
        digest: z.nullable(z.string()),
    }),
    /** Container settings that decide how it can be recreated. */
    container: z.object({
        state: ContainerState,
        health: ContainerHealth,
        autoRemove: z.boolean(),
        staticAddress: z.boolean(),
        readOnlyRoot: z.boolean(),
        user: z.string(),
        /** What is mounted where, without the host's side; `volume` with `anonymous` is one no other container can name. */
        mounts: z.optional(
            z.array(z.object({type: z.string(), target: z.string(), writable: z.boolean(), anonymous: z.boolean()})),
        ),
        /** Names (never values) of the settings the environment pins. */
        settings: z.optional(z.array(z.string())),
        /** Of a pod: its priority class, and the names of the Secrets its images are pulled with. */
        priorityClass: z.optional(z.string()),
        pullSecrets: z.optional(z.array(z.string())),
        /** Published ports whose number on the host the engine chose (`8065/tcp 32768`): a recreate chooses again. */
        randomPorts: z.optional(z.array(z.string())),
    }),
    /** Names (never values) of variables and mount targets that steer OpenSSL or Go's FIPS mode. */
    crypto_environment: z.object({variables: z.array(z.string()), mounts: z.array(z.string())}),
    /**
     * Services whose files no longer match what runs (`config-hash` label compared with `compose config --hash`). `image`: the files
     * name another one for Mattermost than the one that runs.
     */
    compose_drift: z.object({
        services: z.array(z.string()),
        image: z.optional(z.object({running: z.string(), wanted: z.string()})),
    }),
    /** Proxies seen in front. */
    front_proxies: z.array(
        z.object({kind: z.enum(['nginx', 'traefik', 'caddy', 'haproxy', 'other']), container: z.string()}),
    ),
    /**
     * Ingresses of the namespace that lead to Mattermost, and the one the operator makes even if it leads elsewhere; null where the
     * Service behind could not be looked at.
     */
    ingresses: z.array(
        z.object({
            name: z.string(),
            className: z.string(),
            hosts: z.array(z.string()),
            leadsHere: z.nullable(z.boolean()),
        }),
    ),
    /**
     * PodDisruptionBudgets of the pods, and how many pods each lets a drain of a node end now: a budget of 0 stops a drain. A rollout
     * asks none of them.
     */
    disruption_budgets: z.array(z.object({name: z.string(), allowed: z.number()})),
    /** The operator that manages the resource, and how it is. `variant` is its own image's; null where its name does not tell. */
    operator: z.object({
        state: z.enum(['running', 'not_ready', 'scaled_to_zero', 'not_found']),
        namespace: z.string(),
        name: z.string(),
        reference: z.string(),
        variant: z.nullable(z.enum(['standard', 'fips'])),
        /** By its label, else by the tag of its image; absent where neither says it. */
        version: z.optional(z.string()),
        /** What has installed it, where that leaves a mark: OLM, Helm, Argo CD, Flux. */
        from: z.optional(z.string()),
        /** It refuses the resource, because the readiness URL of the database has a scheme it does not know (`postgresql://`). */
        refusesUrl: z.optional(z.boolean()),
    }),
    /**
     * How a new image replaces pods: `surge` has a new one ready before an old one ends, `in_place` replaces each in its place, and
     * `recreate` ends all of them first. What keeps a pod from being there besides: claims that one node alone may mount, and
     * quotas without room for it; null where they could not be looked at.
     */
    pod_replacement: z.object({
        strategy: z.enum(['surge', 'in_place', 'recreate']),
        replicas: z.number(),
        claims: z.nullable(z.array(z.string())),
        quotas: z.nullable(z.array(z.string())),
        /** Nodes that a new pod may start on, where they are not amd64; null where they could not be listed. */
        otherNodes: z.optional(z.nullable(z.array(z.object({name: z.string(), architecture: z.string()})))),
    }),
    /** Whether the operator tries a new image first, and the Job of an earlier try that is still there; null where it could not be looked at. */
    update_check: z.object({
        enabled: z.boolean(),
        left: z.nullable(z.enum(['none', 'failed', 'unfinished'])),
        /** Containers besides the server in its pods, as far as the Job may get them too. */
        sidecars: z.optional(z.array(z.string())),
    }),
    /** Push proxies in the same namespace, which a move does not touch. */
    push_proxies: z.array(
        z.object({name: z.string(), reference: z.string(), variant: z.nullable(z.enum(['standard', 'fips']))}),
    ),
    /** Free space where the engine keeps images, and what the FIPS image is expected to need. */
    disk_space: z.object({availableBytes: z.number(), neededBytes: z.number()}),
    /** The server's own word. `fips` is null before 11.3, which has no such flag. */
    server: z.object({version: z.string(), enterpriseReady: z.boolean(), fips: z.nullable(z.boolean())}),
    /** Licence plan; `sku` is the server's short name in lower case (`entry`, `enterprise`, `advanced`, …). */
    licence: z.object({licensed: z.boolean(), sku: z.string()}),
    password_policy: z.object({minimumLength: z.number(), setByEnvironment: z.boolean()}),
    image_proxy: z.object({enabled: z.boolean(), kind: z.string(), secret: SecretLength}),
    saml: z.object({enabled: z.boolean(), signatureAlgorithm: z.string()}),
    /** The server's own TLS listener (not a proxy's). Empty `ciphers` means Go's defaults. */
    tls_listener: z.object({enabled: z.boolean(), minimumVersion: z.string(), ciphers: z.array(z.string())}),
    /** Systems the server reaches over TLS: names only. */
    tls_peers: z.array(z.enum(['smtp', 'ldap', 's3', 'elasticsearch', 'redis', 'saml_idp', 'postgres'])),
    /** A flag is null where nobody has read the server's configuration. `from`: what the operator makes it from, as the resource says. */
    file_store: z.object({
        driver: z.string(),
        secret: SecretLength,
        signatureV2: z.nullable(z.boolean()),
        extractContent: z.nullable(z.boolean()),
        from: z.optional(z.string()),
    }),
    shared_channels: z.object({enabled: z.boolean()}),
    plugin_settings: z.object({
        enabled: z.boolean(),
        uploads: z.boolean(),
        automaticPrepackaged: z.boolean(),
        requireSignature: z.boolean(),
        marketplace: z.boolean(),
    }),
    /** Every password the server uses for PostgreSQL, judged where it was read. `name` e.g. `data_source`, `replica_1`. */
    database_credentials: z.array(
        z.object({
            name: z.string(),
            from: z.enum(['environment', 'configuration', 'secret']),
            length: SecretLength,
        }),
    ),
    /** How PostgreSQL stores the role's password and would store a new one. */
    database_password_storage: z.object({
        stored: z.enum(['scram_sha_256', 'md5', 'other']),
        newPasswords: z.enum(['scram_sha_256', 'md5']),
    }),
    /** Other clients that log in with the same role, by application name. */
    database_role_clients: z.array(z.object({application: z.string(), sessions: z.number()})),
    /** PostgreSQL's major version. */
    database_version: z.number(),
    /**
     * Users who sign in with a password kept by Mattermost. `sessionHours` is the longest session without a password;
     * `extended`: one in use goes on longer.
     */
    local_accounts: z.object({
        users: z.number(),
        admins: z.number(),
        sessionHours: z.number(),
        extended: z._default(z.boolean(), false),
    }),
    /** Can the server send reset mails? */
    email: z.object({enabled: z.boolean()}),
    /** The admin who looks at the page. */
    acting_admin: z.object({local: z.boolean()}),
    /** Every plugin the server knows, one line each; `state` is the worst over all nodes. `stored`/`prepackaged*`: null = not known. */
    plugins: z.array(
        z.object({
            id: z.string(),
            name: z.string(),
            version: z.string(),
            active: z.boolean(),
            state: z.enum(['running', 'not_running', 'starting', 'failed', 'stopping']),
            nodesFailed: z.number(),
            hasServerCode: z.boolean(),
            stored: z.nullable(z.boolean()),
            /** What the stored copy is, by its own executables; absent where none is stored or it was not read. */
            storedMode: z.optional(z.enum(PLUGIN_MODES)),
            prepackaged: z.nullable(z.boolean()),
        }),
    ),
    /** The bundles in the running container and in the FIPS image, read from themselves; null = could not be read whole. */
    prepackaged_plugins: z.object({
        current: z.nullable(z.array(PluginBundle)),
        fips: z.nullable(z.array(PluginBundle)),
    }),
    /** Jobs running on the server now, by type. */
    jobs_in_progress: z.array(z.string()),
    /** The last backup somebody attests. */
    backup: z.object({takenAt: z.string(), by: z.string(), reference: z.string()}),
    /** Risks taken on in the agent’s own file. */
    accepted_risks: z.array(AcceptedRisk),
} as const;

export type FactKey = keyof typeof FACT_SCHEMAS;

/** The value of one fact. */
export type FactValue<K extends FactKey> = z.infer<(typeof FACT_SCHEMAS)[K]>;

/** What is known of a deployment. A key that is absent was never looked for. */
export type Facts = {readonly [K in FactKey]?: Fact<FactValue<K>>};

export const FACT_KEYS = Object.keys(FACT_SCHEMAS) as FactKey[];

const Seen = {source: z.enum(FACT_SOURCES), observedAt: z.iso.datetime()};
const Missing = z.object({...Seen, missing: z.enum(MISSING_REASONS)});

/**
 * Reads facts from outside (a post, a file). Unknown keys are dropped: a newer agent may know more facts than this page.
 * Returns undefined where a known fact does not fit its schema.
 */
export function parseFacts(outside: unknown): Facts | undefined {
    if (typeof outside !== 'object' || outside === null || Array.isArray(outside)) {
        return undefined;
    }
    const facts: Record<string, unknown> = {};
    for (const key of FACT_KEYS) {
        const raw: unknown = Object.hasOwn(outside, key) ? (outside as Record<string, unknown>)[key] : undefined;
        if (raw === undefined) {
            continue;
        }
        const read = z.union([z.object({...Seen, value: FACT_SCHEMAS[key]}), Missing]).safeParse(raw);
        if (!read.success) {
            return undefined;
        }
        facts[key] = read.data;
    }
    return facts as Facts;
}
