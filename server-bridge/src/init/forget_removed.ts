import type {ConnectionStore} from './connection_record.ts';
import type {ServerAdmin} from './server_admin.ts';

/**
 * Forgets what was taken out again since, as the page's Disconnect does it: a disabled bot, an archived team or channel. Nothing of it
 * is switched on again; init then creates others. An account that is not a bot yet is kept: its step goes on with it.
 */
export async function forgetRemoved(admin: ServerAdmin, store: ConnectionStore): Promise<void> {
    const {bot, team, channel} = store.read();
    const isBotGone =
        bot !== undefined &&
        (await admin.findBotOwner(bot.id)) !== undefined &&
        (await admin.findBotName(bot.id)) === undefined;
    if (isBotGone) {
        await store.update({bot: undefined, tokenId: undefined});
    }
    const isTeamGone = team !== undefined && (await admin.findTeamName(team.id)) === undefined;
    const isChannelGone =
        isTeamGone ||
        (team !== undefined &&
            channel !== undefined &&
            (await admin.findChannelName(team.id, channel.id)) === undefined);
    if (isChannelGone) {
        await store.update({channel: undefined, ...(isTeamGone && {team: undefined})});
    }
}
