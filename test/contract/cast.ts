import {randomBytes} from 'node:crypto';

import {Client4, ClientError} from '@mattermost/client';
import type {AdminConfig} from '@mattermost/types/config';
import type {PostType} from '@mattermost/types/posts';

/** A server to hold to the contract, and a system admin of it. */
export interface Connection {
    readonly url: string;
    readonly admin: {readonly username: string; readonly password: string};
}

/** Any JSON answer, for questions Client4 hides or types too narrowly. */
export interface Answer {
    readonly status: number;
    readonly headers: Headers;
    readonly body: unknown;
}

export type Asker = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** Everybody and everything a run makes; `strike` takes it out again and puts settings back. */
export interface Cast {
    readonly url: string;
    readonly admin: Client4;
    readonly user: Client4;
    readonly bot: Client4;
    readonly adminId: string;
    readonly userId: string;
    readonly userPassword: string;
    readonly botId: string;
    readonly botToken: string;
    readonly teamId: string;
    readonly channelId: string;
    /** Settings before the run. */
    readonly before: AdminConfig;
    readonly ask: {readonly admin: Asker; readonly user: Asker; readonly bot: Asker; readonly anonymous: Asker};
    strike(): Promise<void>;
}

/** The type our posts have; Client4's list of types knows the product's own only. */
export const REQUEST_TYPE = 'custom_fips_request' as PostType;
export const REPLY_TYPE = 'custom_fips_reply' as PostType;

export function makeAsker(url: string, token: string): Asker {
    return async (method, path, body) => {
        const response = await fetch(`${url}/api/v4${path}`, {
            method,
            headers: token === '' ? {} : {Authorization: `Bearer ${token}`},
            ...(body === undefined ? {} : {body: JSON.stringify(body)}),
        });
        const text = await response.text();
        const isJson = response.headers.get('content-type') === 'application/json';
        return {status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text};
    };
}

/** The text member of an answer; throws when the server did not do what the scene needs. */
export function idOf(answer: Answer, member = 'id'): string {
    const {body} = answer;
    const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[member] : undefined;
    if (typeof value !== 'string') {
        throw new Error(`setting the scene: expected ${member}, got status ${answer.status}`);
    }
    return value;
}

/** Status and error id of a call Client4 refuses. */
export async function refusalOf(call: Promise<unknown>): Promise<{status: number | undefined; id: string | undefined}> {
    try {
        await call;
    } catch (error) {
        if (error instanceof ClientError) {
            return {status: error.status_code, id: error.server_error_id};
        }
        throw error;
    }
    return {status: undefined, id: undefined};
}

async function signIn(url: string, username: string, password: string): Promise<Client4> {
    const client = new Client4();
    client.setUrl(url);
    await client.login(username, password);
    return client;
}

/** Makes a team, a private channel, a plain user and a bot, all with names of their own. */
export async function makeCast({url, admin: login}: Connection): Promise<Cast> {
    const admin = await signIn(url, login.username, login.password);
    const {id: adminId} = await admin.getMe();
    const before = await admin.getConfig();
    const ask = makeAsker(url, admin.getToken());
    const name = `fr-contract-${randomBytes(4).toString('hex')}`;
    const userPassword = `Aa1!${randomBytes(12).toString('hex')}`;

    const user = {username: `${name}-user`, email: `${name}@example.com`, password: userPassword};
    const userId = idOf(await ask('POST', '/users', user));
    await admin.patchConfig({ServiceSettings: {EnableBotAccountCreation: true}});
    const botId = (await admin.createBot({username: `${name}-bot`, display_name: 'Contract', description: 'contract'}))
        .user_id;
    const botTokenAnswer = await ask('POST', `/users/${botId}/tokens`, {description: 'contract'});
    const botToken = idOf(botTokenAnswer, 'token');
    const teamId = idOf(await ask('POST', '/teams', {name, display_name: 'Contract', type: 'I'}));
    for (const member of [userId, botId]) {
        await admin.addToTeam(teamId, member);
    }
    const channel = {team_id: teamId, name: 'queue', display_name: 'Queue', type: 'P'};
    const channelId = idOf(await ask('POST', '/channels', channel));
    await admin.addToChannel(botId, channelId);
    const bot = new Client4();
    bot.setUrl(url);
    bot.setToken(botToken);
    const userClient = await signIn(url, user.username, userPassword);

    return {
        url,
        admin,
        user: userClient,
        bot,
        adminId,
        userId,
        userPassword,
        botId,
        botToken,
        teamId,
        channelId,
        before,
        ask: {
            admin: ask,
            user: makeAsker(url, userClient.getToken()),
            bot: makeAsker(url, botToken),
            anonymous: makeAsker(url, ''),
        },
        strike: async () => {
            await admin.deleteTeam(teamId);
            await admin.revokeUserAccessToken(idOf(botTokenAnswer));
            await admin.disableBot(botId);
            await admin.updateUserActive(userId, false);
            await admin.patchConfig({
                ServiceSettings: {EnableBotAccountCreation: before.ServiceSettings.EnableBotAccountCreation},
            });
            await admin.logout();
        },
    };
}
