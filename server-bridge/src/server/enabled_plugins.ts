import * as z from 'zod/mini';
import type {LocalMode} from './local_mode.ts';

const Configuration = z.object({
    PluginSettings: z.object({PluginStates: z.record(z.string(), z.object({Enable: z.boolean()}))}),
});

/** Ids of the plugins that are switched on, by the server's settings; undefined without local mode. Nothing else of them is read. */
export async function fetchEnabledPlugins(localMode: LocalMode): Promise<ReadonlySet<string> | undefined> {
    const answer = await localMode.run('config', 'show');
    const json: unknown = Array.isArray(answer?.json) ? (answer.json as readonly unknown[])[0] : answer?.json;
    const read = Configuration.safeParse(json);
    return read.success
        ? new Set(
              Object.entries(read.data.PluginSettings.PluginStates).flatMap(([id, {Enable}]) => (Enable ? [id] : [])),
          )
        : undefined;
}
