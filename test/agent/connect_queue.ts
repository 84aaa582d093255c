import {STAND_IN_PASSWORD} from '../mattermost/world.ts';

/** A call to the stand-in's API as one of its accounts. */
export type Api = (method: string, path: string, body?: unknown) => Promise<{status: number; body: unknown}>;

export type QueuePin = {readonly teamId: string; readonly channelId: string; readonly botUserId: string};

/** Signs in with the stand-in's password. */
export async function logIn(url: string, username: string): Promise<Api> {
    const response = await fetch(`${url}/api/v4/users/login`, {
        method: 'POST',
        body: JSON.stringify({login_id: username, password: STAND_IN_PASSWORD}),
    });
    return makeApi(url, response.headers.get('Token') ?? '');
}

export function makeApi(url: string, token: string): Api {
    return async (method, path, body) => {
        const response = await fetch(`${url}/api/v4${path}`, {
            method,
            headers: {Authorization: `Bearer ${token}`},
            ...(body === undefined ? {} : {body: JSON.stringify(body)}),
        });
        const text = await response.text();
        return {status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown)};
    };
}

/** Makes what the page and an agent speak through: the bot with a token, its team and its channel. */
export async function connectQueue(admin: Api): Promise<{readonly botToken: string; readonly pin: QueuePin}> {
    expectOk(await admin('PUT', '/config/patch', {ServiceSettings: {EnableBotAccountCreation: true}}));
    const botUserId = idOf(await admin('POST', '/bots', {username: 'fips-agent'}), 'user_id');
    const token = (await admin('POST', `/users/${botUserId}/tokens`, {description: 'fips-agent'})).body;
    const team = {name: 'fips-readiness', display_name: 'FIPS Readiness', type: 'I'};
    const teamId = idOf(await admin('POST', '/teams', team), 'id');
    expectOk(await admin('POST', `/teams/${teamId}/members`, {team_id: teamId, user_id: botUserId}));
    const channel = {team_id: teamId, name: 'fips-queue', display_name: 'queue', type: 'P'};
    const channelId = idOf(await admin('POST', '/channels', channel), 'id');
    expectOk(await admin('POST', `/channels/${channelId}/members`, {user_id: botUserId}));
    return {botToken: (token as {token: string}).token, pin: {teamId, channelId, botUserId}};
}

function idOf(answer: {readonly status: number; readonly body: unknown}, key: string): string {
    expectOk(answer);
    return (answer.body as Record<string, string>)[key] ?? '';
}

export function expectOk(answer: {readonly status: number; readonly body: unknown}): void {
    if (answer.status >= 300) {
        throw new Error(`stand-in refused: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
}
