import * as z from 'zod/mini';
import {
    CONFIG_FACTS,
    isObserved,
    makeFact,
    makeMissing,
    MINIMUM_LENGTH_VARIABLE,
    readClusterEnabled,
    readConfigFacts,
    readPlugins,
    readSessionLength,
} from '@fips-readiness/core';
import type {FactKey, Facts, MissingReason} from '@fips-readiness/core';
import type {Capability, Exec, FileAccess, Instance} from '../port/driver.ts';
import {storedBundlePath} from '../scan/prepackaged_bundles.ts';
import type {LocalMode} from '../server/local_mode.ts';
import {fetchAnonymousFacts} from '../server/server_rest.ts';

const Users = z.array(
    z.object({
        auth_service: z._default(z.string(), ''),
        roles: z._default(z.string(), ''),
        delete_at: z._default(z.number(), 0),
        is_bot: z._default(z.boolean(), false),
    }),
);
const Jobs = z.array(z.object({type: z.string(), status: z.string()}));

/** Everything that stands or falls with local mode. */
const LOCAL_FACTS = [
    ...CONFIG_FACTS,
    'cluster',
    'local_accounts',
    'plugins',
    'jobs_in_progress',
] as const satisfies readonly FactKey[];

/** Server facts and the unmasked configuration they came from (undefined without local mode; holds secrets). */
export type ServerRead = {readonly facts: Facts; readonly configuration: unknown};

/** Facts about the server: over HTTP what it tells anybody, the rest by local mode inside its instance. */
export async function readServerFacts(input: {
    readonly instance: Instance;
    readonly files: Capability<FileAccess>;
    readonly exec: Capability<Exec>;
    readonly localMode: LocalMode;
    readonly baseUrls: readonly string[];
    readonly observedAt: string;
}): Promise<ServerRead> {
    const {localMode, observedAt} = input;
    const [anonymous, shown] = await Promise.all([
        fetchFirst(input.baseUrls, observedAt),
        localMode.run('config', 'show'),
    ]);
    const configuration = shown?.ok === true ? shown.json : undefined;
    const local = await readLocalFacts(input, configuration);
    return {
        configuration,
        facts: {
            ...missingFacts(input),
            ...local,
            ...(await readVersion(input, anonymous)),
            ...anonymous,
        },
    };
}

async function fetchFirst(baseUrls: readonly string[], observedAt: string): Promise<Facts> {
    for (const baseUrl of baseUrls) {
        const facts = await fetchAnonymousFacts(baseUrl, observedAt);
        if (facts.server) {
            return facts;
        }
    }
    return {};
}

/** Version and edition from the executable, where the API does not answer; the FIPS flag is then not known. */
async function readVersion(input: Parameters<typeof readServerFacts>[0], anonymous: Facts): Promise<Facts> {
    if (isObserved(anonymous.server)) {
        return {};
    }
    const version = await input.localMode.fetchVersion();
    return version ? {server: makeFact({...version, fips: null}, 'agent_local_mode', input.observedAt)} : {};
}

function missingFacts({instance: {state}, exec, observedAt}: Parameters<typeof readServerFacts>[0]): Facts {
    const asked: MissingReason = exec.can ? 'local_mode_off' : 'no_permission';
    const why = state === 'running' ? asked : 'not_reachable';
    const missing = makeMissing(why, 'agent_local_mode', observedAt);
    const unreachable = makeMissing('not_reachable', 'agent_rest', observedAt);
    const local = Object.fromEntries(LOCAL_FACTS.map((key) => [key, missing])) as Facts;
    return {...local, server: unreachable, licence: unreachable};
}

async function readLocalFacts(
    {instance, files, localMode, observedAt}: Parameters<typeof readServerFacts>[0],
    configuration: unknown,
): Promise<Facts> {
    const source = 'agent_local_mode' as const;
    const facts = readConfigFacts(configuration, {
        source,
        observedAt,
        minimumLengthSetByEnvironment:
            instance.environment.has(MINIMUM_LENGTH_VARIABLE) ||
            instance.unseen?.includes(MINIMUM_LENGTH_VARIABLE) === true,
    });
    if (!facts) {
        return {};
    }
    const clustered = readClusterEnabled(configuration) === true;
    const [users, jobs, plugins] = await Promise.all([
        localMode.run('user', 'list', '--all'),
        localMode.run('job', 'list', '--per-page', '200'),
        localMode.run('plugin', 'list'),
    ]);
    const local = Users.safeParse(users?.json).data?.filter(
        (user) => user.auth_service === '' && user.delete_at === 0 && !user.is_bot,
    );
    const sessions = readSessionLength(configuration);
    const lines = readPlugins(firstOf(plugins?.json), undefined, () => ({stored: null, prepackaged: null}));
    const stored = facts.file_store && isObserved(facts.file_store) && facts.file_store.value.driver === 'local';
    return {
        ...facts,
        cluster: clustered
            ? makeMissing('not_supported', source, observedAt)
            : makeFact({enabled: false, nodes: 1, versions: []}, source, observedAt),
        ...(local &&
            sessions && {
                local_accounts: makeFact(
                    {
                        users: local.length,
                        admins: local.filter((user) => user.roles.split(/\s+/).includes('system_admin')).length,
                        ...sessions,
                    },
                    source,
                    observedAt,
                ),
            }),
        ...(jobs?.ok === true && {
            jobs_in_progress: makeFact(
                (Jobs.safeParse(jobs.json).data ?? [])
                    .filter((job) => job.status === 'in_progress')
                    .map((job) => job.type),
                source,
                observedAt,
            ),
        }),
        ...(lines && {
            plugins: makeFact(
                await Promise.all(
                    lines.map(async (plugin) => ({
                        ...plugin,
                        stored: stored === true ? await isStored(files, plugin.id) : null,
                    })),
                ),
                source,
                observedAt,
            ),
        }),
    };
}

/** `mmctl --json` wraps single answers in a list. */
function firstOf(json: unknown): unknown {
    return Array.isArray(json) ? (json as readonly unknown[])[0] : json;
}

/** A bundle in a local file store, seen from outside: no shell in the image is needed. */
async function isStored(files: Capability<FileAccess>, pluginId: string): Promise<boolean | null> {
    if (!files.can || !/^[A-Za-z0-9._-]+$/.test(pluginId)) {
        return null;
    }
    return files.use.statPath(storedBundlePath(pluginId)).then(
        (stat) => stat !== undefined,
        () => null,
    );
}
