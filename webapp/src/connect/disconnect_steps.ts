import {performSteps} from '../client/perform_steps.ts';
import type {StepFailure} from '../client/perform_steps.ts';
import type {Server} from '../client/server.ts';
import type {Connection, PluginSettings} from '../state/plugin_settings.ts';
import {endTokens} from './setup_steps.ts';

/** What Disconnect takes out, in order: the token first. Words under `connect.disconnect.<id>`. */
export const DISCONNECT_STEPS = ['tokens', 'bot', 'channel', 'team', 'save'] as const;
type DisconnectStep = (typeof DISCONNECT_STEPS)[number];

/** Takes the connection out again. Returns the step that failed. */
export function performDisconnect(input: {
    readonly server: Server;
    readonly connection: Connection;
    readonly save: (change: (now: PluginSettings) => Partial<PluginSettings>) => Promise<void>;
}): Promise<StepFailure<DisconnectStep> | undefined> {
    const {server, connection} = input;
    const {botUserId, channelId, teamId} = connection;
    return performSteps<DisconnectStep>({
        steps: DISCONNECT_STEPS,
        work: {
            tokens: () => unlessEmpty(botUserId, (id) => endTokens(server, id)),
            bot: () => unlessEmpty(botUserId, server.disableBot),
            channel: () => unlessEmpty(channelId, server.archiveChannel),
            team: () => unlessEmpty(teamId, server.archiveTeam),
            save: () => input.save(() => ({connection: undefined})),
        },
        removals: ['tokens', 'bot', 'channel', 'team'],
    });
}

function unlessEmpty(id: string, work: (id: string) => Promise<unknown>): Promise<unknown> {
    return id === '' ? Promise.resolve() : work(id);
}
