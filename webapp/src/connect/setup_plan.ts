import * as z from 'zod/mini';
import {isSystemAdmin, QueueUser} from '@fips-readiness/core';
import {ServerProblem} from '../client/server_problem.ts';
import type {Server} from '../client/server.ts';
import {readPluginSettings} from '../state/plugin_settings.ts';

const Config = z.object({ServiceSettings: z.object({EnableBotAccountCreation: z.nullish(z.boolean())})});
const Bot = z.object({user_id: z.string(), username: z.string(), owner_id: z.string(), delete_at: z.number()});
const Team = z.object({id: z.string(), name: z.string(), type: z.string(), delete_at: z.number()});
const Channel = z.object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    team_id: z.string(),
    creator_id: z.string(),
    delete_at: z.number(),
});

/** Ids of what is there already; '' for what has to be made. */
export type Made = {readonly botUserId: string; readonly teamId: string; readonly channelId: string};

/** What the second way would change, found out before anybody is asked. */
export type SetupPlan = {
    readonly allowBots: boolean;
    readonly botName: string;
    readonly teamName: string;
    readonly channelName: string;
    readonly admins: readonly {readonly id: string; readonly username: string}[];
    readonly made: Made;
};

const PAGE_SIZE = 200;
export const CHANNEL_NAME = 'fips-queue';
const NOTHING: Made = {botUserId: '', teamId: '', channelId: ''};

/**
 * Looks at what is there. Names that are taken are never adopted: a suffixed one is used. What an earlier try of ours
 * made is taken up by its id, where a system admin made it (security.md rule 2). Throws ServerProblem.
 */
export async function planSetup(server: Server): Promise<SetupPlan> {
    const config = await server.fetchConfig();
    const read = Config.safeParse(config);
    if (!read.success) {
        throw new ServerProblem('not_mattermost');
    }
    const admins = await fetchAdmins(server);
    const isAdmin = (id: string) => admins.some((admin) => admin.id === id);
    const {botUserId, teamId, channelId} = readPluginSettings(config).connection ?? NOTHING;
    const bot = await existing(botUserId, server.fetchBot, Bot);
    const team = await existing(teamId, server.fetchTeam, Team);
    const channel = await existing(channelId, server.fetchChannel, Channel);
    const keepsBot = bot?.delete_at === 0 && isAdmin(bot.owner_id);
    const keepsTeam = team?.delete_at === 0 && team.type === 'I';
    const keepsChannel =
        keepsTeam &&
        channel?.delete_at === 0 &&
        channel.type === 'P' &&
        channel.team_id === team.id &&
        isAdmin(channel.creator_id);
    return {
        allowBots: !keepsBot && read.data.ServiceSettings.EnableBotAccountCreation !== true,
        botName: keepsBot ? bot.username : await findFreeName('fips-agent', (name) => isUserTaken(server, name)),
        teamName: keepsTeam ? team.name : await findFreeName('fips-readiness', (name) => isTeamTaken(server, name)),
        channelName: keepsChannel ? channel.name : CHANNEL_NAME,
        admins,
        made: {
            botUserId: keepsBot ? botUserId : '',
            teamId: keepsTeam ? teamId : '',
            channelId: keepsChannel ? channelId : '',
        },
    };
}

async function fetchAdmins(server: Server): Promise<SetupPlan['admins']> {
    const admins: QueueUser[] = [];
    for (let page = 0; ; page += 1) {
        const users = z.array(QueueUser).safeParse(await server.fetchUsers(page, 'system_admin')).data;
        if (!users) {
            throw new ServerProblem('not_mattermost');
        }
        admins.push(...users.filter(isSystemAdmin));
        if (users.length < PAGE_SIZE) {
            return admins.map(({id, username}) => ({id, username}));
        }
    }
}

async function existing<T>(
    id: string,
    fetch: (id: string) => Promise<unknown>,
    schema: {safeParse: (outside: unknown) => {data?: T | undefined}},
): Promise<T | undefined> {
    if (id === '') {
        return undefined;
    }
    return schema.safeParse(await unlessMissing(fetch(id))).data;
}

async function isUserTaken(server: Server, name: string): Promise<boolean> {
    return z.array(z.unknown()).parse(await server.fetchUsersByName([name])).length > 0;
}

async function isTeamTaken(server: Server, name: string): Promise<boolean> {
    return z.object({exists: z.boolean()}).parse(await server.fetchTeamExists(name)).exists;
}

async function findFreeName(wanted: string, isTaken: (name: string) => Promise<boolean>): Promise<string> {
    for (let number = 1; ; number += 1) {
        const name = number === 1 ? wanted : `${wanted}-${number}`;
        if (!(await isTaken(name))) {
            return name;
        }
    }
}

/** The answer, or undefined where the server says that there is no such thing. */
async function unlessMissing(answer: Promise<unknown>): Promise<unknown> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof ServerProblem && error.code === 'not_found') {
            return undefined;
        }
        throw error;
    }
}
