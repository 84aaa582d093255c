import {ServerProblem} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import {PLUGIN} from '../plugin_manifest.ts';
import {readPluginMap, readPluginSettings} from './plugin_settings.ts';
import type {PluginSettings} from './plugin_settings.ts';

/**
 * Changes the page's own settings. The server replaces maps, so the complete map goes back, fresh from GET /config
 * (secrets of other plugins are masked in it and restored by the server). Throws ServerProblem, also where the server did not
 * take it.
 */
export async function saveSettings(
    server: Server,
    change: (now: PluginSettings) => Partial<PluginSettings>,
): Promise<PluginSettings> {
    const config = await server.fetchConfig();
    const plugins = readPluginMap(config);
    if (!plugins) {
        throw new ServerProblem('not_mattermost');
    }
    const before = readPluginSettings(config);
    const changes = change(before);
    const own: Record<string, unknown> = {...(plugins[PLUGIN.id] as Record<string, unknown> | undefined)};
    for (const [key, value] of Object.entries(changes)) {
        if (value === undefined) {
            delete own[key];
        } else {
            own[key] = JSON.stringify(value);
        }
    }
    const after = readPluginMap(
        await server.patchConfig({PluginSettings: {Plugins: {...plugins, [PLUGIN.id]: own}}}),
    )?.[PLUGIN.id] as typeof own | undefined;
    // What a patch may not change the server leaves as it was, and answers 200.
    if (Object.keys(changes).some((key) => after?.[key] !== own[key])) {
        throw new ServerProblem('refused');
    }
    return {...before, ...changes};
}
