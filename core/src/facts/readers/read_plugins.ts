import * as z from 'zod/mini';
import type {FactValue} from '../facts.ts';

const Manifest = z.object({
    id: z.string(),
    name: z._default(z.string(), ''),
    version: z._default(z.string(), ''),
    server: z.nullish(z.unknown()),
    backend: z.nullish(z.unknown()),
});

/** GET /plugins, and `mmctl plugin list --json` inside its list. */
const PluginList = z.object({active: z.nullable(z.array(Manifest)), inactive: z.nullable(z.array(Manifest))});

/** GET /plugins/statuses: one entry per plugin and node. */
const PluginStatuses = z.array(z.object({plugin_id: z.string(), cluster_id: z.string(), state: z.number()}));

type Plugin = FactValue<'plugins'>[number];

/** model/plugin_status.go: 0 not running, 1 starting, 2 running, 3 failed to start, 4 failed to stay running, 5 stopping. */
const STATES: readonly Plugin['state'][] = ['not_running', 'starting', 'running', 'failed', 'failed', 'stopping'];

/** Worst first. */
const ORDER: readonly Plugin['state'][] = ['failed', 'stopping', 'not_running', 'starting', 'running'];

/** What is known of where a plugin's bundle comes from; null where it is not known. */
export type PluginOrigin = {readonly stored: boolean | null; readonly prepackaged: boolean | null};

/**
 * One line per plugin over all nodes. `statuses` is undefined where it could not be read (local mode has none): an
 * active plugin is then taken as running and an inactive one as not. Undefined where the list is not Mattermost's.
 */
export function readPlugins(
    list: unknown,
    statuses: unknown,
    origin: (id: string) => PluginOrigin,
): FactValue<'plugins'> | undefined {
    const read = PluginList.safeParse(list);
    if (!read.success) {
        return undefined;
    }
    const byId = Map.groupBy(PluginStatuses.safeParse(statuses).data ?? [], (status) => status.plugin_id);
    const line = (manifest: z.infer<typeof Manifest>, active: boolean): Plugin => {
        const states = (byId.get(manifest.id) ?? []).map((status) => STATES[status.state] ?? 'not_running');
        return {
            id: manifest.id,
            name: manifest.name === '' ? manifest.id : manifest.name,
            version: manifest.version,
            active,
            state: ORDER.find((state) => states.includes(state)) ?? (active ? 'running' : 'not_running'),
            nodesFailed: states.filter((state) => state === 'failed').length,
            hasServerCode: Boolean(manifest.server ?? manifest.backend),
            ...origin(manifest.id),
        };
    };
    return [
        ...(read.data.active ?? []).map((manifest) => line(manifest, true)),
        ...(read.data.inactive ?? []).map((manifest) => line(manifest, false)),
    ].sort((first, second) => (first.id < second.id ? -1 : 1));
}
