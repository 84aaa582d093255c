import * as z from 'zod/mini';
import {performSteps} from '../client/perform_steps.ts';
import type {StepFailure} from '../client/perform_steps.ts';
import type {Server} from '../client/server.ts';
import type {PluginSettings} from '../state/plugin_settings.ts';
import {CHANNEL_NAME} from './setup_plan.ts';
import type {Made, SetupPlan} from './setup_plan.ts';

/** The changes of the second way, in order. Words under `connect.setup.<id>`. */
export const SETUP_STEPS = ['allow_bots', 'bot', 'team', 'channel', 'members', 'token', 'save'] as const;
export type SetupStepId = (typeof SETUP_STEPS)[number];

const Bot = z.object({user_id: z.string()});
const Named = z.object({id: z.string()});
const Token = z.object({token: z.string()});

/** Steps that have nothing to do any more are left out of the list that is shown. */
export function neededSteps(plan: SetupPlan): readonly SetupStepId[] {
    const done: Partial<Record<SetupStepId, boolean>> = {
        allow_bots: !plan.allowBots,
        bot: plan.made.botUserId !== '',
        team: plan.made.teamId !== '',
        channel: plan.made.channelId !== '',
    };
    return SETUP_STEPS.filter((id) => done[id] !== true);
}

/**
 * Makes the changes. Returns the bot's token, or the step that failed; what was made before it is then remembered in the
 * plugin's settings, so that another try goes on from there.
 */
export async function performSetup(input: {
    readonly server: Server;
    readonly plan: SetupPlan;
    readonly onStep: (id: SetupStepId) => void;
    readonly save: (change: (now: PluginSettings) => Partial<PluginSettings>) => Promise<void>;
}): Promise<{readonly token: string} | {readonly failure: StepFailure<SetupStepId>}> {
    const {server, plan, onStep} = input;
    let made: Made = plan.made;
    let token = '';
    const remember = () => input.save(() => ({connection: {...made, publicKey: ''}}));
    const failure = await performSteps({
        steps: neededSteps(plan),
        work: {
            allow_bots: () => allowBots(server, true),
            bot: async () => {
                made = {...made, botUserId: await makeBot(server, plan)};
            },
            team: async () => {
                const team = await server.createTeam({name: plan.teamName, display_name: 'FIPS Readiness'});
                made = {...made, teamId: Named.parse(team).id};
            },
            channel: async () => {
                const channel = await server.createChannel({
                    team_id: made.teamId,
                    name: CHANNEL_NAME,
                    display_name: 'FIPS Readiness queue',
                });
                made = {...made, channelId: Named.parse(channel).id};
            },
            members: async () => {
                for (const userId of [made.botUserId, ...plan.admins.map((admin) => admin.id)]) {
                    await server.addTeamMember(made.teamId, userId);
                    await server.addChannelMember(made.channelId, userId);
                }
            },
            token: async () => {
                token = await renewToken(server, made.botUserId);
            },
            save: remember,
        },
        onStep,
    });
    if (failure === undefined) {
        return {token};
    }
    if (Object.values(made).some((id) => id !== '')) {
        await remember().catch(() => undefined);
    }
    return {failure};
}

/** Ends the bot's tokens and makes a new one: nobody can know whether the old one was kept. */
export async function renewToken(server: Server, botUserId: string): Promise<string> {
    await endTokens(server, botUserId);
    return Token.parse(await server.createToken(botUserId, 'fips-agent')).token;
}

/** Ends every token of the bot. */
export async function endTokens(server: Server, botUserId: string): Promise<void> {
    for (const {id} of z.array(Named).parse(await server.fetchTokens(botUserId))) {
        await server.revokeToken(id);
    }
}

/** The setting is on only for the one call that needs it. */
async function makeBot(server: Server, plan: SetupPlan): Promise<string> {
    try {
        const bot = await server.createBot({
            username: plan.botName,
            display_name: 'FIPS Readiness agent',
            description: 'Reports whether this deployment can move to the FIPS image.',
        });
        return Bot.parse(bot).user_id;
    } finally {
        if (plan.allowBots) {
            await allowBots(server, false);
        }
    }
}

function allowBots(server: Server, on: boolean): Promise<unknown> {
    return server.patchConfig({ServiceSettings: {EnableBotAccountCreation: on}});
}
