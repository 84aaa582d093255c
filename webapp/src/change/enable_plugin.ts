import * as z from 'zod/mini';
import {ServerProblem} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';

const Config = z.object({PluginSettings: z.object({PluginStates: z.record(z.string(), z.unknown())})});
const On = z.object({Enable: z.literal(true)});

/**
 * Switches a plugin on that need not be installed: POST /enable answers 404 for such a one, so the map of states is written,
 * complete and fresh, because the server replaces maps. Throws ServerProblem, also where the server did not take it.
 */
export async function enablePlugin(server: Server, id: string): Promise<void> {
    const states = readStates(await server.fetchConfig());
    if (isOn(states[id])) {
        return;
    }
    const after = await server.patchConfig({PluginSettings: {PluginStates: {...states, [id]: {Enable: true}}}});
    if (!isOn(readStates(after)[id])) {
        throw new ServerProblem('refused');
    }
}

function readStates(config: unknown): Readonly<Record<string, unknown>> {
    const read = Config.safeParse(config);
    if (!read.success) {
        throw new ServerProblem('not_mattermost');
    }
    return read.data.PluginSettings.PluginStates;
}

function isOn(state: unknown): boolean {
    return On.safeParse(state).success;
}
