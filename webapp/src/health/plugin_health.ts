import * as z from 'zod/mini';
import {
    compareWithPlan,
    FIPS_PREPACKAGED,
    hasGone,
    isObserved,
    readPlugins,
    STANDARD_PREPACKAGED,
} from '@fips-readiness/core';
import type {Facts, FactValue, Plan, SinceMove} from '@fips-readiness/core';
import {redactSentence} from './redact_sentence.ts';

const Statuses = z.array(z.object({plugin_id: z.string(), error: z._default(z.nullable(z.string()), '')}));
const States = z.object({
    PluginSettings: z.object({PluginStates: z.record(z.string(), z.object({Enable: z._default(z.boolean(), false)}))}),
});

type Line = FactValue<'plugins'>[number];
type Proof = 'fips' | 'non_fips' | 'unknown';

/** A plugin as it is now, by the admin's session alone. */
export type PluginHealth = {
    readonly id: string;
    readonly name: string;
    readonly version: string;
    readonly state: Line['state'] | 'absent';
    /** Null where the settings are not seen. */
    readonly enabled: boolean | null;
    readonly nodesFailed: number;
    /** What the server says of its failure, without secrets. */
    readonly error: string;
    /** Against the plan of the run that moved this site; null where none is known. */
    readonly since: SinceMove | null;
    /** One of those the FIPS image brings builds of its own of. */
    readonly named: boolean;
    /** Null where nothing of it runs on the server, or nothing is known to ask for. */
    readonly proof: Proof | null;
};

/** The server's three answers (GET /plugins, /plugins/statuses, /config), what is known besides, and the plan before the move. */
type Seen = {
    readonly list: unknown;
    readonly statuses: unknown;
    readonly config: unknown;
    readonly facts: Facts;
    readonly baseline: Plan['plugins'] | undefined;
};

/** Every plugin that is installed, ran before, or that the FIPS image brings; worst first. Undefined where there is no list. */
export function readPluginHealth({list, statuses, config, facts, baseline}: Seen): readonly PluginHealth[] | undefined {
    const lines = readPlugins(list, statuses, () => ({stored: null, prepackaged: null}));
    if (!lines) {
        return undefined;
    }
    const states = States.safeParse(config).data?.PluginSettings.PluginStates;
    const errors = Map.groupBy(Statuses.safeParse(statuses).data ?? [], ({plugin_id: id}) => id);
    const before = new Map((baseline ?? []).map((plugin) => [plugin.id, plugin]));
    const installed = new Map(lines.map((line) => [line.id, line]));
    const ids = new Set([
        ...installed.keys(),
        ...[...before.values()].filter(({active}) => active).map(({id}) => id),
        ...FIPS_PREPACKAGED.ids,
        // Still switched on, and gone without a word: what only the standard image brings.
        ...STANDARD_PREPACKAGED.ids.filter((id) => states?.[id]?.Enable === true),
    ]);
    return [...ids]
        .map((id): PluginHealth => {
            const line = installed.get(id);
            const named = FIPS_PREPACKAGED.ids.includes(id);
            return {
                id,
                name: line?.name ?? NAMES[id] ?? id,
                version: line?.version ?? '',
                state: line?.state ?? 'absent',
                enabled: states ? (states[id]?.Enable ?? false) : null,
                nodesFailed: line?.nodesFailed ?? 0,
                error: [...new Set((errors.get(id) ?? []).map(({error}) => redactSentence(error ?? '')))]
                    .filter((error) => error !== '')
                    .join(' '),
                since: baseline === undefined ? null : compareWithPlan(before.get(id), line),
                named,
                proof: named && line?.hasServerCode === true ? findProof(line, facts) : null,
            };
        })
        .sort((first, second) => rankOf(first) - rankOf(second));
}

/** Not as before, switched on and not running, or one of the FIPS image's own that runs as another build. */
export function needsLook({state, enabled, since, named, proof}: PluginHealth): boolean {
    return (
        state === 'failed' ||
        hasGone(since) ||
        (enabled === true && state !== 'running' && state !== 'starting' && since !== 'foretold') ||
        (named && state === 'running' && proof === 'non_fips')
    );
}

/** How they are called where they are not installed. */
const NAMES: Readonly<Record<string, string>> = {
    focalboard: 'Boards',
    playbooks: 'Playbooks',
    'mattermost-ai': 'Agents',
    'com.mattermost.calls': 'Calls',
};

function rankOf(plugin: PluginHealth): number {
    return needsLook(plugin) ? 0 : plugin.named ? 1 : 2;
}

/**
 * The agent reads the bundles of the image that runs, and the stored copies. A stored copy goes before the image's own build:
 * where the two differ and bear one version, nobody can tell from here which one runs.
 */
function findProof({id, version}: Line, {running_image: image, prepackaged_plugins: bundles, plugins}: Facts): Proof {
    const isFips = isObserved(image) && image.value.variant === 'fips';
    const seen = isObserved(plugins) ? plugins.value.find((plugin) => plugin.id === id) : undefined;
    const own = isObserved(bundles)
        ? bundles.value.current?.find((one) => one.id === id && one.version === version)?.mode
        : undefined;
    const stored = own === undefined || own === seen?.storedMode ? seen?.storedMode : undefined;
    const mode = seen?.stored === true ? stored : isFips && seen?.stored === false ? own : undefined;
    return mode === 'fips' || mode === 'non_fips' ? mode : 'unknown';
}
