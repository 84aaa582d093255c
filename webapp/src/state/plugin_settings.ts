import * as z from 'zod/mini';
import {AcceptedRisk, parseJson} from '@fips-readiness/core';
import {PLUGIN} from '../plugin_manifest.ts';

const Id = z.string().check(z.regex(/^([a-z0-9]{26})?$/));

/** Which bot, team, channel and key this site has connected. '' where a second-way setup has not come that far. */
const Connection = z.object({
    botUserId: Id,
    teamId: Id,
    channelId: Id,
    publicKey: z.string().check(z.regex(/^(0[23][0-9a-f]{64})?$/)),
});
export type Connection = z.infer<typeof Connection>;

/** The backup an admin vouches for on the page. */
const Backup = z.object({
    takenAt: z.iso.datetime(),
    by: z.string().check(z.minLength(1), z.maxLength(64)),
    reference: z.string().check(z.minLength(3), z.maxLength(200)),
});
export type Backup = z.infer<typeof Backup>;

/** A plugin that was changed from this page before the move, so that it can be put back. */
const ChangedPlugin = z.object({
    id: z.string().check(z.minLength(3), z.maxLength(190)),
    name: z.string().check(z.maxLength(200)),
    version: z.string().check(z.maxLength(100)),
    change: z.enum(['kept', 'removed']),
    by: z.string().check(z.minLength(1), z.maxLength(64)),
    at: z.iso.datetime(),
});
export type ChangedPlugin = z.infer<typeof ChangedPlugin>;

/** What the page keeps in `PluginSettings.Plugins['fips-readiness']`, each as a JSON string. */
export type PluginSettings = {
    readonly connection: Connection | undefined;
    readonly accepted: readonly AcceptedRisk[];
    readonly backup: Backup | undefined;
    readonly changed: readonly ChangedPlugin[];
};

export const NO_SETTINGS: PluginSettings = {connection: undefined, accepted: [], backup: undefined, changed: []};

const Config = z.object({
    PluginSettings: z.object({Plugins: z.nullish(z.record(z.string(), z.nullish(z.record(z.string(), z.unknown()))))}),
});

/** The complete map of every plugin's settings, as GET /config gives it; undefined where it is no configuration. */
export function readPluginMap(config: unknown): Readonly<Record<string, unknown>> | undefined {
    const read = Config.safeParse(config);
    return read.success ? (read.data.PluginSettings.Plugins ?? {}) : undefined;
}

/** The page's own settings out of the server's configuration. What does not fit its schema is as if it were not there. */
export function readPluginSettings(config: unknown): PluginSettings {
    const own = Config.safeParse(config).data?.PluginSettings.Plugins?.[PLUGIN.id];
    const value = (key: string): unknown => {
        const text = own?.[key];
        return typeof text === 'string' ? parseJson(text) : undefined;
    };
    const list = (key: string) => z.array(z.unknown()).safeParse(value(key)).data ?? [];
    return {
        connection: Connection.safeParse(value('connection')).data,
        accepted: list('accepted').flatMap((one) => AcceptedRisk.safeParse(one).data ?? []),
        backup: Backup.safeParse(value('backup')).data,
        changed: list('changed').flatMap((one) => ChangedPlugin.safeParse(one).data ?? []),
    };
}
