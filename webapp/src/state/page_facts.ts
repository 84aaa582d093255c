import * as z from 'zod/mini';
import {
    CONFIG_FACTS,
    makeFact,
    makeMissing,
    readClientConfigFacts,
    readClusterEnabled,
    readConfigFacts,
    readLicenceFacts,
    readPlugins,
    readSessionLength,
} from '@fips-readiness/core';
import type {FactKey, Facts, MissingReason, Observed} from '@fips-readiness/core';
import {readProblem} from '../client/server_problem.ts';
import type {ServerProblem} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import {countLocalAccounts} from './local_accounts.ts';
import {readPluginOrigins} from './plugin_origins.ts';
import type {Viewer} from './viewer.ts';

const SOURCE = 'page_rest';

/** Facts no browser session can see. */
const AGENT_FACTS = [
    'deployment',
    'deployment_owner',
    'host_architecture',
    'containers_seen',
    'instances',
    'other_variant_containers',
    'running_image',
    'image_source',
    'fips_image',
    'container',
    'crypto_environment',
    'compose_drift',
    'front_proxies',
    'disk_space',
    'database_credentials',
    'database_password_storage',
    'database_role_clients',
    'database_version',
] as const satisfies readonly FactKey[];

const Environment = z.object({PasswordSettings: z.object({MinimumLength: z.boolean()})});
const Nodes = z.array(z.object({version: z.string()}));
const Jobs = z.array(z.object({type: z.string(), status: z.string()}));

/** A call's answer, or why there is none. */
type Answer = {readonly json: unknown} | {readonly problem: ServerProblem};

async function attempt(call: Promise<unknown>): Promise<Answer> {
    try {
        return {json: await call};
    } catch (error) {
        return {problem: readProblem(error)};
    }
}

function whyMissing(answer: Answer): MissingReason {
    if ('json' in answer) {
        return 'not_readable';
    }
    switch (answer.problem.code) {
        case 'no_permission':
            return 'no_permission';
        case 'timed_out':
            return 'timed_out';
        case 'offline':
        case 'not_mattermost':
        case 'server_error':
        case 'not_signed_in':
            return 'not_reachable';
        case 'not_found':
        case 'refused':
            return 'not_supported';
    }
}

function jsonOf(answer: Answer): unknown {
    return 'json' in answer ? answer.json : undefined;
}

/** What the admin's session shows. `config` is the answer of GET /config, already asked for; a problem becomes missing facts. */
export async function fetchPageFacts(input: {
    readonly server: Server;
    readonly config: Answer;
    readonly clientConfig: unknown;
    readonly viewer: Viewer;
    readonly hasAgent: boolean;
    readonly observedAt: string;
}): Promise<Facts> {
    const {server, config, viewer, observedAt} = input;
    const seen = {source: SOURCE, observedAt} as const;
    const fact = <T>(value: T) => makeFact(value, SOURCE, observedAt);
    const [environment, licence, plugins, statuses, marketplace, cluster, jobs, accounts] = await Promise.all([
        attempt(server.fetchEnvironment()),
        attempt(server.fetchLicence()),
        attempt(server.fetchPlugins()),
        attempt(server.fetchPluginStatuses()),
        attempt(server.fetchLocalMarketplace()),
        readClusterEnabled(jsonOf(config)) === true ? attempt(server.fetchCluster()) : undefined,
        attempt(server.fetchJobs()),
        countLocalAccounts(server).catch(() => undefined),
    ]);
    const minimumLengthSetByEnvironment =
        Environment.safeParse(jsonOf(environment)).data?.PasswordSettings.MinimumLength === true;
    const configFacts = readConfigFacts(jsonOf(config), {...seen, minimumLengthSetByEnvironment});
    const missing = (keys: readonly FactKey[], why: MissingReason): Facts =>
        Object.fromEntries(keys.map((key) => [key, makeMissing(why, SOURCE, observedAt)])) as Facts;
    const lines = readPlugins(
        jsonOf(plugins),
        jsonOf(statuses),
        readPluginOrigins(jsonOf(marketplace), jsonOf(config)),
    );
    const running = Jobs.safeParse(jsonOf(jobs)).data?.filter((job) => job.status === 'in_progress');
    const sessions = readSessionLength(jsonOf(config));
    return {
        ...missing(AGENT_FACTS, input.hasAgent ? 'not_asked' : 'no_agent'),
        ...(configFacts ?? missing(CONFIG_FACTS, whyMissing(config))),
        ...(readClientConfigFacts(input.clientConfig, seen) ?? missing(['server'], 'not_readable')),
        ...(readLicenceFacts(jsonOf(licence), seen) ?? missing(['licence'], whyMissing(licence))),
        ...(lines ? {plugins: fact(lines)} : missing(['plugins'], whyMissing(plugins))),
        ...readCluster(config, cluster, fact, missing),
        ...(running
            ? {jobs_in_progress: fact([...new Set(running.map((job) => job.type))])}
            : missing(['jobs_in_progress'], whyMissing(jobs))),
        ...(accounts && sessions
            ? {local_accounts: fact({...accounts, ...sessions})}
            : missing(['local_accounts'], accounts ? whyMissing(config) : 'not_readable')),
        acting_admin: fact({local: viewer.isLocal}),
    };
}

function readCluster(
    config: Answer,
    cluster: Answer | undefined,
    fact: <T>(value: T) => Observed<T>,
    missing: (keys: readonly FactKey[], why: MissingReason) => Facts,
): Facts {
    const enabled = readClusterEnabled(jsonOf(config));
    if (enabled === undefined) {
        return missing(['cluster'], whyMissing(config));
    }
    if (!enabled || !cluster) {
        return {cluster: fact({enabled: false, nodes: 1, versions: []})};
    }
    const nodes = Nodes.safeParse(jsonOf(cluster)).data;
    return nodes
        ? {
              cluster: fact({
                  enabled: true,
                  nodes: nodes.length,
                  versions: [...new Set(nodes.map((node) => node.version))],
              }),
          }
        : missing(['cluster'], whyMissing(cluster));
}
