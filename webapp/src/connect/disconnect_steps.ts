import {ServerProblem} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import type {Connection, PluginSettings} from '../state/plugin_settings.ts';
import {endTokens} from './setup_steps.ts';

/** What Disconnect takes out, in order: the token first. Words under `connect.disconnect.<id>`. */
export const DISCONNECT_STEPS = ['tokens', 'bot', 'channel', 'team', 'save'] as const;
export type DisconnectStepId = (typeof DISCONNECT_STEPS)[number];

/** A step that failed; those before it are done, and doing them again changes nothing. */
export class DisconnectFailure extends Error {
    readonly step: DisconnectStepId;
    readonly problem: unknown;

    constructor(step: DisconnectStepId, problem: unknown) {
        super(step);
        this.step = step;
        this.problem = problem;
    }
}

/** Takes the connection out again. What is gone already counts as done. Throws DisconnectFailure. */
export async function performDisconnect(input: {
    readonly server: Server;
    readonly connection: Connection;
    readonly save: (change: (now: PluginSettings) => Partial<PluginSettings>) => Promise<void>;
}): Promise<void> {
    const {server, connection} = input;
    const {botUserId, channelId, teamId} = connection;
    const work: Readonly<Record<DisconnectStepId, () => Promise<unknown>>> = {
        tokens: () => unlessEmpty(botUserId, (id) => endTokens(server, id)),
        bot: () => unlessEmpty(botUserId, server.disableBot),
        channel: () => unlessEmpty(channelId, server.archiveChannel),
        team: () => unlessEmpty(teamId, server.archiveTeam),
        save: () => input.save(() => ({connection: undefined})),
    };
    for (const step of DISCONNECT_STEPS) {
        try {
            await work[step]();
        } catch (error) {
            if (step === 'save' || !(error instanceof ServerProblem && error.code === 'not_found')) {
                throw new DisconnectFailure(step, error);
            }
        }
    }
}

function unlessEmpty(id: string, work: (id: string) => Promise<unknown>): Promise<unknown> {
    return id === '' ? Promise.resolve() : work(id);
}
