import * as z from 'zod/mini';
import {ServerProblem} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import type {PluginSettings} from '../state/plugin_settings.ts';
import {CHANNEL_NAME} from './setup_plan.ts';
import type {Made, SetupPlan} from './setup_plan.ts';

/** The changes of the second way, in order. Words under `connect.setup.<id>`. */
export const SETUP_STEPS = ['allow_bots', 'bot', 'team', 'channel', 'members', 'token', 'save'] as const;
export type SetupStepId = (typeof SETUP_STEPS)[number];

/** What was being made when a step failed, and what exists by now. */
export class SetupFailure extends Error {
    readonly step: SetupStepId;
    readonly problem: unknown;

    constructor(step: SetupStepId, problem: unknown) {
        super(step);
        this.step = step;
        this.problem = problem;
    }
}

const Bot = z.object({user_id: z.string()});
const Named = z.object({id: z.string()});
const Token = z.object({token: z.string()});
const BOT_SETTING = 'EnableBotAccountCreation';

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
 * Makes the changes, one after the other, and returns the bot's token. Throws SetupFailure; what was made before is
 * then remembered in the plugin's settings, so that another try goes on from there.
 */
export async function performSetup(input: {
    readonly server: Server;
    readonly plan: SetupPlan;
    readonly onStep: (id: SetupStepId) => void;
    readonly save: (change: (now: PluginSettings) => Partial<PluginSettings>) => Promise<void>;
}): Promise<string> {
    const {server, plan, onStep} = input;
    let made: Made = plan.made;
    let step: SetupStepId = 'bot';
    const begin = (id: SetupStepId) => {
        step = id;
        onStep(id);
    };
    const remember = () => input.save(() => ({connection: {...made, publicKey: ''}}));
    try {
        if (made.botUserId === '') {
            made = {...made, botUserId: await makeBot(server, plan, begin)};
        }
        if (made.teamId === '') {
            begin('team');
            const team = await server.createTeam({name: plan.teamName, display_name: 'FIPS Readiness'});
            made = {...made, teamId: Named.parse(team).id};
        }
        if (made.channelId === '') {
            begin('channel');
            const channel = await server.createChannel({
                team_id: made.teamId,
                name: CHANNEL_NAME,
                display_name: 'FIPS Readiness queue',
            });
            made = {...made, channelId: Named.parse(channel).id};
        }
        begin('members');
        for (const userId of [made.botUserId, ...plan.admins.map((admin) => admin.id)]) {
            await server.addTeamMember(made.teamId, userId);
            await server.addChannelMember(made.channelId, userId);
        }
        begin('token');
        const token = await renewToken(server, made.botUserId);
        begin('save');
        await remember();
        return token;
    } catch (error) {
        if (Object.values(made).some((id) => id !== '')) {
            await remember().catch(() => undefined);
        }
        throw new SetupFailure(step, error instanceof ServerProblem ? error : new ServerProblem('not_mattermost'));
    }
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
async function makeBot(server: Server, plan: SetupPlan, begin: (id: SetupStepId) => void): Promise<string> {
    if (plan.allowBots) {
        begin('allow_bots');
        await server.patchConfig({ServiceSettings: {[BOT_SETTING]: true}});
    }
    try {
        begin('bot');
        const bot = await server.createBot({
            username: plan.botName,
            display_name: 'FIPS Readiness agent',
            description: 'Reports whether this deployment can move to the FIPS image.',
        });
        return Bot.parse(bot).user_id;
    } finally {
        if (plan.allowBots) {
            await server.patchConfig({ServiceSettings: {[BOT_SETTING]: false}});
        }
    }
}
