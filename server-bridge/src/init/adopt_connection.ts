import {readFile} from 'node:fs/promises';
import type {Settings} from '../settings/settings.ts';
import type {ConnectionStore} from './connection_record.ts';
import type {ServerAdmin} from './server_admin.ts';

/**
 * Takes over what the page's three steps have made, where the agent's own file names all of it by id: init then goes on with the
 * same bot, team, channel and token instead of making others.
 */
export async function adoptConnection(input: {
    readonly admin: ServerAdmin;
    readonly store: ConnectionStore;
    readonly settings: Pick<Settings, 'BOT_USER_ID' | 'TEAM_ID' | 'CHANNEL_ID'>;
    readonly tokenFile: string;
}): Promise<void> {
    const {admin, store, settings} = input;
    const {BOT_USER_ID: botId, TEAM_ID: teamId, CHANNEL_ID: channelId} = settings;
    const {bot, team, channel} = store.read();
    if (bot || team || channel || botId === undefined || teamId === undefined || channelId === undefined) {
        return;
    }
    const [botName, teamName, channelName] = [
        await admin.findBotName(botId),
        await admin.findTeamName(teamId),
        await admin.findChannelName(teamId, channelId),
    ];
    if (botName === undefined || teamName === undefined || channelName === undefined) {
        return;
    }
    const kept = await readFile(input.tokenFile).catch(() => undefined);
    // Which token the file holds is told by no list: it is known where the bot has just one.
    const tokens = kept ? await admin.findTokens(botId) : [];
    await store.update({
        bot: {id: botId, name: botName},
        team: {id: teamId, name: teamName},
        channel: {id: channelId, name: channelName},
        ...(tokens.length === 1 && {tokenId: tokens[0]}),
    });
}
